import { median } from '../analytics/confidence/median.ts'
import { exact, nearest } from '../analytics/exact.ts'
import { hash53 } from '../analytics/hash53.ts'
import { trend } from '../analytics/trend.ts'
import type { Policies } from '../governance/policy-schema.ts'

/** Why a result is looked at. */
export interface ReviewReason {
  readonly code:
    | 'CONFIDENCE'
    | 'BELOW_LIMIT'
    | 'ABOVE_LIMIT'
    | 'TREND'
    | 'UNUSUAL_CHANGE'
    | 'SAMPLE'
    | 'CHANGED_SINCE'
    | 'ESCALATED'
  readonly text: string
}

/** A result with what came before it. */
export interface AnalysedResult {
  readonly organizationId: number
  readonly metric: string
  readonly clientId: number
  /** "2026-08" */
  readonly month: string
  readonly value: number
  readonly valueExact: string
  readonly confidence: number
  /** The same result in the months before, oldest first; null: not known. */
  readonly history: readonly (number | null)[]
  /** An amount of it as people read it: "$1,200.50", "12.3 %". */
  readonly show: (amount: number) => string
  /** A difference of two of them: "$200.50", "12.3 points". */
  readonly showChange: (difference: number) => string
}

/** Every reason that the policy gives for looking at a result; none: it stands by itself. */
export function triggers(result: AnalysedResult, policy: Policies['review']): ReviewReason[] {
  const { metric, value, confidence, show } = result
  const reasons: ReviewReason[] = []
  if (confidence < policy.confidenceBelow)
    reasons.push({
      code: 'CONFIDENCE',
      text: `Its confidence is ${percent(confidence)}, below ${percent(policy.confidenceBelow)}`,
    })
  for (const limit of policy.limits.filter(each => each.metric === metric)) {
    if (limit.below !== undefined && value < limit.below)
      reasons.push({ code: 'BELOW_LIMIT', text: `It is ${show(value)}, below the limit of ${show(limit.below)}` })
    if (limit.above !== undefined && value > limit.above)
      reasons.push({ code: 'ABOVE_LIMIT', text: `It is ${show(value)}, above the limit of ${show(limit.above)}` })
  }
  return [...reasons, ...trendReason(result, policy), ...changeReason(result, policy), ...sampleReason(result, policy)]
}

function trendReason({ metric, value, history }: AnalysedResult, { trend: rule }: Policies['review']): ReviewReason[] {
  if (!rule || rule.metric !== metric) return []
  const series = [...history, value].slice(-rule.months)
  const first = series.findIndex(each => each !== null && each !== 0)
  if (first < 0) return []
  // Gaps count 0, as they do in the metric. Cents are exact enough for a limit in percent.
  const slope = trend(series.slice(first).map(each => exact(Math.round((each ?? 0) * 100), 100)))
  const rise = slope && nearest(slope)
  if (rise === null || Math.abs(rise) <= rule.beyondPct) return []
  const way = rise > 0 ? 'rises' : 'falls'
  const text = `It ${way} by ${short(Math.abs(rise))} % a month over the last ${series.length - first} months, more than ${rule.beyondPct} %`
  return [{ code: 'TREND', text }]
}

/** Makes a median deviation comparable with a standard deviation, for normal data (Hampel 1974). */
const MAD_SCALE = 1.4826

/** Where a series hardly ever changed, a change of less than this share of it is none to look at. */
const SMALL_CHANGE = 0.05

/** Median ± k scaled MAD of the changes from month to month before this one. */
function changeReason(
  { value, history, showChange }: AnalysedResult,
  { unusualChange: rule }: Policies['review'],
): ReviewReason[] {
  const before = history.at(-1)
  if (!rule || before === null || before === undefined) return []
  const changes = history.flatMap((each, index) => {
    const earlier = history[index - 1]
    return each === null || earlier === null || earlier === undefined ? [] : [each - earlier]
  })
  if (changes.length < rule.atLeast) return []
  const change = value - before
  const middle = median(changes)
  const spread = MAD_SCALE * median(changes.map(each => Math.abs(each - middle)))
  const usual = spread === 0 ? SMALL_CHANGE * Math.abs(before) : rule.deviations * spread
  if (Math.abs(change - middle) <= usual) return []
  const moved = `It ${change < 0 ? 'fell' : 'rose'} by ${showChange(Math.abs(change))} from the month before`
  const text =
    spread === 0
      ? `${moved}, where it hardly ever changed`
      : `${moved}; its changes usually lie between ${showChange(middle - usual)} and ${showChange(middle + usual)}`
  return [{ code: 'UNUSUAL_CHANGE', text }]
}

/** The same result is always in the sample, or never. */
function sampleReason(result: AnalysedResult, { sampleShare }: Policies['review']): ReviewReason[] {
  const { organizationId, metric, clientId, month, valueExact } = result
  const drawn = hash53(`${organizationId}:${metric}:${clientId}:${month}:${valueExact}`) / 2 ** 53
  return drawn < sampleShare ? [{ code: 'SAMPLE', text: `It is in the sample of ${short(sampleShare * 100)} %` }] : []
}

/** Rounded down, so that what is below a limit does not read as if it were at it. */
const percent = (part: number): string => `${short(Math.floor(part * 1000 + 1e-9) / 10)} %`
const short = (value: number): string => String(Number(value.toFixed(2)))
