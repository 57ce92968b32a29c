import type { ColumnType, RowIssue } from '../../../datasets/dataset.ts'
import { nearestWord } from '../cells/nearest-word.ts'
import { cellText, isBlank, type RawCell } from '../cells/raw-cell.ts'
import { choiceWords } from '../cells/word-converters.ts'
import { wordKey } from '../cells/word-key.ts'
import type { MappingQuestion } from '../sheet.ts'
import type { ColumnEvidence, EvidenceSubject } from './column-evidence.ts'

/** Unknown words that are asked about; more of them say that the column is another one. */
const MAX_WORDS = 20

/** The words of a decisive choice column that are not declared, and how many cells are blank. */
export class WordEvidence implements ColumnEvidence {
  readonly #type: ColumnType & { kind: 'choice' }
  readonly #known: Set<string>
  readonly #unknown = new Map<string, { word: string; times: number; row: number }>()
  #last: RawCell = null
  #lastUnknown: { times: number } | null = null
  #blanks = 0

  constructor(type: ColumnType & { kind: 'choice' }, said: Readonly<Record<string, string>>) {
    this.#type = type
    this.#known = new Set([...choiceWords(type).keys(), ...Object.keys(said)])
  }

  see(cell: RawCell, row: number): void {
    if (isBlank(cell)) {
      this.#blanks++
      return
    }
    if (cell !== this.#last) {
      this.#last = cell
      this.#lastUnknown = this.#unknownOf(cellText(cell).slice(0, 100), row)
    }
    if (this.#lastUnknown) this.#lastUnknown.times++
  }

  #unknownOf(text: string, row: number): { times: number } | null {
    const key = wordKey(text)
    if (this.#known.has(key)) return null
    const seen = this.#unknown.get(key)
    if (seen || this.#unknown.size >= MAX_WORDS) return seen ?? null
    const entry = { word: text.trim(), times: 0, row }
    this.#unknown.set(key, entry)
    return entry
  }

  questions(subject: EvidenceSubject): MappingQuestion[] {
    return [...this.#unknown].map(([key, { word, times, row }]) => {
      const near = nearestWord(key, choiceWords(this.#type).keys())
      const guess = near === null ? '' : ` (perhaps ${choiceWords(this.#type).get(near)})`
      return {
        code: 'UNKNOWN_WORD',
        heading: subject.heading,
        column: subject.column,
        message: `Reading "${subject.heading}": "${word}" (${times} row${times === 1 ? '' : 's'}, the first is ${row}) is not a known ${subject.title.toLowerCase()}; say which of the values it means${guess}`,
        choices: this.#type.values,
      }
    })
  }

  blankWarning(subject: EvidenceSubject, meaning: string): RowIssue | null {
    return this.#blanks === 0
      ? null
      : blankIssue(subject, `${this.#blanks} blank cell${this.#blanks === 1 ? '' : 's'}`, meaning)
  }
}

/** The one warning of a file for a decisive column whose cells are blank or that is not there. */
export const blankIssue = (subject: EvidenceSubject, found: string, meaning: string): RowIssue => ({
  row: 0,
  column: subject.column,
  value: null,
  code: 'BLANK_ASSUMED',
  message: `${subject.title}: ${found}, read as ${meaning}; fill the column if that is not so`,
  severity: 'WARNING',
  suggestion: null,
})
