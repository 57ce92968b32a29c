import type { RowIssue } from '../../../datasets/dataset.ts'
import { isMoney, type RawCell } from '../cells/raw-cell.ts'
import { type DecimalMark, type NumberShape, numberShape } from '../cells/written-number.ts'
import type { ColumnMapping, MappingQuestion } from '../sheet.ts'
import { type ColumnEvidence, type EvidenceSubject, outweighs } from './column-evidence.ts'

export interface SettledMark {
  readonly mark: DecimalMark
  readonly question: MappingQuestion | null
  readonly issue: RowIssue | null
}

/** Digits with at most one point, read without a pattern; null: anything else. */
function plainShape(bytes: Uint8Array, start: number, end: number): NumberShape | null {
  let [point, digits] = [-1, 0]
  for (let at = start; at < end; at++) {
    const code = bytes[at] as number
    if (code >= 48 && code <= 57) digits++
    else if (code === 46 && point < 0) point = at
    else return null
  }
  if (digits === 0) return null
  if (point < 0) return 'PLAIN'
  return end - point === 4 ? null : 'POINT'
}

/** Which decimal mark the numbers of a column prove, from all of them. */
export class NumberEvidence implements ColumnEvidence {
  /** Hours are never thousands: 1.250 is an hour and a quarter. */
  readonly #neverThousands: boolean
  readonly #times: Record<NumberShape, number> = {
    PLAIN: 0,
    POINT: 0,
    COMMA: 0,
    POINT_OR_THOUSANDS: 0,
    COMMA_OR_THOUSANDS: 0,
    NONE: 0,
  }
  readonly #examples: Partial<Record<NumberShape, string>> = {}
  #last = ''
  #lastShape: NumberShape = 'PLAIN'
  hasSymbols = false

  constructor(neverThousands: boolean) {
    this.#neverThousands = neverThousands
  }

  see(cell: RawCell): void {
    if (isMoney(cell)) this.hasSymbols = true
    if (typeof cell !== 'string' || cell === '') return
    if (cell !== this.#last) {
      this.#last = cell
      this.#lastShape = numberShape(cell)
      this.#examples[this.#lastShape] ??= cell.trim()
      if (!this.hasSymbols && /[\p{L}\p{Sc}]/u.test(cell)) this.hasSymbols = true
    }
    this.#times[this.#lastShape]++
  }

  seesSpan(bytes: Uint8Array, start: number, end: number): boolean {
    if (end <= start) return end === start
    const shape = plainShape(bytes, start, end)
    if (shape === null || this.#examples[shape] === undefined) return false
    this.#times[shape]++
    return true
  }

  /** Whether all of them are digits, with a decimal point at most. */
  get isPlain(): boolean {
    const { PLAIN: _, POINT: __, ...others } = this.#times
    return !this.hasSymbols && Object.values(others).every(times => times === 0)
  }

  settled(subject: EvidenceSubject, said: ColumnMapping | undefined): SettledMark {
    const decided = (mark: DecimalMark): SettledMark => ({ mark, question: null, issue: null })
    const saidMark = said?.decimalMark && (said.decimalMark === 'COMMA' ? ',' : '.')
    if (saidMark && !said?.remembered) return decided(saidMark)
    const extra = this.#neverThousands ? 1 : 0
    const point = this.#times.POINT + extra * this.#times.POINT_OR_THOUSANDS
    const comma = this.#times.COMMA + extra * this.#times.COMMA_OR_THOUSANDS
    if (point > 0 && outweighs(point, comma)) return decided('.')
    if (comma > 0 && outweighs(comma, point)) return decided(',')
    if (saidMark) return decided(saidMark)
    const { POINT_OR_THOUSANDS: openPoint, COMMA_OR_THOUSANDS: openComma } = this.#times
    if (point === 0 && openPoint === 0)
      return { mark: '.', question: null, issue: openComma > 0 ? this.#thousandsAssumed(subject, openComma) : null }
    return { mark: '.', question: this.#question(subject, point > 0), issue: null }
  }

  #thousandsAssumed(subject: EvidenceSubject, times: number): RowIssue {
    const example = this.#examples.COMMA_OR_THOUSANDS ?? ''
    return {
      row: 0,
      column: subject.column,
      value: example,
      code: 'THOUSANDS_ASSUMED',
      message: `${subject.title}: ${times} value${times === 1 ? '' : 's'} like "${example}" and none with other places; the comma is read as a thousands separator, map the column with a decimal comma if it is one`,
      severity: 'WARNING',
      suggestion: null,
    }
  }

  #question(subject: EvidenceSubject, contradictory: boolean): MappingQuestion {
    const { POINT, COMMA, POINT_OR_THOUSANDS: point, COMMA_OR_THOUSANDS: comma } = this.#examples
    const found = contradictory
      ? `has numbers with a decimal point ("${POINT ?? point}") and with a decimal comma ("${COMMA ?? comma}")`
      : `has numbers like "${point}"${comma === undefined ? '' : ` and "${comma}"`}, whose mark may set off thousands or decimals, and none that proves which`
    return {
      code: 'AMBIGUOUS_NUMBERS',
      heading: subject.heading,
      column: subject.column,
      message: `Reading the numbers of "${subject.heading}": the column ${found}; say whether the decimal mark is the point or the comma`,
      choices: ['POINT', 'COMMA'],
    }
  }
}
