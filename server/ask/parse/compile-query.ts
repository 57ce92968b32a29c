import { isoOfDay } from '../../analytics/calendar.ts'
import type { ExplainInput } from '../../explanations/explain-input.ts'
import type { Dimension, MetricFilter, MetricQueryInput } from '../../metrics/metric-query.ts'
import type { MetricDefinition } from '../../metrics/metric-table.ts'
import type { AskVocabulary } from '../context.ts'
import { fieldOfDimension } from '../entities/entity.ts'
import { Abstain, type Draft, type NameSlot } from './draft.ts'

/** The filter of names: values of one kind are alternatives, what is left out stands under `not`, kind by kind. */
export function filterOf(names: readonly NameSlot[]): MetricFilter | undefined {
  const lists = (slots: readonly NameSlot[]): MetricFilter => {
    const filter: MetricFilter = {}
    for (const { dimension, values } of slots) {
      const field = fieldOfDimension[dimension]
      filter[field] = [...new Set([...(filter[field] ?? []), ...values])]
    }
    return filter
  }
  const wanted = lists(names.filter(({ excluded }) => !excluded))
  const left = names.filter(({ excluded }) => excluded)
  // Two kinds that are left out are left out each: a row of either is gone.
  const kinds = [...new Set(left.map(({ dimension }) => dimension))]
  const [first, second] = kinds
  if (first === undefined) return Object.keys(wanted).length > 0 ? wanted : undefined
  if (second !== undefined)
    throw new Abstain(
      'UNSUPPORTED',
      left.map(({ segment }) => segment.text),
    )
  return { ...wanted, not: lists(left) }
}

/** Definitions of keys, those of the viewer's own; throws Abstain for what is not theirs. */
export function definitionsOf(keys: readonly string[], { visible, builtIn }: AskVocabulary): MetricDefinition[] {
  return keys.map(key => {
    const definition = visible.get(key)
    if (!definition) throw new Abstain(builtIn.has(key) ? 'FORBIDDEN' : 'UNKNOWN_METRIC', [key.replaceAll('_', ' ')])
    return definition
  })
}

/** Throws Abstain where a metric's facts do not carry what the question tells apart or narrows to. */
export function checkDimensions(
  definitions: readonly MetricDefinition[],
  dimensions: Iterable<Dimension>,
  vocabulary: AskVocabulary,
): void {
  for (const dimension of dimensions) {
    if (dimension === 'STAFF' && !vocabulary.mayNameStaff) throw new Abstain('FORBIDDEN', ['staff'])
    for (const { name, dimensions: known } of definitions)
      if (!known.includes(dimension))
        throw new Abstain('IMPOSSIBLE_GROUPING', [name, dimension.toLowerCase().replace('_', ' ')])
  }
}

export const between = ({ from, to }: { readonly from: number; readonly to: number }) => ({
  between: { from: isoOfDay(from), to: isoOfDay(to) },
})

/** A query without what is not said, so that equal questions have equal queries. */
export function tidyQuery(query: MetricQueryInput): MetricQueryInput {
  const plain = <T extends { onChange?: boolean | undefined }>({ onChange, ...entry }: T) =>
    onChange ? { ...entry, onChange } : entry
  const { having, orderBy } = query
  const told = { ...query, having: having?.map(plain), orderBy: orderBy?.map(plain) }
  const entries = Object.entries(told).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(entries) as MetricQueryInput
}

export const tidyExplain = (input: ExplainInput): ExplainInput =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as ExplainInput

export const dimensionsOfNames = (draft: Draft): Dimension[] => [
  ...new Set(draft.names.map(({ dimension }) => dimension)),
]

/** Throws Abstain where what is asked for cannot be compared so. */
export function checkComparison(draft: Draft, used: readonly MetricDefinition[]): void {
  if (draft.compareTo === 'BUDGET') {
    if (!draft.context.vocabulary.mayCompareBudget) throw new Abstain('FORBIDDEN', ['budget'])
    const without = used.find(({ key }) => !['revenue', 'labour_cost', 'license_cost', 'hours'].includes(key))
    if (without) throw new Abstain('IMPOSSIBLE_COMPARISON', [without.name, 'budget'])
  }
  if (draft.compareTo === 'PORTFOLIO') {
    const told = [...draft.groupBy, ...dimensionsOfNames(draft)]
    if (!told.includes('CLIENT') && !told.includes('INDUSTRY'))
      throw new Abstain('IMPOSSIBLE_COMPARISON', ['portfolio'])
  }
}
