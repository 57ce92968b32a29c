import { type PulledTable, type Workbook, WorkbookError } from '../../workbook/workbook.ts'

/**
 * Lets go of what the workbook remembers of a table that a person deleted. Nothing is written: the port forgets a table
 * when it refuses to write into it because it is gone. One that is there again (the person has undone the deletion)
 * stays: `WorkbookError` of kind `mismatch`.
 */
export async function forgetTable(workbook: Workbook, { id, name, provenance }: PulledTable): Promise<void> {
  const nothing = { title: name, columns: [], rows: [], provenance }
  try {
    await workbook.writeTable(nothing, { kind: 'pulled', id, overwriteEdits: false })
  } catch (error) {
    if (!(error instanceof WorkbookError && error.kind === 'gone')) throw error
  }
}
