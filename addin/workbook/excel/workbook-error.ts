import { WorkbookError, type WorkbookErrorKind } from '../workbook.ts'

/** Excel's codes, and what a person can do about each. */
const known: Readonly<Record<string, readonly [WorkbookErrorKind, string]>> = {
  InvalidOperationInCellEditMode: ['busy', 'a cell is being edited. Press Enter or Esc in the sheet, then try again.'],
  AccessDenied: ['protected', 'the sheet or the workbook is protected. Unprotect it (Review tab), then try again.'],
  RequestPayloadSizeLimitExceeded: ['too-large', 'that is more than Excel takes at once. Choose fewer rows.'],
  ResponsePayloadSizeLimitExceeded: ['too-large', 'that is more than Excel gives at once. Choose fewer rows.'],
  RangeExceedsLimit: ['too-large', 'that is more cells than Excel takes. Choose fewer rows.'],
  CellLimitExceeded: ['too-large', 'that is more cells than Excel takes. Choose fewer rows.'],
  InsertDeleteConflict: [
    'occupied',
    'other cells are in the way of inserting or deleting rows. Move them, then try again.',
  ],
  TableOverlap: ['occupied', 'another table is in the way. Move it, then try again.'],
  ItemNotFound: ['gone', 'it is not in the workbook any more.'],
  InvalidReference: ['gone', 'it is not in the workbook any more.'],
}

/** What went wrong in the words of the port: what was being done, colon, what was found and what helps. */
export function workbookError(doing: string, error: unknown): WorkbookError {
  if (error instanceof WorkbookError) return error
  if (error instanceof Error && error.name === 'AbortError')
    return new WorkbookError('aborted', `${doing}: stopped.`, { cause: error })
  const code = codeOf(error)
  const [kind, text] = known[code] ?? ['failed', `Excel answered: ${messageOf(error)}`]
  return new WorkbookError(kind, `${doing}: ${text}`, { cause: error })
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const code = codeOf(error)
  return code === '' || message.includes(code) ? message : `${message} (${code})`
}
