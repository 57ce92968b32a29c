import type { Chance } from '../metrics/oracle/random.ts'
import { type TableQuestion, tableInput } from './questions.ts'

/** A question as it is sent, of which two MSPs that were told the same give the same answer: no ids are asked for. */
export interface Told {
  readonly document: string
  readonly variables: object
}

const proof = `value exact text baseline change changePct changeKind status computed coverage partial rowCount
  confidence { score level signals { key text effect value } } assumptions { code text rowCount }`

/** A table with all that is told about it. */
export const provenTable = (question: TableQuestion): Told => ({
  document: `query ($query: MetricQuery!) { metrics(query: $query) {
    totalCount truncated period { from to label } columns { key label kind unit currency }
    rows { dimensions { dimension label } values { ${proof} } } totals { values { ${proof} } }
    snapshots { number dataset status } } }`,
  variables: tableInput(question, null),
})

/** A page of clients in one month, in some order, with how far each value can be trusted: what people look at. */
export function clientPage(chance: Chance, names: readonly string[]): Told {
  const metrics = ['revenue', 'labour_cost', 'license_cost', 'gross_profit']
  const named = `2025-${String(chance.between(1, 12)).padStart(2, '0')}`
  const direction = chance.pick(['ASC', 'DESC'])
  const order = chance.pick([null, { dimension: 'CLIENT' }, { metric: chance.pick([...metrics, 'license_waste']) }])
  const clients = [chance.pick(names), names[0]!]
  const query = {
    ...{ metrics, groupBy: ['CLIENT'], period: { named }, first: chance.between(0, 4), offset: chance.between(0, 3) },
    ...(order && { orderBy: [{ ...order, direction }] }),
    ...(chance.percent(25) && { having: [{ metric: 'revenue', op: 'GT', value: chance.pick([0, 100]) }] }),
    ...(chance.percent(40) && { where: chance.percent(50) ? { clients } : { not: { clients } } }),
  }
  return {
    document: `query ($query: MetricQuery!) { metrics(query: $query) {
      totalCount truncated rows { dimensions { label } values { metric { key } currency ${proof} } } totals { values { ${proof} } } } }`,
    variables: { query },
  }
}

const snapshots = `{ snapshots(first: 100) { totalCount nodes {
  number dataset status fileName rowCount acceptedCount rejectedCount addedCount changedCount unchangedCount removedCount
  period { from to } quality { score dimensions { name score } recommendations }
  issues(first: 50) { totalCount nodes { row column value code message severity suggestion } }
  diff(first: 50) { totalCount nodes { kind row columns before after } } } } }`

const explained = `value baseline difference exactDifference residual sentence period { from to }
  drivers { label kind from to contribution exact rowCount children { label exact rowCount } }
  recommendations { rule text evidence amount } confidence { score } assumptions { code rowCount }`

const lists = [
  `{ clients(first: 50) { totalCount nodes { name externalId industry isActive } } }`,
  snapshots,
  `{ insights(first: 50) { totalCount period { from to } items { kind sentence amount metric } } }`,
  `{ reviewTasks(first: 1000) { totalCount nodes { status value exact reason reasons { code text } metric { key }
    client { name } period { label } confidence { score } decisions { kind comment } } } }`,
  `{ metricCatalog { key name formula unit } }`,
]

/** Lists, explanations and what stands behind them. */
export function anyQuestion(chance: Chance, names: readonly string[]): Told {
  if (chance.percent(50)) return { document: chance.pick(lists), variables: {} }
  const named = `2025-${String(chance.between(2, 12)).padStart(2, '0')}`
  return {
    document: `query ($input: ExplainInput!) { explain(input: $input) { ${explained} } }`,
    variables: {
      input: {
        metric: chance.pick(['revenue', 'gross_profit', 'gross_margin_pct', 'hours', 'license_cost', 'labour_cost']),
        period: { named },
        against: chance.pick(['PREVIOUS_PERIOD', 'PREVIOUS_PERIOD', 'BUDGET', 'PORTFOLIO']),
        ...(chance.percent(40) && { where: { clients: [chance.pick(names)] } }),
      },
    },
  }
}
