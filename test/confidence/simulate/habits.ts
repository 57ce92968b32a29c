import type { RandomStream } from '../../../server/demo/random-stream.ts'

/** What happens to an organization's data between the work and the upload. Days and shares. */
export interface Habits {
  /** Days between uploads; 30: once a month, `uploadDay` days after its end. */
  readonly every: 7 | 14 | 30 | 'irregular'
  readonly uploadDay: number
  /** Days back that an upload exports; null: everything. */
  readonly back: number | null
  /** Rows entered late, and how late on average; tail: 'lognormal' has rarer and longer ones. */
  readonly lateTime: number
  readonly lateTimeDays: number
  readonly lateInvoices: number
  readonly lateInvoiceDays: number
  readonly tail: 'exponential' | 'lognormal'
  /** Share of a client's months of which a part, from some day on, is held back and entered together later. */
  readonly heldBack: number
  readonly heldBackDays: number
  /** Rows entered wrong, when they are put right on average, and whether by slips of a factor (else by part). */
  readonly wrong: number
  readonly wrongDays: number
  readonly slips: number
  /** Rows that are taken out in the end. */
  readonly voided: number
  /** Chance an upload that it lacks a week, a client, the end of its time. */
  readonly lostWeek: number
  readonly lostClient: number
  readonly cut: number
  /** Chance an upload that part of it is in it twice. */
  readonly doubled: number
  /** Rows rejected, and days until they are put right on average. */
  readonly rejected: number
  readonly rejectedDays: number
  /** Harmless disagreements of figures, share of rows. */
  readonly noise: number
  /** Share of the work of people without a cost rate, and without any rate. */
  readonly unpriced: number
  readonly unrated: number
  /** Chance that invoices of a client are foreign. */
  readonly foreign: number
  readonly reviews: boolean
}

const mostly = (random: RandomStream, chance: number, least: number, most: number): number =>
  random.chance(chance) ? random.between(least, most) : 0

/** Habits of a well or badly run organization, anything between. */
export function fittedHabits(random: RandomStream): Habits {
  const care = random.next()
  const sloppy = (most: number) => most * (1 - care) * random.next()
  return {
    every: random.pick([7, 7, 14, 30, 30, 'irregular'] as const),
    uploadDay: random.whole(1, 14),
    back: random.pick([null, 35, 62, 92]),
    lateTime: sloppy(0.3),
    lateTimeDays: random.between(3, 25),
    lateInvoices: sloppy(0.35),
    lateInvoiceDays: random.between(3, 25),
    tail: 'exponential',
    heldBack: mostly(random, 0.6, 0.01, 0.12),
    heldBackDays: random.between(5, 40),
    wrong: sloppy(0.06),
    wrongDays: random.between(10, 60),
    slips: sloppy(0.3),
    voided: sloppy(0.01),
    lostWeek: mostly(random, 0.3, 0.01, 0.08),
    lostClient: mostly(random, 0.3, 0.01, 0.08),
    cut: mostly(random, 0.3, 0.01, 0.08),
    doubled: mostly(random, 0.25, 0.01, 0.06),
    rejected: mostly(random, 0.45, 0.002, 0.1),
    rejectedDays: random.between(5, 60),
    noise: mostly(random, 0.5, 0, 0.1),
    unpriced: mostly(random, 0.3, 0.02, 0.6),
    unrated: mostly(random, 0.15, 0.02, 0.3),
    foreign: mostly(random, 0.25, 0.05, 0.4),
    reviews: random.chance(0.4),
  }
}

/** Other habits than those fitted on: longer tails, other rhythms, rarer and larger accidents. */
export function judgedHabits(random: RandomStream): Habits {
  const fitted = fittedHabits(random)
  return {
    ...fitted,
    every: random.pick([7, 14, 30, 30, 'irregular', 'irregular'] as const),
    uploadDay: random.whole(2, 20),
    back: random.pick([null, 45, 70]),
    tail: 'lognormal',
    heldBack: mostly(random, 0.5, 0.01, 0.18),
    lateTimeDays: random.between(2, 35),
    wrongDays: random.between(5, 90),
    lostWeek: mostly(random, 0.2, 0.02, 0.12),
    cut: mostly(random, 0.4, 0.01, 0.06),
    rejected: mostly(random, 0.35, 0.01, 0.15),
    unpriced: mostly(random, 0.4, 0.05, 0.9),
  }
}
