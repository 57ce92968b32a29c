import type { ColumnMapping } from '../../api/operations/upload.gen.ts'
import type { DatasetInfo } from './dataset-info.ts'
import type { MappingNeeded } from './upload-outcome.ts'

type ServerQuestion = MappingNeeded['questions'][number]

/** A question about the sheet, with its answers ready to be picked. */
export interface MappingQuestion {
  /** Stable within one list. */
  readonly key: string
  readonly label: string
  /** What is known about it, for people. */
  readonly text: string
  readonly choices: readonly MappingChoice[]
}

export interface MappingChoice {
  readonly value: string
  readonly label: string
}

const dateOrders: readonly MappingChoice[] = [
  { value: 'MONTH_FIRST', label: 'Month first: 03/04 is March 4' },
  { value: 'DAY_FIRST', label: 'Day first: 03/04 is 3 April' },
]
const decimalMarks: readonly MappingChoice[] = [
  { value: 'POINT', label: 'Point is the decimal mark: 1,234.5' },
  { value: 'COMMA', label: 'Comma is the decimal mark: 1.234,5' },
]

/** The server's questions as a form. What one column or heading is asked only once stays one question. */
export function mappingQuestions(
  { questions }: { readonly questions: readonly ServerQuestion[] },
  dataset: DatasetInfo,
): readonly MappingQuestion[] {
  return questions.map((question, index) => ({
    key: `${index}:${question.code}:${question.column ?? ''}:${question.heading ?? ''}`,
    label: labelOf(question, dataset),
    text: textOf(question, dataset),
    choices: choicesOf(question, dataset),
  }))
}

/** The mapping that answers say, added to what was said before; `answers` by key, blank ones are left open. */
export function mappingOfAnswers(
  needed: { readonly questions: readonly ServerQuestion[] },
  dataset: DatasetInfo,
  answers: Readonly<Record<string, string>>,
  before: readonly ColumnMapping[],
): readonly ColumnMapping[] {
  const mapping = new Map(before.map(entry => [entry.heading, entry]))
  const said = new Map(mappingQuestions(needed, dataset).map(({ key }) => [key, answers[key] ?? '']))
  needed.questions.forEach((question, index) => {
    const answer = [...said.values()][index] ?? ''
    if (answer === '') return
    const heading = question.heading ?? answer
    const known = mapping.get(heading) ?? { heading, column: question.column }
    mapping.set(heading, { ...known, ...answered(question, answer, known) })
  })
  return [...mapping.values()]
}

function answered(question: ServerQuestion, answer: string, known: ColumnMapping): Partial<ColumnMapping> {
  switch (question.code) {
    case 'AMBIGUOUS_DATES':
      return { dateOrder: answer === 'DAY_FIRST' ? 'DAY_FIRST' : 'MONTH_FIRST' }
    case 'AMBIGUOUS_NUMBERS':
      return { decimalMark: answer === 'COMMA' ? 'COMMA' : 'POINT' }
    case 'UNKNOWN_WORD':
      return { values: { ...known.values, [wordOf(question)]: answer } }
    default:
      return { column: question.heading === null ? question.column : answer === LEAVE_OUT ? null : answer }
  }
}

/** A heading that is to be left out. */
const LEAVE_OUT = '-'

function choicesOf({ code, choices, heading }: ServerQuestion, dataset: DatasetInfo): readonly MappingChoice[] {
  if (code === 'AMBIGUOUS_DATES') return dateOrders
  if (code === 'AMBIGUOUS_NUMBERS') return decimalMarks
  if (code === 'AMBIGUOUS_HEADING' && heading !== null) {
    const titles = choices.map(name => ({ value: name, label: titleOf(dataset, name) }))
    return [...titles, { value: LEAVE_OUT, label: 'Leave it out' }]
  }
  return choices.map(value => ({ value, label: value }))
}

function labelOf({ code, heading, column, message }: ServerQuestion, dataset: DatasetInfo): string {
  if (heading === null) return `Which heading is “${titleOf(dataset, column ?? '')}”?`
  if (code === 'AMBIGUOUS_DATES') return `How are the dates of “${heading}” written?`
  if (code === 'AMBIGUOUS_NUMBERS') return `How are the numbers of “${heading}” written?`
  if (code === 'UNKNOWN_WORD') return `What does “${wordOf({ message })}” mean in “${heading}”?`
  return `What is “${heading}”?`
}

/** Of a missing column, what it holds; else what the server found, without what it was doing. */
function textOf({ code, column, message, heading }: ServerQuestion, dataset: DatasetInfo): string {
  const declared = dataset.columns.find(({ name }) => name === column)
  if (code === 'REQUIRED_COLUMN_MISSING' && declared) return declared.description
  const found = heading === null ? message : message.slice(message.indexOf('": ') + 3)
  return found.charAt(0).toUpperCase() + found.slice(1)
}

const titleOf = (dataset: DatasetInfo, name: string): string =>
  dataset.columns.find(column => column.name === name)?.title ?? name

/** The unknown word stands in quotes after the heading. */
const wordOf = ({ message }: Pick<ServerQuestion, 'message'>): string =>
  /": "(.*?)" \(\d+ row/s.exec(message)?.[1] ?? ''
