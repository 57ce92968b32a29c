import type { RawCell } from '../cells/raw-cell.ts'
import { type DateOrder, dateShape } from '../cells/written-date.ts'
import type { ColumnMapping, MappingQuestion } from '../sheet.ts'
import { type ColumnEvidence, type EvidenceSubject, outweighs } from './column-evidence.ts'

interface Count {
  times: number
  /** The first such value, to be shown. */
  example: string
}

export interface SettledOrder {
  readonly order: DateOrder | null
  readonly question: MappingQuestion | null
}

/** Whether it is written 2026-03-14: the order of month and day is open in no such date. */
function isYearFirst(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start !== 10) return false
  for (let at = 0; at < 10; at++) {
    const code = bytes[start + at] as number
    if (at === 4 || at === 7 ? code !== 45 : code < 48 || code > 57) return false
  }
  return true
}

/** Which order of day and month the dates of a column prove, from all of them. */
export class DateEvidence implements ColumnEvidence {
  #values = 0
  #last = ''
  #lastCount: Count | null = null
  readonly #dayFirst: Count = { times: 0, example: '' }
  readonly #monthFirst: Count = { times: 0, example: '' }
  readonly #either: Count = { times: 0, example: '' }

  see(cell: RawCell): void {
    if (cell === '' || cell === null || cell === undefined) return
    this.#values++
    if (typeof cell !== 'string') return
    // Sheets are mostly sorted by date: the same text again and again.
    if (cell !== this.#last) {
      this.#last = cell
      this.#lastCount = this.#countOf(cell)
      if (this.#lastCount?.times === 0) this.#lastCount.example = cell.trim()
    }
    if (this.#lastCount) this.#lastCount.times++
  }

  seesSpan(bytes: Uint8Array, start: number, end: number): boolean {
    if (end <= start) return end === start
    if (!isYearFirst(bytes, start, end)) return false
    this.#values++
    return true
  }

  /** Whether the order of day and month matters in none of them. */
  get isPlain(): boolean {
    return this.#dayFirst.times + this.#monthFirst.times + this.#either.times === 0
  }

  #countOf(text: string): Count | null {
    if (text.length > 64) return null
    const shape = dateShape(text)
    if (shape === 'DAY_FIRST') return this.#dayFirst
    if (shape === 'MONTH_FIRST') return this.#monthFirst
    return shape === 'EITHER' ? this.#either : null
  }

  /**
   * The order a person says, or every value agrees with. A few values that prove the other order (a tenth at most) are mistakes, and will
   * be row issues. Where the order stays open it is asked, unless most of the column is written so that it does not
   * matter; then the few cells that need it are row issues.
   */
  settled(subject: EvidenceSubject, said: ColumnMapping | undefined): SettledOrder {
    if (said?.dateOrder && !said.remembered) return { order: said.dateOrder, question: null }
    const [day, month, either] = [this.#dayFirst, this.#monthFirst, this.#either]
    if (day.times > 0 && outweighs(day.times, month.times)) return { order: 'DAY_FIRST', question: null }
    if (month.times > 0 && outweighs(month.times, day.times)) return { order: 'MONTH_FIRST', question: null }
    if (said?.dateOrder) return { order: said.dateOrder, question: null }
    const undecided = day.times + month.times + either.times
    if (undecided * 2 < this.#values || undecided === 0) return { order: null, question: null }
    const found =
      day.times > 0
        ? `has dates with the day first ("${day.example}") and with the month first ("${month.example}")`
        : `has dates that fit both orders, like "${either.example}", and none that fits only one`
    return {
      order: null,
      question: {
        code: 'AMBIGUOUS_DATES',
        heading: subject.heading,
        column: subject.column,
        message: `Reading the dates of "${subject.heading}": the column ${found}; say whether the day or the month comes first`,
        choices: ['DAY_FIRST', 'MONTH_FIRST'],
      },
    }
  }
}
