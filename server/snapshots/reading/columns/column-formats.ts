import type { Column, Dataset, RowIssue } from '../../../datasets/dataset.ts'
import { wordKey } from '../cells/word-key.ts'
import type { ColumnFormat, PlannedColumn } from '../reading-plan.ts'
import type { RecordBatch } from '../record-source.ts'
import type { ColumnMapping, MappingQuestion } from '../sheet.ts'
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
  readonly evidence: DateEvidence | NumberEvidence | WordEvidence | null
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

  see({ records, rows }: RecordBatch): void {
    for (const { evidence, index } of this.#subjects) {
      if (!evidence) continue
      for (let at = 0; at < records.length; at++) evidence.see(records[at]?.[index], rows[at] ?? 0)
    }
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
