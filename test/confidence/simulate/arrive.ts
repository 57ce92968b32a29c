import { firstDayOfMonth, lastDayOfMonth, monthOfDay } from '../../../server/analytics/calendar.ts'
import type { RandomStream } from '../../../server/demo/random-stream.ts'
import { exponential, lognormal } from './draws.ts'
import type { Habits } from './habits.ts'
import type { Change, SimulatedDataset } from './simulated-dataset.ts'
import { isIn, type PlannedUpload } from './upload-plan.ts'

/** A piece of work or an invoice as it truly is. */
export interface TrueRow {
  readonly client: number
  readonly day: number
  readonly sums: readonly number[]
}

/** How rows of a dataset get late, and by how much a factor changes their sums. */
export interface Flow {
  readonly late: number
  readonly lateDays: number
  readonly habits: Habits
  readonly scaled: (sums: readonly number[], factor: number) => readonly number[]
}

/** Lets every row find its way through the uploads, with all that happens to it there. */
export function arrivals(
  random: RandomStream,
  rows: readonly TrueRow[],
  uploads: readonly PlannedUpload[],
  { clients, flow }: { clients: number; flow: Flow },
): SimulatedDataset {
  const ledger = new Ledger(clients)
  const held = heldBackParts(random, rows, flow.habits)
  for (const row of rows) {
    const part = held.get(partKey(row))
    travel(random, row, uploads, flow, ledger, part && row.day >= part.from ? part.entered : 0)
  }
  countRows(rows, uploads)
  for (const upload of uploads) upload.conflicting += upload.rows * flow.habits.noise
  return { uploads, changes: ledger.changes, truth: ledger.truth, dayWeights: null }
}

const partKey = ({ client, day }: TrueRow): string => `${client} ${monthOfDay(day)}`

/** Parts of months that somebody holds back: from which day on, and when they are entered. */
function heldBackParts(random: RandomStream, rows: readonly TrueRow[], { heldBack, heldBackDays }: Habits) {
  const parts = new Map<string, { readonly from: number; readonly entered: number } | null>()
  for (const row of rows) {
    const key = partKey(row)
    if (parts.has(key)) continue
    const month = monthOfDay(row.day)
    const held = random.chance(heldBack)
    const from = firstDayOfMonth(month) + random.whole(0, 25)
    parts.set(key, held ? { from, entered: lastDayOfMonth(month) + 2 + exponential(random, heldBackDays) } : null)
  }
  return parts
}

/** Changes and truth as they come about, by client; those of one month and upload are one, as in a rollup. */
class Ledger {
  readonly changes: Change[][]
  readonly truth: Map<number, { rows: number; sums: number[] }>[]
  readonly #open = new Map<string, { rows: number; readonly sums: number[] }>()

  constructor(clients: number) {
    this.changes = Array.from({ length: clients }, () => [])
    this.truth = Array.from({ length: clients }, () => new Map())
  }

  note(row: TrueRow, day: number, rows: number, sums: readonly number[], sign = 1): void {
    const month = monthOfDay(row.day)
    const key = `${row.client} ${month} ${day}`
    let change = this.#open.get(key)
    if (!change) {
      const opened = { month, day, rows: 0, sums: sums.map(() => 0) }
      this.#open.set(key, opened)
      this.changes[row.client]!.push(opened)
      change = opened
    }
    change.rows += rows
    add(change.sums, sums, sign)
  }

  settle(row: TrueRow): void {
    const months = this.truth[row.client]!
    const month = monthOfDay(row.day)
    let truth = months.get(month)
    if (!truth) {
      truth = { rows: 0, sums: row.sums.map(() => 0) }
      months.set(month, truth)
    }
    truth.rows++
    add(truth.sums, row.sums, 1)
  }
}

function add(to: number[], sums: readonly number[], sign: number): void {
  for (let index = 0; index < to.length; index++) to[index]! += sign * sums[index]!
}

function travel(
  random: RandomStream,
  row: TrueRow,
  uploads: readonly PlannedUpload[],
  { late, lateDays, habits, scaled }: Flow,
  ledger: Ledger,
  heldUntil: number,
): void {
  const voided = random.chance(habits.voided)
  if (!voided) ledger.settle(row)
  const delay = !random.chance(late)
    ? random.next() * 1.5
    : habits.tail === 'exponential'
      ? 1 + exponential(random, lateDays)
      : 1 + lognormal(random, lateDays / 1.6, 1)
  const entered = Math.max(row.day + delay, heldUntil)
  const isWrong = random.chance(habits.wrong)
  const right = isWrong ? entered + exponential(random, habits.wrongDays) : 0
  const factor = random.chance(habits.slips) ? random.pick([10, 0.1, 2]) : random.between(0.6, 1.6)
  const wrong = isWrong ? scaled(row.sums, factor) : row.sums
  const flagged = isWrong && random.chance(0.5)
  const valid = random.chance(habits.rejected) ? entered + exponential(random, habits.rejectedDays) : 0
  const corrected = valid > 0 && random.chance(0.4) ? Math.ceil(valid) : Number.POSITIVE_INFINITY
  let stored: readonly number[] | null = null
  for (let index = firstFrom(uploads, entered); index < uploads.length; index++) {
    const upload = uploads[index]!
    if (stored === null && corrected <= upload.day && corrected > entered && hasSeen(uploads, index, row)) {
      stored = row.sums
      ledger.note(row, corrected, 1, stored)
    }
    if (stored === row.sums) break
    if (row.day < upload.from || row.day > upload.to) {
      if (habits.back !== null && upload.day - row.day > 400) break
      continue
    }
    if (upload.lost.some(part => isIn(part, row.client, row.day))) continue
    if (upload.day < valid) {
      upload.rejected.push(corrected)
      continue
    }
    const shown: readonly number[] = upload.day < right ? wrong : row.sums
    if (stored === null) {
      ledger.note(row, upload.day, 1, shown)
      if (flagged && shown === wrong) upload.conflicting++
      double(row, shown, upload, ledger)
      stored = shown
    } else if (shown !== stored) {
      ledger.note(row, upload.day, 0, stored, -1)
      ledger.note(row, upload.day, 0, shown)
      stored = shown
    }
  }
}

/** A correction answers a rejection, so the row must have been in an upload before. */
const hasSeen = (uploads: readonly PlannedUpload[], index: number, row: TrueRow): boolean =>
  index > 0 && uploads[index - 1]!.from <= row.day && uploads[index - 1]!.to >= row.day

function double(row: TrueRow, shown: readonly number[], upload: PlannedUpload, ledger: Ledger): void {
  const { doubled } = upload
  if (!doubled || !isIn(doubled, row.client, row.day)) return
  if (doubled.seen) upload.repeated++
  if (doubled.harmless) return
  ledger.note(row, upload.day, 1, shown)
  if (doubled.undone !== Number.POSITIVE_INFINITY) ledger.note(row, Math.ceil(doubled.undone), -1, shown, -1)
}

function firstFrom(uploads: readonly PlannedUpload[], day: number): number {
  let [low, high] = [0, uploads.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (uploads[middle]!.day < day) low = middle + 1
    else high = middle
  }
  return low
}

/** Rows in each upload, all of its days, and the first and last of these. */
function countRows(rows: readonly TrueRow[], uploads: readonly PlannedUpload[]): void {
  const days = rows.map(row => row.day).toSorted((a, b) => a - b)
  const before = (day: number) => {
    let [low, high] = [0, days.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (days[middle]! < day) low = middle + 1
      else high = middle
    }
    return low
  }
  for (const upload of uploads) {
    const [first, end] = [before(upload.from), before(upload.to + 1)]
    upload.rows = end - first
    if (upload.rows === 0) continue
    upload.firstDay = days[first]!
    upload.lastDay = days[end - 1]!
  }
}
