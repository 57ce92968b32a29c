import type { Member } from '../../access/policy.ts'
import { BadInput } from '../../errors.ts'
import { metricKey } from '../catalogue/metric-key.ts'
import { checkDimensions, checkStaffAccess, visibleMetric } from '../catalogue/visible-metric.ts'
import { resolvedFilter } from '../filters/resolved-filter.ts'
import type { MetricFilter, MetricQuery } from '../metric-query.ts'
import type { Names } from '../names/names.ts'
import { type ResolvedPeriod, resolvedPeriod } from '../periods/resolve-period.ts'
import type { MetricValueKey } from '../read-metric-values.ts'
import { CellValue, type ProvenAnswer } from '../results/cell-value.ts'
import { provenAnswer } from '../results/metric-table-of.ts'
import { readAnswer } from './answer.ts'
import type { OpenReading } from './open-reading.ts'
import { type Outcome, outcome } from './outcome.ts'
import { tablePlan } from './table-plan.ts'

type KeyAnswer = Outcome<{ readonly cell: CellValue; readonly period: ResolvedPeriod }>

/** The things a key can name, with where they stand in a filter and in the rows of facts. */
const named = [
  { part: 'client', dimension: 'CLIENT', field: 'clients' },
  { part: 'staff', dimension: 'STAFF', field: 'staff' },
  { part: 'product', dimension: 'PRODUCT', field: 'products' },
] as const
type Named = (typeof named)[number]

/** A key that makes sense: what it names, as ids. */
interface CheckedKey {
  readonly metric: string
  readonly period: string
  readonly parts: readonly Named[]
  readonly ids: readonly (number | string)[]
  readonly where: MetricFilter
}

const given = (text: string | null | undefined): text is string => text !== null && text !== undefined && text !== ''

/** Answers the keys of one moment. Those with one period that name the same kinds of things are one question. */
export async function answerKeys(
  open: OpenReading,
  viewer: Member,
  keys: readonly MetricValueKey[],
): Promise<KeyAnswer[]> {
  const { reading } = open
  const names = await reading.names({
    clients: keys.some(key => given(key.client)),
    terms: keys.some(key => given(key.product)),
    people: keys.some(key => given(key.staff)),
  })
  const answers: KeyAnswer[] = new Array(keys.length)
  const checked: { index: number; key: CheckedKey }[] = []
  for (const [index, key] of keys.entries()) {
    const result = await outcome(() => checkedKey(open, viewer, names, key))
    if (result.ok) checked.push({ index, key: result.value })
    else answers[index] = result
  }
  const shapes = Map.groupBy(checked, ({ key }) => JSON.stringify([key.period, key.parts.map(({ part }) => part)]))
  for (const shape of shapes.values()) {
    const keysOfShape = shape.map(({ key }) => key)
    const read = await outcome(() => readShape(open, viewer, keysOfShape))
    for (const { index, key } of shape)
      answers[index] = read.ok
        ? { ok: true, value: { cell: cellValue(read.value, key), period: read.value.period } }
        : read
  }
  return answers
}

function checkedKey(
  { catalogue, reading }: OpenReading,
  viewer: Member,
  names: Names,
  key: MetricValueKey,
): CheckedKey {
  const parts = named.filter(({ part }) => given(key[part]))
  const asked = parts.map(({ dimension }) => dimension)
  checkStaffAccess(viewer, asked)
  const metric = visibleMetric(catalogue, viewer, metricKey(catalogue, key.metric))
  checkDimensions(metric, asked, 'filtered')
  const ids = parts.map(({ part, field }) => {
    const values = [...resolvedFilter({ [field]: [key[part]!] }, names).all[0]!.values]
    if (values.length > 1)
      throw new BadInput(
        `Reading ${key.metric}: there are ${values.length} of the name "${key[part]}"; send an id`,
        'AMBIGUOUS_NAME',
      )
    return values[0]!
  })
  // Words that make no period are this key's error; the months it may need are not known yet.
  const { today, organization } = reading
  resolvedPeriod({ named: key.period }, { today, fiscalYearStart: organization.fiscalYearStart, months: null })
  const where = Object.fromEntries(parts.map(({ part, field }) => [field, [key[part]!]]))
  return { metric: metric.definition.key, period: key.period, parts, ids, where }
}

async function readShape(
  { reading, catalogue }: OpenReading,
  viewer: Member,
  keys: readonly CheckedKey[],
): Promise<ProvenAnswer> {
  const { parts, period } = keys[0]!
  const query: MetricQuery = {
    metrics: [...new Set(keys.map(key => key.metric))],
    groupBy: parts.map(({ dimension }) => dimension),
    where: Object.fromEntries(
      parts.map(({ field }) => [field, [...new Set(keys.flatMap(key => key.where[field] ?? []))]]),
    ),
    period: { named: period },
    definitions: 'NOW',
  }
  return await provenAnswer(reading, await readAnswer(reading, catalogue, tablePlan(query, catalogue, viewer)))
}

/** The value of a key; somebody without any fact has a cell too, empty. */
function cellValue(answer: ProvenAnswer, key: CheckedKey): CellValue {
  const rowKeys = { client_id: 0, staff: -1, product_id: 0 }
  for (const [index, { part }] of key.parts.entries())
    rowKeys[({ client: 'client_id', staff: 'staff', product: 'product_id' } as const)[part]] = Number(key.ids[index])
  const group = answer.side.table.grid.groupOf(rowKeys)
  const metric = answer.plan.metrics.find(({ definition }) => definition.key === key.metric)!
  return new CellValue(answer, metric, 'table', group * answer.buckets.length)
}
