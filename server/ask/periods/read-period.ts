import type { DaySpan } from '../../metrics/periods/day-span.ts'
import type { PeriodSetting } from '../../metrics/periods/resolve-period.ts'

/** The units that periods count in. */
export type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR'

/** A time that a question names. */
export interface SpokenPeriod extends DaySpan {
  /** What it is one of; null: no calendar unit ("the last 90 days", "since March"). */
  readonly unit: Unit | null
  /** The year was not said and is the latest one that fits; a range may move it. */
  readonly implied: boolean
  /** The two ends of "from May to June", which a comparison may be about. */
  readonly ends?: readonly [SpokenPeriod, SpokenPeriod]
  /** It has no one meaning: "recently", "the last few months", "6/7/2026". */
  readonly unclear?: true
  /** All the data there is. */
  readonly all?: true
}

export interface ReadPeriod {
  readonly length: number
  readonly period: SpokenPeriod
}

/** Reads a period that begins at a word; null where none does. Words are folded tokens. */
export type PeriodReader = (words: readonly string[], at: number, setting: PeriodSetting) => ReadPeriod | null
