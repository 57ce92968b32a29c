import { filterFields } from '../../metrics/filters/filter-dimensions.ts'
import type { Dimension, MetricFilter, MetricQueryInput } from '../../metrics/metric-query.ts'
import { type CompiledQuery, isExplanation } from '../context.ts'
import { tidyExplain, tidyQuery } from './compile-query.ts'
import { Abstain, type Draft, note } from './draft.ts'
import type { MetricRun } from './read-metrics.ts'
import { hasCue, isFiller, type Segment } from './segment.ts'

/**
 * Whether the question only makes sense after another one: it begins like a continuation, or names no metric. Throws
 * Abstain where it does and there is no other.
 */
export function readFollowUp(draft: Draft, runs: readonly MetricRun[]): void {
  const { segments, context } = draft
  const start = startOf(segments)
  const opens =
    segments.slice(start, start + 2).some(segment => hasCue(segment, 'followup')) ||
    ['and', 'but', 'or', 'ok', 'okay'].includes(segments[start]?.words[0] ?? '')
  const refers = segments.some(
    segment =>
      hasCue(segment, 'followup') &&
      segment.words.some(word => ['that', 'it', 'them', 'those', 'these', 'this', 'same'].includes(word)),
  )
  const selects =
    context.previous !== null &&
    draft.groupBy.length === 0 &&
    segments.some(segment => hasCue(segment, 'rank', 'rankup'))
  const bare = runs.length === 0 && !draft.counts
  const says =
    draft.period !== null ||
    draft.groupBy.length > 0 ||
    draft.why ||
    draft.compareTo !== null ||
    draft.order !== null ||
    draft.conditions.length > 0 ||
    segments.some(({ content }) => content.kind === 'NAME')
  if (!(opens || refers || bare || selects)) return
  if (!context.previous) {
    if ((opens || refers) && bare && says) throw new Abstain('NO_FOLLOW_UP')
    return
  }
  if (bare && !says) return
  draft.followsUp = true
  if (bare) {
    draft.metrics.push(
      ...(isExplanation(context.previous) ? [context.previous.explain.metric] : context.previous.metrics),
    )
    note(draft, 'FOLLOW_UP', '', 'metrics of the question before', 0.96)
  } else note(draft, 'FOLLOW_UP', segments[0]!.text, 'after the question before', 0.93)
}

const continuing = /^(?:and|but|or|ok|okay|then)$/

/** Where a question begins behind greetings: "could you please tell me and for May?" begins at "and". */
export function startOf(segments: readonly Segment[]): number {
  const at = segments.findIndex(
    segment => segment.content.kind !== 'COMMA' && (!isFiller(segment) || continuing.test(segment.words.join(' '))),
  )
  return Math.max(at, 0)
}

/** The question before with what the new one says in its place. */
export function followedUp(draft: Draft, asked: CompiledQuery): CompiledQuery {
  const { previous } = draft.context
  if (!draft.followsUp || !previous) return asked
  if (isExplanation(asked)) {
    const before = isExplanation(previous) ? previous.explain : previous
    const where = mergedFilter(before.where as MetricFilter | undefined, asked.explain.where)
    return { explain: tidyExplain({ ...asked.explain, where, period: asked.explain.period ?? before.period }) }
  }
  if (isExplanation(previous)) {
    if ((asked.groupBy ?? []).length > 0 || asked.compareTo)
      return withWhere(
        asked,
        previous.explain.where,
        draft.period ? asked.period : (previous.explain.period ?? asked.period),
      )
    const where = mergedFilter(previous.explain.where, asked.where as MetricFilter | undefined)
    return {
      explain: tidyExplain({
        ...previous.explain,
        metric: asked.metrics[0]!,
        where,
        period: draft.period ? asked.period : previous.explain.period,
      }),
    }
  }
  return mergedTable(draft, previous, asked)
}

const withWhere = (
  asked: MetricQueryInput,
  where: MetricFilter | undefined,
  period: MetricQueryInput['period'],
): MetricQueryInput =>
  tidyQuery({ ...asked, where: mergedFilter(where, asked.where as MetricFilter | undefined), period })

function mergedTable(draft: Draft, previous: MetricQueryInput, asked: MetricQueryInput): MetricQueryInput {
  const groupBy = asked.groupBy?.length ? asked.groupBy : (previous.groupBy ?? [])
  const renamed = <T extends { metric?: string | undefined }>(entry: T): T =>
    entry.metric !== undefined && previous.metrics.includes(entry.metric) && !asked.metrics.includes(entry.metric)
      ? { ...entry, metric: asked.metrics[0]! }
      : entry
  const keptOrder = (previous.orderBy ?? [])
    .filter(order => order.dimension === undefined || groupBy.includes(order.dimension))
    .map(renamed)
  const regrouped = Boolean(asked.groupBy?.length) && !sameGroups(asked.groupBy ?? [], previous.groupBy ?? [])
  const orderBy = asked.orderBy?.length ? asked.orderBy : regrouped ? [] : keptOrder
  return tidyQuery({
    metrics: asked.metrics,
    groupBy,
    where: mergedFilter(previous.where as MetricFilter | undefined, asked.where as MetricFilter | undefined),
    period: draft.period ? asked.period : (previous.period ?? asked.period),
    compareTo: asked.compareTo ?? previous.compareTo,
    having: asked.having?.length ? asked.having : regrouped ? [] : (previous.having ?? []).map(renamed),
    orderBy,
    first: asked.first ?? (orderBy.length > 0 && !asked.orderBy?.length ? previous.first : undefined),
  })
}

const sameGroups = (a: readonly Dimension[], b: readonly Dimension[]): boolean =>
  a.length === b.length && a.every(dimension => b.includes(dimension))

/** Names of a kind take the place of those before; other kinds stay. What is left out is left out besides. */
function mergedFilter(before: MetricFilter | undefined, now: MetricFilter | undefined): MetricFilter | undefined {
  if (!before || !now) return now ?? before
  const merged: MetricFilter = { ...before, ...now }
  // A client and an industry both say which clients: the newer one stands.
  if (now.clients && !now.industries) delete merged.industries
  if (now.industries && !now.clients) delete merged.clients
  if (before.not && now.not) {
    const both: MetricFilter = {}
    for (const field of filterFields) {
      const values = [...(before.not[field] ?? []), ...(now.not[field] ?? [])]
      if (values.length > 0) both[field] = [...new Set(values)]
    }
    merged.not = both
  }
  return merged
}

/** A follow-up selects among the rows of the question before. */
export const previousGroups = ({ followsUp, context: { previous } }: Draft): boolean =>
  followsUp && previous !== null && !isExplanation(previous) && (previous.groupBy ?? []).length > 0
