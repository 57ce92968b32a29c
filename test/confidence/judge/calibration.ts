/** A probability that was given, and whether it came true. `cluster`: what belongs together and errs together. */
export interface Judged {
  readonly score: number
  readonly near: boolean
  readonly cluster: number
}

/** A bin of equal mass: how sure, how often right, of how many. */
export interface Bin {
  readonly score: number
  readonly rate: number
  readonly count: number
}

/** Judgements in order of score, cut into bins of the same number (the last ones may lack one). */
export function bins(judged: readonly Judged[], count: number): Bin[] {
  const sorted = judged.toSorted((a, b) => a.score - b.score)
  return Array.from({ length: Math.min(count, sorted.length) }, (_, bin) => {
    const part = sorted.slice(
      Math.floor((bin * sorted.length) / Math.min(count, sorted.length)),
      Math.floor(((bin + 1) * sorted.length) / Math.min(count, sorted.length)),
    )
    const mean = (read: (one: Judged) => number) => part.reduce((sum, one) => sum + read(one), 0) / part.length
    return { score: mean(one => one.score), rate: mean(one => Number(one.near)), count: part.length }
  })
}

/** Expected calibration error over bins of equal mass: Σ share × |how sure − how often right|. Naeini et al. 2015. */
export const calibrationError = (judged: readonly Judged[], count = 15): number =>
  bins(judged, count).reduce((sum, bin) => sum + (bin.count / judged.length) * Math.abs(bin.score - bin.rate), 0)

/** Mean squared distance of the probability from what came. Brier 1950. */
export const brierScore = (judged: readonly Judged[]): number =>
  judged.reduce((sum, { score, near }) => sum + (score - Number(near)) ** 2, 0) / judged.length

/** The Brier score of always saying how often it comes true: what a model must be better than. */
export function constantBrierScore(judged: readonly Judged[]): number {
  const rate = judged.reduce((sum, { near }) => sum + Number(near), 0) / judged.length
  return rate * (1 - rate)
}

/** The chance that one that came true was given a higher score than one that did not; ties count half. */
export function auroc(judged: readonly Judged[]): number {
  const sorted = judged.toSorted((a, b) => a.score - b.score)
  let [ranks, positives] = [0, 0]
  for (let at = 0; at < sorted.length; ) {
    let end = at
    while (end < sorted.length && sorted[end]!.score === sorted[at]!.score) end++
    // Ranks at + 1 … end, tied: all get their mean.
    for (let index = at; index < end; index++)
      if (sorted[index]!.near) {
        ranks += (at + 1 + end) / 2
        positives++
      }
    at = end
  }
  const negatives = sorted.length - positives
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives)
}
