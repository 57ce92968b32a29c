import type { Unit } from '../../metrics/metric-table.ts'
import { Abstain, type Assumed, type Draft, explain, note } from './draft.ts'
import type { MetricRun } from './read-metrics.ts'
import { hasCue, meaningOfSegment } from './segment.ts'

const ratios: ReadonlySet<Unit> = new Set([
  'PERCENT',
  'MONEY_PER_HOUR',
  'MONEY_PER_SEAT',
  'RATIO',
  'PERCENT_PER_MONTH',
  'SEATS',
])

/** The keys of the metrics that were read. Throws Abstain where only the asker can tell which is meant. */
export function settleMetrics(draft: Draft, runs: readonly MetricRun[]): void {
  const { vocabulary } = draft.context
  const { metric: chosen } = draft.assumed
  if (chosen) assumeMetric(runs, chosen)
  const shown = runs.length > 1 ? runs.filter(run => !isConditionOnly(draft, run, runs)) : runs
  for (const run of shown.length > 0 ? shown : runs) {
    const [key, other] = run.keys
    if (other)
      throw new Abstain(
        'AMBIGUOUS_METRIC',
        run.segments.map(({ text }) => text),
        metricChoices(draft, run.keys),
      )
    const keys =
      key === 'effective_rate'
        ? ['effective_rate_gross', ...(vocabulary.visible.has('effective_rate_net') ? ['effective_rate_net'] : [])]
        : [key!]
    for (const each of keys) if (!draft.metrics.includes(each)) draft.metrics.push(each)
  }
  // Choosing comes first where any of the metrics needs it.
  for (const run of runs) {
    const unclear = run.keys.find(key => key.startsWith('?'))
    if (!unclear) continue
    if (unclear === '?unused_seats' && draft.groupBy.length > 0) {
      draft.metrics = draft.metrics.map(key => (key === unclear ? 'license_waste' : key))
      ;(run as { keys: readonly string[] }).keys = ['license_waste']
      note(draft, 'METRIC', run.segments.map(({ text }) => text).join(' '), 'license_waste', 0.85)
      continue
    }
    const keys = vocabulary.lexicon.choices.get(unclear.slice(1)) ?? []
    throw new Abstain(
      unclear === '?nonbillable' ? 'UNKNOWN_METRIC' : 'AMBIGUOUS_METRIC',
      run.segments.map(({ text }) => text),
      metricChoices(draft, keys),
    )
  }
  refuseTwoParts(draft, shown)
  checkAverage(draft)
  checkShare(draft)
}

/** "revenue for A and margin for B": each part has a metric and a name of its own, and one table answers one part. */
function refuseTwoParts(draft: Draft, runs: readonly MetricRun[]): void {
  const names = draft.segments.flatMap(({ content }, at) =>
    content.kind === 'NAME' ? [{ at, kind: content.mentions[0]?.entity.dimension }] : [],
  )
  const [first, second] = runs
  const [one, other] = names
  if (runs.length !== 2 || names.length !== 2 || !first || !second || !one || !other) return
  if (first.last < one.at && one.at < second.first && second.last < other.at && one.kind === other.kind)
    throw new Abstain('UNSUPPORTED', [
      draft.segments
        .slice(second.first)
        .map(({ text }) => text)
        .join(' '),
    ])
}

/** The asker chose: the metric stands where the question left it open. */
function assumeMetric(runs: readonly MetricRun[], chosen: string): void {
  for (const run of runs)
    if (run.keys.length > 1 || run.keys[0]!.startsWith('?')) (run as { keys: readonly string[] }).keys = [chosen]
}

/** "revenue of clients with margin below 20 %": margin only selects. */
function isConditionOnly(draft: Draft, run: MetricRun, runs: readonly MetricRun[]): boolean {
  const before = draft.segments.slice(0, run.first)
  const other = runs.some(each => each !== run && each.last < run.first)
  const at = before.findLastIndex(
    segment => hasCue(segment, 'exists') || ['with', 'whose', 'where'].includes(segment.words.join(' ')),
  )
  const kind =
    draft.segments[
      draft.segments.indexOf(
        draft.conditions.find(({ segments }) => segments.length > 0)?.segments[0] ?? draft.segments[0]!,
      ) - 1
    ]
  // "hours for clients over 10k revenue"
  if (
    other &&
    kind &&
    (meaningOfSegment(kind)?.dimensions.length ?? 0) > 0 &&
    draft.conditions.length === 1 &&
    runs.length === 2 &&
    draft.segments.indexOf(kind) < run.first &&
    draft.segments.indexOf(kind) > runs[0]!.last
  )
    return true
  const condition = draft.conditions.some(({ segments }) =>
    segments.some(segment => draft.segments.indexOf(segment) >= run.first - 4),
  )
  return other && at >= 0 && at >= (runs[runs.indexOf(run) - 1]?.last ?? 0) && condition
}

export const metricChoices = (draft: Draft, keys: readonly string[]): Assumed[] =>
  keys.filter(key => draft.context.vocabulary.visible.has(key)).map(metric => ({ metric }))

/** A mean of amounts over clients or months is no metric; of a rate it is the rate. */
function checkAverage(draft: Draft): void {
  const average = draft.segments.find(segment => meaningOfSegment(segment)?.cues.includes('average'))
  if (!average) return
  if (draft.assumed.plainly) {
    explain(draft, average)
    return
  }
  const { visible } = draft.context.vocabulary
  const units = draft.metrics.map(key => visible.get(key)?.unit)
  if (units.every(unit => unit && ratios.has(unit)) || draft.metrics.every(key => key === 'average_invoice'))
    explain(draft, average)
  else throw new Abstain('UNSUPPORTED', [average.text], [{ plainly: true }])
}

/** A share of the whole is said only by metrics that are shares themselves. */
function checkShare(draft: Draft): void {
  const share = draft.segments.find(segment => hasCue(segment, 'share'))
  if (!share) return
  if (draft.assumed.plainly) {
    explain(draft, share)
    return
  }
  const { visible } = draft.context.vocabulary
  if (draft.metrics.length > 0 && draft.metrics.every(key => visible.get(key)?.unit === 'PERCENT'))
    explain(draft, share)
  else if (draft.metrics.every(key => visible.has(key)))
    throw new Abstain('UNSUPPORTED', [share.text], [{ plainly: true }])
}
