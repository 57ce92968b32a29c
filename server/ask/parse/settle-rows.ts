import type { Dimension } from '../../metrics/metric-query.ts'
import type { MetricDefinition } from '../../metrics/metric-table.ts'
import { singular } from '../words/fold.ts'
import { Abstain, type Draft, explain } from './draft.ts'
import { previousGroups } from './follow-up.ts'
import type { MetricRun } from './read-metrics.ts'
import { hasCue, meaningOfSegment, type Segment } from './segment.ts'
import { isTime } from './settle-change.ts'
import { expandedKey } from './settle-condition.ts'

type Order = { metric: string; direction: 'ASC' | 'DESC'; onChange?: true } | { dimension: Dimension; direction: 'ASC' }

export function orderOf(draft: Draft, runs: readonly MetricRun[]): Order[] {
  const { order, segments, groupBy } = draft
  const ranked = segments.find(segment => hasCue(segment, 'rank', 'rankup'))
  if (groupBy.length === 0 && !previousGroups(draft)) {
    if (order || ranked) throw new Abstain('NOT_UNDERSTOOD', [(order?.segment ?? ranked)!.text])
    return []
  }
  const byName = segments.find(segment => hasCue(segment, 'alphabetical'))
  const [first] = groupBy
  if (byName && first && !order) {
    explain(draft, byName, ...(ranked ? [ranked] : []))
    return [{ dimension: first as Dimension, direction: 'ASC' }]
  }
  const metric = orderMetric(draft, runs)
  if (order) {
    const direction = directionOf(order.end, draft.context.vocabulary.visible.get(metric)?.direction)
    return [{ metric, direction, ...(order.onChange ? { onChange: true as const } : {}) }]
  }
  const byMetric = runs.some(run => isOrderedBy(segments, run)) && groupBy.some(dimension => !isTime(dimension))
  if (!ranked && !byMetric) return []
  if (ranked) explain(draft, ranked)
  const good = hasCue(ranked, 'bestfirst') ? 'BEST' : hasCue(ranked, 'worstfirst') ? 'WORST' : null
  if (good) return [{ metric, direction: directionOf(good, draft.context.vocabulary.visible.get(metric)?.direction) }]
  return [{ metric, direction: segments.some(segment => hasCue(segment, 'rankup')) ? 'ASC' : 'DESC' }]
}

function directionOf(
  end: 'HIGH' | 'LOW' | 'BEST' | 'WORST',
  better: MetricDefinition['direction'] | undefined,
): 'ASC' | 'DESC' {
  if (end === 'HIGH') return 'DESC'
  if (end === 'LOW') return 'ASC'
  return (end === 'BEST') === (better === 'DOWN') ? 'ASC' : 'DESC'
}

const isOrderedBy = (segments: readonly Segment[], run: MetricRun): boolean => {
  let i = run.first - 1
  while (i >= 0 && ['the', 'their', 'our', 'its', 'on', 'total'].includes(segments[i]!.words.join(' '))) i--
  return hasCue(segments[i], 'by')
}

function orderMetric(draft: Draft, runs: readonly MetricRun[]): string {
  const named = runs.find(run => isOrderedBy(draft.segments, run))
  const at = draft.order ? draft.segments.indexOf(draft.order.segment) : -1
  const within = runs.find(run => draft.order && run.segments.includes(draft.order.segment))
  const after = runs.find(run => run.first >= at)
  const found = (draft.order ? (named ?? within ?? after) : named) ?? runs[0]
  return found ? expandedKey(found.keys[0]!) : draft.metrics[0]!
}

/** "products cost us" is of several, "vendor costs us" of one: there the first word tells. */
const isPlural = (segment: Segment): boolean =>
  meaningOfSegment(segment)!.concepts.includes('COST')
    ? singular(segment.words[0]!) !== segment.words[0]
    : segment.plural

export function firstOf(draft: Draft): number | undefined {
  const { order } = draft
  if (!order) return undefined
  if (order.count !== null) return order.count
  const whoSegment = draft.segments.find(segment => hasCue(segment, 'who'))
  const of = draft.segments.some(segment => hasCue(segment, 'of'))
  if (of) return 1
  const nouns =
    whoSegment && draft.explained.has(whoSegment)
      ? []
      : draft.segments.filter(segment =>
          (meaningOfSegment(segment)?.dimensions ?? []).some(dimension => draft.groupBy.includes(dimension)),
        )
  const who = draft.segments.findIndex(segment => hasCue(segment, 'who'))
  if (nouns.length === 0 && who >= 0)
    return ['are', 'were', 'have'].includes(draft.segments[who + 1]?.words[0] ?? '') ? 5 : 1
  return nouns.some(isPlural) ? 5 : 1
}
