import { monthOfDay } from '../../analytics/calendar.ts'
import { BadInput } from '../../errors.ts'
import type { FactName } from '../catalogue/facts.ts'
import type { Members, RowKeys } from '../names/member.ts'
import { type DaySpan, isSameSpan, overlap, wholeMonthsOf } from '../periods/day-span.ts'
import { GroupIndex } from './group-index.ts'
import { Sums } from './sums.ts'

/** What is worked out at once, so that no question takes all the memory. */
const MAX_CELLS = 2_000_000

/**
 * Facts summed to one grain: groups of dimension members × windows of time. Cell = group × windows + window.
 * Windows may overlap (the time before each of several months), so a row can count in more than one.
 */
export class Grid {
  readonly dimensions: readonly Members[]
  readonly windows: readonly DaySpan[]
  readonly groups: GroupIndex
  readonly #sums = new Map<FactName, Sums>()
  readonly #ofMonth = new Map<number, number[]>()
  readonly #ofDay = new Map<number, number[]>()

  /** @param groups given, grids of the same dimensions number their groups alike */
  constructor(dimensions: readonly Members[], windows: readonly DaySpan[], groups = new GroupIndex(dimensions.length)) {
    this.dimensions = dimensions
    this.windows = windows
    this.groups = groups
  }

  get cellCount(): number {
    return this.groups.count * this.windows.length
  }

  sums(fact: FactName): Sums {
    let sums = this.#sums.get(fact)
    if (!sums) {
      sums = new Sums()
      this.#sums.set(fact, sums)
    }
    return sums
  }

  groupOf(row: RowKeys): number {
    const [only, second] = this.dimensions
    // Tens of thousands of rows a table, mostly by one dimension: no list of members is made for those.
    if (!only) return 0
    if (!second) return this.groups.addOne(only.numberOf(row))
    return this.groups.add(this.dimensions.map(members => members.numberOf(row)))
  }

  /** Whether any dimension goes by this key of rows. */
  tells(column: keyof RowKeys): boolean {
    return this.dimensions.some(members => members.column === column)
  }

  /** Makes room for every group there is. */
  reserve(fact: FactName): Sums {
    if (this.cellCount > MAX_CELLS)
      throw new BadInput(
        `Reading metrics: ${this.groups.count} groups in ${this.windows.length} steps are more than can be worked out at once; narrow the period or filter, or group by less`,
        'TOO_MANY_ROWS',
      )
    const sums = this.sums(fact)
    sums.reserve(this.cellCount)
    return sums
  }

  /** Windows that a month touches. */
  windowsOfMonth(month: number): readonly number[] {
    return this.#windowsOf(this.#ofMonth, month, span => monthOfDay(span.from) <= month && month <= monthOfDay(span.to))
  }

  /** Windows that a day is in. */
  windowsOfDay(day: number): readonly number[] {
    return this.#windowsOf(this.#ofDay, day, span => span.from <= day && day <= span.to)
  }

  #windowsOf(known: Map<number, number[]>, time: number, has: (span: DaySpan) => boolean): readonly number[] {
    let found = known.get(time)
    if (!found) {
      found = [...this.windows.keys()].filter(index => has(this.windows[index]!))
      known.set(time, found)
    }
    return found
  }

  /** Whether rows of this span that are summed by month fall into its windows whole. */
  takesMonthsOf(span: DaySpan): boolean {
    return this.windows.every(window => {
      const widened = overlap(wholeMonthsOf(window), span)
      const inside = overlap(window, span)
      return widened === null || (inside !== null && isSameSpan(widened, inside))
    })
  }
}
