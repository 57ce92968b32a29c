import { UnreadableSheet } from '../sheet.ts'

/** The archive or its XML is not what a workbook is. */
export const brokenWorkbook = (found: string): UnreadableSheet =>
  new UnreadableSheet(
    'BROKEN',
    `Reading the workbook: ${found}; open it in a spreadsheet and save it again, or export CSV`,
  )
