import type { Column, Dataset, RowIssue } from '../../../datasets/dataset.ts'
import { wordKey } from '../cells/word-key.ts'
import { CellScan } from '../csv/cell-scan.ts'
import type { ColumnFormat, PlannedColumn } from '../reading-plan.ts'
import type { RecordBatch } from '../record-source.ts'
import type { ColumnMapping, MappingQuestion } from '../sheet.ts'
import type { ColumnEvidence } from './column-evidence.ts'
import { DateEvidence } from './date-evidence.ts'
import { mappingOf } from './mapped-headings.ts'
import { NumberEvidence } from './number-evidence.ts'
import { blankIssue, WordEvidence } from './word-evidence.ts'

const NUMBERS = new Set(['money', 'hours', 'count', 'decimal'])

/** A column of the sheet that the dataset has. */
interface Subject {
  readonly declared: Column
  readonly heading: string
  readonly index: number
  readonly said: ColumnMapping | undefined
  readonly words: Readonly<Record<string, string>>
  readonly evidence: (ColumnEvidence & (DateEvidence | NumberEvidence | WordEvidence)) | null
}

function evidenceFor(column: Column, words: Readonly<Record<string, string>>): Subject['evidence'] {
  const type = column.type
  if (type.kind === 'date' || type.kind === 'month') return new DateEvidence()
  if (NUMBERS.has(type.kind)) return new NumberEvidence(type.kind === 'hours')
  return type.kind === 'choice' && column.decisive ? new WordEvidence(type, words) : null
}

export interface SettledFormats {
  readonly columns: readonly PlannedColumn[]
  readonly questions: readonly MappingQuestion[]
  readonly issues: readonly RowIssue[]
}

/** Gathers how each mapped column is written while the rows pass by, and settles it at the end. */
export class ColumnFormats {
  readonly #dataset: Dataset
  readonly #subjects: readonly Subject[]

  constructor(
    dataset: Dataset,
    headings: readonly { readonly heading: string; readonly column: string | null }[],
    mapping: readonly ColumnMapping[],
  ) {
    this.#dataset = dataset
    this.#subjects = headings.flatMap(({ heading, column }, index) => {
      const declared = dataset.columns.find(({ name }) => name === column)
      if (!declared) return []
      const said = mappingOf(heading, mapping)
      const words = Object.fromEntries(
        Object.entries(said?.values ?? {}).map(([word, value]) => [wordKey(word), value]),
      )
      return [{ declared, heading, index, said, words, evidence: evidenceFor(declared, words) }]
    })
  }

  see(batch: RecordBatch | CellScan): void {
    if (batch instanceof CellScan) this.#seeScan(batch)
    else this.#seeRecords(batch)
  }

  #seeRecords({ records, rows }: RecordBatch): void {
    for (const { evidence, index } of this.#subjects) {
      if (!evidence) continue
      for (let at = 0; at < records.length; at++) evidence.see(records[at]?.[index], rows[at] ?? 0)
    }
  }

  #seeScan(scan: CellScan): void {
    for (const { evidence, index } of this.#subjects) {
      if (!evidence) continue
      for (let at = 0; at < scan.count; at++) {
        const cell = (scan.firsts[at] ?? 0) + index
        if (cell >= (scan.firsts[at + 1] ?? 0)) evidence.see(undefined, scan.rows[at] ?? 0)
        else if (!evidence.seesSpan?.(scan.bytes, scan.starts[cell] ?? 0, scan.ends[cell] ?? 0))
          evidence.see(scan.cell(cell), scan.rows[at] ?? 0)
      }
    }
  }

  /**
   * Whether each column is written so plainly that more rows of numbers like 1234.5 and dates like 2026-03-14 cannot
   * change how it is read: these say nothing about the order of day and month, and a point is what plain numbers have.
   */
  get isPlain(): boolean {
    return this.#subjects.every(({ declared: { type }, evidence }) => {
      if (evidence === null) return true
      const isTyped = type.kind === 'date' || type.kind === 'hours' || type.kind === 'money'
      return isTyped && !(evidence instanceof WordEvidence) && evidence.isPlain
    })
  }

  settled(): SettledFormats {
    const questions: MappingQuestion[] = []
    const issues: RowIssue[] = this.#absentDecisive()
    const columns = this.#subjects.map(subject => ({
      name: subject.declared.name,
      heading: subject.heading,
      index: subject.index,
      format: this.#format(subject, questions, issues),
    }))
    return { columns, questions, issues }
  }

  #format(
    { declared, heading, said, words, evidence }: Subject,
    questions: MappingQuestion[],
    issues: RowIssue[],
  ): ColumnFormat {
    const subject = { column: declared.name, title: declared.title, heading }
    const format: ColumnFormat = { dateOrder: null, decimalMark: '.', hasSymbols: false, words }
    if (evidence instanceof DateEvidence) {
      const { order, question } = evidence.settled(subject, said)
      if (question) questions.push(question)
      return { ...format, dateOrder: order }
    }
    if (evidence instanceof NumberEvidence) {
      const { mark, question, issue } = evidence.settled(subject, said)
      if (question) questions.push(question)
      if (issue) issues.push(issue)
      return { ...format, decimalMark: mark, hasSymbols: evidence.hasSymbols }
    }
    if (evidence instanceof WordEvidence) {
      questions.push(...evidence.questions(subject))
      const warning = evidence.blankWarning(subject, String(declared.blank))
      if (warning) issues.push(warning)
    }
    return format
  }

  #absentDecisive(): RowIssue[] {
    const present = new Set(this.#subjects.map(({ declared }) => declared.name))
    return this.#dataset.columns
      .filter(column => column.decisive && column.blank !== undefined && !present.has(column.name))
      .map(({ name, title, blank }) =>
        blankIssue({ column: name, title, heading: title }, 'the sheet has no such column', String(blank)),
      )
  }
}
