import type { Dataset } from '../../datasets/dataset.ts'
import { isBlank, type RawCell } from './cells/raw-cell.ts'
import type { ReadingPlan } from './reading-plan.ts'

const TOTAL = /^(?:(?:grand|sub|overall|report)[\s-]*)?totals?(?:\s*[:(].*)?$|^sum(?:mary)?:?$|^total (?:for|of) .*$/i
const NUMBERS = new Set(['money', 'hours', 'count', 'decimal'])

/** Whether the first cell of a record says that it is a total. */
export const saysTotal = (word: string): boolean =>
  word.length <= 60 && /^[\s]*[gstor]/i.test(word) && TOTAL.test(word.trim())

/**
 * Whether a record is a total: its first cell says so, and either a cell that every row needs is blank, or it has
 * nothing but numbers besides.
 */
export function isTotalRow(record: readonly RawCell[], dataset: Dataset, plan: ReadingPlan): boolean {
  const first = record.findIndex(cell => !isBlank(cell))
  const word = record[first]
  if (typeof word !== 'string' || !saysTotal(word)) return false
  let onlyNumbers = true
  for (const { name, index } of plan.columns) {
    const column = dataset.columns.find(candidate => candidate.name === name)
    if (!column || index === first) continue
    const blank = isBlank(record[index])
    if (blank && column.required !== undefined) return true
    if (!blank && !NUMBERS.has(column.type.kind)) onlyNumbers = false
  }
  return onlyNumbers
}
