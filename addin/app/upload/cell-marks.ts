import type { CellMark } from '../../workbook/workbook.ts'
import type { RowIssue } from './upload-outcome.ts'

/** How a heading was read, in the order of the sheet. */
interface Heading {
  readonly column: string | null
}

const severities = { ERROR: 'error', WARNING: 'warning', NOTICE: 'info' } as const

/**
 * The marks that show issues in their cells: one for each cell, with all that is wrong with it, worst first. What is
 * about the sheet as a whole has no cell and is left to the list; so are notices, which ask for nothing.
 */
export function cellMarks(issues: readonly RowIssue[], headings: readonly Heading[]): readonly CellMark[] {
  const marks = new Map<string, CellMark>()
  const worstFirst = [...issues].sort((a, b) => rank(a) - rank(b))
  for (const issue of worstFirst) {
    if (issue.row === 0 || issue.severity === 'NOTICE') continue
    const at = headings.findIndex(({ column }) => column !== null && column === issue.column)
    const column = at < 0 ? null : at
    const key = `${issue.row}:${column}`
    const known = marks.get(key)
    marks.set(key, {
      row: issue.row,
      column,
      severity: known?.severity ?? severities[issue.severity],
      note: known ? `${known.note}\n${noteOf(issue)}` : noteOf(issue),
    })
  }
  return [...marks.values()]
}

const rank = ({ severity }: RowIssue): number => ['ERROR', 'WARNING', 'NOTICE'].indexOf(severity)

const noteOf = ({ message, suggestion }: RowIssue): string =>
  suggestion !== null && !message.includes(suggestion) ? `${message}\nSuggestion: ${suggestion}` : message
