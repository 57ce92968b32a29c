/** What became of one question. */
export interface Outcome {
  readonly shouldAnswer: boolean
  readonly answered: boolean
  /** Answered as one of the right queries says; or rightly not answered. */
  readonly right: boolean
  /** What the answer said of itself, 0 to 1. */
  readonly confidence: number
  readonly milliseconds: number
}

/** A share with its 95 % interval (Wilson 1927). */
export interface Share {
  readonly value: number
  readonly from: number
  readonly to: number
  readonly count: number
  readonly of: number
}

export function share(count: number, of: number): Share {
  if (of === 0) return { value: Number.NaN, from: 0, to: 1, count, of }
  const z = 1.959964
  const p = count / of
  const middle = (p + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const half = (z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of)
  return { value: p, from: Math.max(0, middle - half), to: Math.min(1, middle + half), count, of }
}

export interface Score {
  readonly accuracy: Share
  readonly precisionAnswered: Share
  readonly silentlyWrong: Share
  readonly abstentionRecall: Share
  readonly abstentionPrecision: Share
  /** Right +1, wrong −10, abstained 0, a question on average. */
  readonly penalised: number
  /** Over what was answered. */
  readonly brier: number
  readonly auroc: number
  /** Mean distance of confidence and share right over ten groups of equal size. */
  readonly calibrationError: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

export function score(outcomes: readonly Outcome[]): Score {
  const answered = outcomes.filter(each => each.answered)
  const abstained = outcomes.filter(each => !each.answered)
  const unanswerable = outcomes.filter(each => !each.shouldAnswer)
  const right = (some: readonly Outcome[]) => some.filter(each => each.right).length
  const wrong = answered.length - right(answered)
  const times = outcomes.map(each => each.milliseconds).sort((a, b) => a - b)
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(part * times.length))] ?? Number.NaN
  return {
    accuracy: share(right(outcomes), outcomes.length),
    precisionAnswered: share(right(answered), answered.length),
    silentlyWrong: share(wrong, outcomes.length),
    abstentionRecall: share(unanswerable.filter(each => !each.answered).length, unanswerable.length),
    abstentionPrecision: share(abstained.filter(each => !each.shouldAnswer).length, abstained.length),
    penalised: (right(answered) - 10 * wrong) / outcomes.length,
    brier: mean(answered.map(each => (each.confidence - Number(each.right)) ** 2)),
    auroc: auroc(answered),
    calibrationError: calibrationError(answered, 10),
    ...{ p50: at(0.5), p95: at(0.95), p99: at(0.99) },
  }
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? Number.NaN : values.reduce((a, b) => a + b, 0) / values.length

/** The chance that a right answer has more confidence than a wrong one; ties count half (Hanley and McNeil 1982). */
function auroc(answered: readonly Outcome[]): number {
  const [good, bad] = [answered.filter(each => each.right), answered.filter(each => !each.right)]
  let wins = 0
  for (const a of good)
    for (const b of bad) wins += a.confidence > b.confidence ? 1 : a.confidence === b.confidence ? 0.5 : 0
  return wins / (good.length * bad.length)
}

function calibrationError(answered: readonly Outcome[], groups: number): number {
  const sorted = [...answered].sort((a, b) => a.confidence - b.confidence)
  let sum = 0
  for (let group = 0; group < groups; group++) {
    const some = sorted.slice(
      Math.floor((group * sorted.length) / groups),
      Math.floor(((group + 1) * sorted.length) / groups),
    )
    if (some.length === 0) continue
    const gap = mean(some.map(each => each.confidence)) - mean(some.map(each => Number(each.right)))
    sum += Math.abs(gap) * some.length
  }
  return sorted.length === 0 ? Number.NaN : sum / sorted.length
}
