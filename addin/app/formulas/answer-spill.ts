import { explanationSpill } from './explanation-spill.ts'
import { FormulaError } from './formula-error.ts'
import type { AskedCell } from './question-batch.ts'
import type { Spill } from './spill.ts'
import { tableSpill } from './table-spill.ts'

/** So many readings of a question are named in a cell's tip. */
const MOST_CHOICES = 3

/**
 * An answer as a formula shows it: one number as one cell, all else with headings. Throws FormulaError with the reason
 * where there is no answer, or no value.
 */
export function answerSpill({ text, abstained, clarifications, query, table, explanation }: AskedCell): Spill {
  if (explanation) return explanationSpill(explanation)
  if (abstained || !table) throw new FormulaError('missing', [text, ...choices(clarifications)].join(' '))
  const groupBy = query?.groupBy
  const slices = Array.isArray(groupBy) ? groupBy.length : 0
  if (slices > 0 || table.columns.length !== 1) return tableSpill(table)
  const value = table.rows[0]?.values[0]
  if (value?.value === null || value === undefined) throw new FormulaError('missing', reasonFor(value?.status, text))
  return [[value.value]]
}

function choices(offers: AskedCell['clarifications']): readonly string[] {
  if (offers.length === 0) return []
  const named = offers.slice(0, MOST_CHOICES).map(({ label }) => `“${label}”`)
  return [`It can mean ${named.join(' or ')}${offers.length > MOST_CHOICES ? ' or others' : ''}: ask for one of these.`]
}

function reasonFor(status: string | undefined, text: string): string {
  if (status === 'PENDING_REVIEW') return 'This number awaits review: a person has yet to decide whether it stands'
  if (status === 'REJECTED') return 'This number was withheld: a person rejected it in review'
  return `No number: ${text}`
}
