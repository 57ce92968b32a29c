import type { Explanation } from './read-explanation.ts'

/** One bar of a waterfall: from where to where, in the metric's unit. */
export interface WaterfallBar {
  readonly key: string
  readonly label: string
  readonly kind: 'total' | 'rise' | 'fall'
  readonly from: number
  readonly to: number
  readonly text: string
}

/**
 * The bars from what it is compared with to the value: each begins where the one before ended, the last ends at the
 * value. Drivers that add nothing are left out; more than `most` are summed up, the smallest ones, in the last.
 */
export function waterfall(
  explanation: Explanation,
  format: (value: number) => string,
  most = 8,
): readonly WaterfallBar[] {
  const { baseline, value, drivers, period, baselinePeriod } = explanation
  const start = baseline ?? 0
  const moving = drivers.filter(({ contribution }) => contribution !== 0)
  const bySize = [...moving].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
  const kept = new Set(bySize.length > most ? bySize.slice(0, most - 1) : bySize)
  const rest = moving.filter(driver => !kept.has(driver))
  const restSum = rest.reduce((sum, { contribution }) => sum + contribution, 0)
  const steps = [
    ...moving
      .filter(driver => kept.has(driver))
      .map(({ key, label, contribution, contributionText: text }) => ({ key, label, contribution, text })),
    ...(rest.length === 0
      ? []
      : [{ key: 'rest', label: `${rest.length} more`, contribution: restSum, text: format(restSum) }]),
  ]
  let at = start
  const bars: WaterfallBar[] = [
    {
      key: 'baseline',
      label: baselinePeriod?.label ?? 'Compared with',
      kind: 'total',
      from: 0,
      to: start,
      text: format(start),
    },
  ]
  for (const { key, label, contribution, text } of steps) {
    bars.push({ key, label, kind: contribution > 0 ? 'rise' : 'fall', from: at, to: at + contribution, text })
    at += contribution
  }
  const end = value ?? at
  return [...bars, { key: 'value', label: period.label, kind: 'total', from: 0, to: end, text: format(end) }]
}
