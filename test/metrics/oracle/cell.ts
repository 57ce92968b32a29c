import {
  type Day,
  dayAfter,
  daysFrom,
  firstDayOf,
  lastDayOf,
  type Month,
  monthAfter,
  monthOf,
  monthsFrom,
} from './days.ts'
import type { FactKind, Facts } from './facts.ts'

/** The facts of one group in one stretch of time: what a value is computed from. */
export interface Cell extends Facts {
  readonly from: Day
  readonly to: Day
  /** The last day of the query's period, or today where it has not ended. */
  readonly businessDay: Day
  readonly today: Day
  /** Whether the dataset reaches into this stretch of time; where not, nothing is known. */
  readonly knows: (kind: FactKind) => boolean
  /** The same group in another stretch of time. */
  readonly during: (from: Day, to: Day) => Cell
}

export interface CellContext {
  readonly businessDay: Day
  readonly today: Day
  readonly beginnings: Readonly<Record<FactKind, Month | null>>
}

/** `group` holds the facts of the group at any time. */
export function cellOf(group: Facts, from: Day, to: Day, context: CellContext): Cell {
  const isWithin = (fact: { day: Day }): boolean => fact.day >= from && fact.day <= to
  return {
    from,
    to,
    businessDay: context.businessDay,
    today: context.today,
    invoices: group.invoices.filter(isWithin),
    time: group.time.filter(isWithin),
    capacity: group.capacity.filter(isWithin),
    // Licenses count the whole month, also where the period cuts it.
    licenses: group.licenses.filter(fact => fact.month >= monthOf(from) && fact.month <= monthOf(to)),
    knows: kind => {
      const beginning = context.beginnings[kind]
      return beginning !== null && beginning <= monthOf(to)
    },
    during: (otherFrom, otherTo) => cellOf(group, otherFrom, otherTo, context),
  }
}

/** The same length of time just before: as many months where the cell is whole months, else as many days. */
export function cellBefore(cell: Cell): Cell {
  const [first, last] = [monthOf(cell.from), monthOf(cell.to)]
  if (cell.from === firstDayOf(first) && cell.to === lastDayOf(last)) {
    const count = monthsFrom(first, last).length
    return cell.during(firstDayOf(monthAfter(first, -count)), dayAfter(cell.from, -1))
  }
  return cell.during(dayAfter(cell.from, -daysFrom(cell.from, cell.to).length), dayAfter(cell.from, -1))
}
