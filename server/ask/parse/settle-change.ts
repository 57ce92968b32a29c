import type { Dimension } from '../../metrics/metric-query.ts'
import { isTimeDimension } from '../../metrics/periods/time-buckets.ts'
import type { MetricCondition } from './condition.ts'
import { type Draft, explain, note } from './draft.ts'
import { movesDown, movesUp } from './read-comparisons.ts'
import { comparesTimes } from './read-dimensions.ts'
import { hasCue, meaningOfSegment } from './segment.ts'

/** "most unprofitable", "biggest losses": the end of a loss is the low end of profit. */
export function settleOrder(draft: Draft): void {
  const { order } = draft
  if (!order) return
  const loss = draft.conditions.find(
    condition =>
      condition.segments.length === 1 &&
      hasCue(condition.segments[0], 'negative') &&
      meaningOfSegment(condition.segments[0]!)!.concepts.includes('PROFIT'),
  )
  const over = draft.conditions.find(({ segments }) => segments.length === 1 && hasCue(segments[0], 'over'))
  if (over) draft.conditions = draft.conditions.filter(condition => condition !== over)
  if (loss) {
    draft.conditions = draft.conditions.filter(condition => condition !== loss)
    draft.order = { ...order, end: 'LOW' }
  }
  const moved = draft.segments.find(segment => movesUp(segment) || movesDown(segment))
  const changed = moved ?? draft.segments.find(segment => hasCue(segment, 'change') && !hasCue(segment, 'why'))
  // Growth against a time that is named is a change of revenue, see `compile`.
  if (draft.settledChange && draft.compareTo && draft.metrics.includes('revenue'))
    draft.order = { ...order, onChange: true, end: moved && movesDown(moved) ? 'LOW' : 'HIGH' }
  if (changed && !draft.settledChange && draft.groupBy.some(dimension => !isTime(dimension))) {
    const falls = movesDown(changed)
    draft.order = {
      ...draft.order!,
      onChange: true,
      end: (draft.order!.end === 'HIGH' || draft.order!.end === 'BEST') === falls ? 'LOW' : 'HIGH',
    }
    draft.compareTo ??= 'PREVIOUS_PERIOD'
    explain(draft, changed)
  }
}

export const isTime = (dimension: string): boolean => isTimeDimension(dimension as Dimension)

/** "did revenue go up", "is margin improving", "which clients' revenue dropped". */
export function settleChange(draft: Draft): void {
  const { segments } = draft
  const trend = segments.filter(segment => hasCue(segment, 'trend'))
  const cues = segments.filter(
    segment => !draft.explained.has(segment) && (hasCue(segment, 'change') || movesUp(segment) || movesDown(segment)),
  )
  const time = draft.groupBy.some(isTime)
  if (draft.why || draft.settledChange) return
  if (trend.length > 0 || (cues.length > 0 && time)) {
    if (!time) {
      draft.groupBy.push('MONTH')
      note(draft, 'GROUP', trend.map(({ text }) => text).join(' '), 'MONTH', 0.95)
    }
    explain(draft, ...trend, ...cues, ...segments.filter(segment => hasCue(segment, 'up', 'down')))
    return
  }
  if (cues.length === 0 && settleComparative(draft)) return
  if (cues.length === 0) {
    if (draft.compareTo) explain(draft, ...segments.filter(segment => hasCue(segment, 'up', 'down', 'change')))
    return
  }
  explain(draft, ...segments.filter(segment => hasCue(segment, 'up', 'down', 'change')))
  const ongoing =
    cues.some(({ words }) => /ing$/.test(words.at(-1) ?? '')) && !draft.period && draft.groupBy.length === 0
  const since =
    draft.segments.some(
      ({ content, words }) => content.kind === 'PERIOD' && ['since', 'starting', 'beginning'].includes(words[0]!),
    ) &&
    draft.groupBy.length === 0 &&
    !draft.compareTo
  if (ongoing || since) {
    draft.groupBy.push('MONTH')
    note(draft, 'GROUP', cues.map(({ text }) => text).join(' '), 'MONTH', 0.92)
    return
  }
  draft.compareTo ??= 'PREVIOUS_PERIOD'
  const move = cues.find(cue => movesUp(cue) || movesDown(cue))
  if (!move || draft.groupBy.length === 0 || draft.order) return
  const falls = movesDown(move)
  if (draft.conditions.length > 0) draft.conditions = draft.conditions.map(condition => moved(condition, falls))
  else
    draft.conditions.push({
      op: falls ? 'LT' : 'GT',
      value: 0,
      to: null,
      unit: null,
      onChange: true,
      metric: null,
      segments: [move],
    })
}

/** "which clients had higher revenue than the month before": a condition on the change, where rows are asked for. */
function settleComparative(draft: Draft): boolean {
  const { segments, groupBy, order, conditions, compareTo } = draft
  const asks = segments.some(segment => hasCue(segment, 'which', 'who', 'list', 'exists')) || draft.counts
  if (!comparesTimes(draft) || !asks || order || conditions.length > 0) return false
  if (compareTo !== 'PREVIOUS_PERIOD' && compareTo !== 'SAME_PERIOD_LAST_YEAR') return false
  if (groupBy.length === 0 || groupBy.some(isTime) || draft.metrics.length !== 1) return false
  const more = segments.find(segment => hasCue(segment, 'up', 'down', 'gt', 'lt'))
  if (!more) return false
  const good = ['better', 'better than'].includes(more.words.join(' '))
  const bad = ['worse', 'worse than'].includes(more.words.join(' '))
  const falls = draft.context.vocabulary.visible.get(draft.metrics[0]!)?.direction === 'DOWN'
  const less = good ? falls : bad ? !falls : hasCue(more, 'down', 'lt')
  explain(draft, ...segments.filter(segment => hasCue(segment, 'up', 'down', 'change')), more)
  const [op, value] = [less ? 'LT' : 'GT', 0] as const
  draft.conditions.push({ op, value, to: null, unit: null, onChange: true, metric: null, segments: [more] })
  note(draft, 'CONDITION', more.text, op, 0.93)
  return true
}

/** "dropped by more than 5,000": below −5,000. */
function moved(condition: MetricCondition, falls: boolean): MetricCondition {
  if (!falls) return { ...condition, onChange: true }
  const turned = { GT: 'LT', GTE: 'LTE', LT: 'GT', LTE: 'GTE', EQ: 'EQ', BETWEEN: 'BETWEEN' } as const
  return {
    ...condition,
    onChange: true,
    op: turned[condition.op],
    value: condition.to === null ? -condition.value : -condition.to,
    to: condition.to === null ? null : -condition.value,
  }
}
