import type { Dataset, RowIssue, Severity } from '../../datasets/dataset.ts'
import type { SourceFacts } from './record-source.ts'
import type { MappedHeading } from './sheet.ts'

export interface SheetFindings {
  readonly headingRow: number
  readonly titlesAbove: boolean
  readonly headings: readonly MappedHeading[]
  readonly facts: SourceFacts
  /** Name of the sheet that is read, where it is one of a workbook, and of others with data that are not. */
  readonly sheet: string | null
  readonly otherSheets: readonly string[]
}

const listed = (texts: readonly string[]): string =>
  texts
    .slice(0, 20)
    .map(text => `"${text}"`)
    .join(', ') + (texts.length > 20 ? ` and ${texts.length - 20} more` : '')

/** What a person should know about the sheet as a whole: nothing is left out in silence. */
export function sheetNotices(dataset: Dataset, findings: SheetFindings): RowIssue[] {
  const { headingRow, headings, facts, otherSheets } = findings
  const issues: RowIssue[] = []
  const add = (severity: Severity, code: string, row: number, value: string | null, message: string) =>
    issues.push({ row, column: null, value, code, message, severity, suggestion: null })
  if (findings.titlesAbove)
    add(
      'NOTICE',
      'HEADING_BELOW_TITLES',
      headingRow,
      null,
      `The heading line was found on row ${headingRow}; the rows above it are left out`,
    )
  for (const { heading, passedOverFor } of headings)
    if (passedOverFor !== undefined)
      add(
        'WARNING',
        'HEADING_PASSED_OVER',
        headingRow,
        heading,
        `"${passedOverFor}" and "${heading}" name the same column: "${passedOverFor}" is read and "${heading}" is left out; map "${heading}" to read it instead`,
      )
  const unmapped = headings
    .filter(({ by, passedOverFor }) => by === 'NONE' && passedOverFor === undefined)
    .map(({ heading }) => heading)
  if (unmapped.length > 0)
    add(
      'NOTICE',
      'UNMAPPED_HEADINGS',
      headingRow,
      listed(unmapped),
      dataset.keepsUnmapped
        ? `No column of ${dataset.name} is named ${listed(unmapped)}; the values are kept with the row as they are`
        : `No column of ${dataset.name} is named ${listed(unmapped)}; the values are not imported, map the headings if they should be`,
    )
  if (otherSheets.length > 0)
    add(
      'NOTICE',
      'OTHER_SHEETS',
      0,
      listed(otherSheets),
      `The sheet "${findings.sheet}" is read; ${listed(otherSheets)} ${otherSheets.length === 1 ? 'is' : 'are'} left out`,
    )
  const hidden = facts.hiddenRows.filter(row => row > headingRow).length
  if (hidden > 0)
    add(
      'NOTICE',
      'HIDDEN_ROWS',
      0,
      String(hidden),
      `${hidden} hidden row${hidden === 1 ? ' is' : 's are'} read like the others; delete them from the sheet if they should not count`,
    )
  const merged = facts.mergedRows.filter(row => row > headingRow).length
  if (merged > 0)
    add(
      'WARNING',
      'MERGED_CELLS',
      0,
      String(merged),
      `${merged} area${merged === 1 ? '' : 's'} of merged cells: only the first cell of each has a value, the others are read as blank; unmerge and fill them if they should have it`,
    )
  return issues
}
