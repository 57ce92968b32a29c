import { firstDayOfMonth, monthOfDay } from '../../../server/analytics/calendar.ts'
import type { RandomStream } from '../../../server/demo/random-stream.ts'
import { exponential } from './draws.ts'
import type { Habits } from './habits.ts'
import type { MadeUpload } from './simulated-dataset.ts'

/** A part of an upload: rows of these days of a client (null: of all). */
export interface Part {
  readonly client: number | null
  readonly from: number
  readonly to: number
}

/** An upload as it is planned, with what goes wrong in it. */
export interface PlannedUpload extends MadeUpload {
  readonly lost: readonly Part[]
  /**
   * In it twice; within the file, where repeats are seen (and, by their key, taken once: harmless), or under other ids.
   * Undone on a day, or never.
   */
  readonly doubled: (Part & { readonly undone: number; readonly seen: boolean; readonly harmless: boolean }) | null
}

export const isIn = (part: Part, client: number, day: number): boolean =>
  day >= part.from && day <= part.to && (part.client === null || part.client === client)

/** The uploads of a dataset: all of the past at first, then by the organization's habits. */
export function plannedUploads(
  random: RandomStream,
  habits: Habits,
  { start, first, end, clients }: { start: number; first: number; end: number; clients: number },
): PlannedUpload[] {
  return uploadDays(random, habits, first, end).map((day, index) => {
    const full = index === 0 || habits.back === null || random.chance(0.08)
    const from = full ? start : Math.max(start, day - habits.back!)
    const cut = random.chance(habits.cut) ? day - random.whole(6, 22) : day
    const week = (): Part => {
      const at = Math.max(from, day - random.whole(7, 45))
      return { client: null, from: at, to: at + 6 }
    }
    const lost: Part[] = []
    if (random.chance(habits.lostWeek)) lost.push(week())
    if (random.chance(habits.lostClient)) lost.push({ client: random.whole(0, clients - 1), from, to: day })
    const seen = random.chance(0.5)
    const doubled = random.chance(habits.doubled)
      ? {
          ...week(),
          client: random.chance(0.3) ? random.whole(0, clients - 1) : null,
          undone: random.chance(0.6) ? day + 1 + exponential(random, 30) : Number.POSITIVE_INFINITY,
          seen,
          harmless: seen && random.chance(0.4),
        }
      : null
    // The last rows of a file are those of the working day before at the latest.
    const to = Math.max(from, cut === day ? day - 1 : cut)
    return {
      day,
      from,
      to,
      firstDay: to,
      lastDay: from,
      rows: 0,
      rejected: [],
      conflicting: 0,
      repeated: 0,
      lost,
      doubled,
    }
  })
}

function uploadDays(random: RandomStream, { every, uploadDay }: Habits, first: number, end: number): number[] {
  const days = [first]
  for (let last = first; ; ) {
    last = nextDay(random, every, uploadDay, last)
    if (last > end) return days
    days.push(last)
  }
}

function nextDay(random: RandomStream, every: Habits['every'], uploadDay: number, last: number): number {
  if (every === 'irregular') return last + 1 + Math.round(exponential(random, 24))
  if (every === 30) {
    const planned = firstDayOfMonth(monthOfDay(last) + 1) + uploadDay - 1 + random.whole(0, 2)
    return random.chance(0.05) ? planned + random.whole(5, 25) : planned
  }
  return last + every + (random.chance(0.1) ? random.whole(1, every) : 0)
}
