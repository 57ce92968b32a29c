import { confidence } from '../../../server/analytics/confidence/confidence.ts'
import { randomStream } from '../../../server/demo/random-stream.ts'
import { type HistorySet, histories } from '../simulate/histories.ts'
import { bootstrapInterval, type Interval } from './bootstrap.ts'
import { auroc, type Bin, bins, brierScore, calibrationError, constantBrierScore, type Judged } from './calibration.ts'

/** How good the probabilities of a set of values are. */
export interface Judgement {
  readonly name: string
  readonly values: number
  /** How often values stayed near, and how sure the model was, on average. */
  readonly rate: number
  readonly score: number
  readonly calibrationError: number
  readonly brier: number
  readonly constantBrier: number
  readonly auroc: number
}

export interface SetJudgement {
  readonly all: Judgement
  readonly interval: Interval
  readonly bins: readonly Bin[]
  readonly byShape: readonly Judgement[]
  readonly byFamily: readonly Judgement[]
  readonly byMetric: readonly Judgement[]
}

/** The sets that the model is judged on, whose seeds and (but for the first) shapes and habits it was not fitted on. */
export const judgedSets: Readonly<Record<'same' | 'other', HistorySet>> = {
  same: { kind: 'fitted', firstSeed: 5_000_000, perShape: 30 },
  other: { kind: 'judged', firstSeed: 6_000_000, perShape: 40 },
}

export function judgement(name: string, judged: readonly Judged[]): Judgement {
  const mean = (read: (one: Judged) => number) => judged.reduce((sum, one) => sum + read(one), 0) / judged.length
  return {
    name,
    values: judged.length,
    rate: mean(({ near }) => Number(near)),
    score: mean(({ score }) => score),
    calibrationError: calibrationError(judged),
    brier: brierScore(judged),
    constantBrier: constantBrierScore(judged),
    auroc: auroc(judged),
  }
}

/** Judges the model as it is stored on simulated histories. */
export function setJudgement(name: string, set: HistorySet): SetJudgement {
  const judged = histories(set).map(sample => ({
    sample,
    score: confidence(sample.signals).score,
    near: sample.near,
    cluster: sample.organization,
  }))
  const by = (read: (one: (typeof judged)[number]) => string) =>
    [...Map.groupBy(judged, read)].map(([key, part]) => judgement(key, part))
  return {
    all: judgement(name, judged),
    interval: bootstrapInterval(judged, calibrationError, randomStream(set.firstSeed, 'bootstrap')),
    bins: bins(judged, 15),
    byShape: by(({ sample }) => sample.shape),
    byFamily: by(({ sample }) => sample.signals.family),
    byMetric: by(({ sample }) => sample.metric),
  }
}
