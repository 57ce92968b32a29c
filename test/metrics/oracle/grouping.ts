import type { Dimension } from '../../../server/metrics/metric-query.ts'
import {
  type Day,
  dayAfter,
  earlierOf,
  firstDayOf,
  fiscalStartOf,
  isoWeekOf,
  lastDayOf,
  laterOf,
  mondayOf,
  monthAfter,
  monthOf,
} from './days.ts'
import type { FactKind, Facts } from './facts.ts'
import { sameName } from './names.ts'

export type TimeDimension = 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR'
export const isTime = (dimension: Dimension): dimension is TimeDimension =>
  ['WEEK', 'MONTH', 'QUARTER', 'YEAR'].includes(dimension)

type Fact = Facts[FactKind][number]

/** What a fact is grouped under, as `key`, and how a person reads it, as `label`; null: blank. */
export function groupOf(fact: Fact, dimension: Dimension): { key: string; label: string } | null {
  if ('person' in fact && dimension === 'STAFF') return { key: fact.person.key, label: fact.person.label }
  const words: Partial<Record<Dimension, string | null | undefined>> = {
    CLIENT: 'client' in fact ? fact.client : null,
    INDUSTRY: 'industry' in fact ? fact.industry : null,
    SERVICE_LINE: 'serviceLine' in fact ? fact.serviceLine : null,
    PROJECT: 'project' in fact ? fact.project : null,
    WORK_TYPE: 'workType' in fact ? fact.workType : null,
    PRODUCT: 'product' in fact ? fact.product : null,
    VENDOR: 'vendor' in fact ? fact.vendor : null,
    TEAM: 'person' in fact ? fact.person.staff?.team : null,
  }
  const word = words[dimension] ?? null
  return word === null ? null : { key: sameName(word), label: sameName(word) }
}

/** What each kind of fact can be grouped by. */
export const dimensionsOf: Readonly<Record<FactKind, readonly Dimension[]>> = {
  invoices: ['CLIENT', 'INDUSTRY', 'SERVICE_LINE', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'],
  time: ['CLIENT', 'INDUSTRY', 'STAFF', 'TEAM', 'PROJECT', 'WORK_TYPE', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'],
  capacity: ['STAFF', 'TEAM', 'MONTH', 'QUARTER', 'YEAR'],
  licenses: ['CLIENT', 'INDUSTRY', 'PRODUCT', 'VENDOR', 'MONTH', 'QUARTER', 'YEAR'],
}

/** A piece of the period: a month, or what of it lies within. */
export interface Slice {
  readonly label: string
  readonly from: Day
  readonly to: Day
}

/** The period cut along the calendar, without a gap. Quarters and years are named by their first month. */
export function slicesOf(dimension: TimeDimension, from: Day, to: Day, fiscalYearStart: number): Slice[] {
  const slices: Slice[] = []
  for (let day = from; day <= to; ) {
    const piece = pieceAt(dimension, day, fiscalYearStart)
    slices.push({ label: piece.label, from: laterOf(piece.from, from), to: earlierOf(piece.to, to) })
    day = dayAfter(piece.to)
  }
  return slices
}

function pieceAt(dimension: TimeDimension, day: Day, fiscalYearStart: number): Slice {
  if (dimension === 'WEEK') return { label: isoWeekOf(day), from: mondayOf(day), to: dayAfter(mondayOf(day), 6) }
  const month = monthOf(day)
  if (dimension === 'MONTH') return { label: month, from: firstDayOf(month), to: lastDayOf(month) }
  const length = dimension === 'QUARTER' ? 3 : 12
  const start = fiscalStartOf(month, fiscalYearStart, length)
  return { label: start, from: firstDayOf(start), to: lastDayOf(monthAfter(start, length - 1)) }
}
