import type { DatasetKind } from '../../../api/operations/upload.gen.ts'
import { findHeadings } from '../../../app/first-run/find-headings.ts'
import type { DatasetInfo } from '../../../app/upload/dataset-info.ts'
import { readCsv } from '../../../workbook/browser/read-csv.ts'

/** Headings stand within the first part of a text file; workbooks up to this size are opened for them. */
const LOOKED_AT = 65_536
const LARGEST_WORKBOOK = 15_000_000

/** What a file seems to hold, by its headings; null where that is not plain. Rows: as far as they were counted. */
export async function lookAtFile(
  file: File,
  datasets: readonly DatasetInfo[],
): Promise<{ readonly file: File; readonly dataset: DatasetKind | null; readonly rows: number | null }> {
  try {
    const { rows, whole } = await firstRows(file)
    const { recognition, row } = findHeadings(rows, datasets)
    return { file, dataset: recognition.sure, rows: whole ? Math.max(0, rows.length - row - 1) : null }
  } catch {
    // What it is the person says; what is wrong with it the server says when it is sent.
    return { file, dataset: null, rows: null }
  }
}

async function firstRows(file: File) {
  const start = new Uint8Array(await file.slice(0, LOOKED_AT).arrayBuffer())
  if (start[0] === 0x50 && start[1] === 0x4b) {
    if (file.size > LARGEST_WORKBOOK) return { rows: [], whole: false }
    const { readWorkbook } = await import('../../../workbook/browser/read-xlsx.ts')
    const { sheets } = await readWorkbook(new Uint8Array(await file.arrayBuffer()), file.name, () => 'sheet')
    return { rows: sheets[0]?.rows ?? [], whole: true }
  }
  const { sheets } = readCsv(start, file.name, 'sheet')
  return { rows: sheets[0]?.rows ?? [], whole: file.size <= LOOKED_AT }
}
