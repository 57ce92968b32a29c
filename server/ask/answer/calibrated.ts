import { readFileSync } from 'node:fs'

/** A straight line between log-odds: of the parts of a reading, and of being right. */
export interface Calibration {
  readonly slope: number
  readonly offset: number
}

const fitted = JSON.parse(readFileSync(new URL('./calibration.json', import.meta.url), 'utf8')) as Calibration

const odds = (chance: number): number => Math.log(chance / (1 - chance))
const chance = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds))

/**
 * The chance that a reading is right, from the confidence in its parts (above 0, below 1): fitted on the questions that
 * may be looked at (Platt 1999). Order is kept.
 */
export const calibrated = (confidence: number, { slope, offset }: Calibration = fitted): number =>
  chance(slope * odds(confidence) + offset)

/** What `calibrated` made this of. */
export const uncalibrated = (confidence: number, { slope, offset }: Calibration = fitted): number =>
  chance((odds(confidence) - offset) / slope)
