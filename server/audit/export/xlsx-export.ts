import { PassThrough } from 'node:stream'
import exceljs from 'exceljs'
import type { StoredEvent } from '../event-hash.ts'
import { type ExportedColumn, exportedColumns, exportedEntry } from './exported-entry.ts'
import type { LogExport } from './log-export.ts'
import { safeCell } from './safe-cell.ts'

/** A sheet ends at 1,048,576 rows; the log goes on in the next one. */
const ROWS_A_SHEET = 1_000_000
/** The most characters that a cell takes. */
const CELL_LIMIT = 32_767
const widths: Readonly<Partial<Record<ExportedColumn, number>>> = {
  ...{ at: 26, action: 28, subject: 24, details: 60, request_id: 38, personal: 40 },
  ...{ personal_digest: 20, previous_hash: 20, hash: 20 },
}

/**
 * A log as a workbook for people: the sheet Log (further ones after a million entries) with the columns of the table
 * and the actor's name, and the sheet Head with the last entry's number and hash. It carries no name of a machine. For
 * the stand-alone verifier use CSV or JSON.
 */
export function xlsxExport(log: LogExport): PassThrough {
  const stream = new PassThrough()
  write(log, stream).catch(error => stream.destroy(error))
  return stream
}

async function write(log: LogExport, stream: PassThrough): Promise<void> {
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false })
  workbook.creator = 'MoatMetrics'
  workbook.lastModifiedBy = 'MoatMetrics'
  workbook.created = new Date(log.exportedAt)
  workbook.modified = new Date(log.exportedAt)
  let count = 0
  let sheet = addLogSheet(workbook, 1)
  for await (const batch of log.batches) {
    for (const event of batch) {
      if (count > 0 && count % ROWS_A_SHEET === 0) {
        sheet.commit()
        sheet = addLogSheet(workbook, count / ROWS_A_SHEET + 1)
      }
      sheet.addRow(cellsOf(event, log.actors)).commit()
      count++
    }
    // The receiver may be slower than the database: wait, or the whole log gathers in memory.
    if (stream.writableNeedDrain) await new Promise(resolve => stream.once('drain', resolve))
  }
  sheet.commit()
  addHeadSheet(workbook, log, count)
  await workbook.commit()
}

type Writer = InstanceType<typeof exceljs.stream.xlsx.WorkbookWriter>

function addLogSheet(workbook: Writer, number: number) {
  const sheet = workbook.addWorksheet(number === 1 ? 'Log' : `Log ${number}`, {
    views: [{ state: 'frozen', ySplit: 1 }],
  })
  sheet.columns = ['actor' as const, ...exportedColumns].map(column => ({
    header: column,
    width: (column === 'actor' ? 24 : widths[column]) ?? 10,
  }))
  sheet.getRow(1).font = { bold: true }
  sheet.getRow(1).commit()
  return sheet
}

function cellsOf(event: StoredEvent, actors: LogExport['actors']): (string | number | null)[] {
  const actor = event.actor_id === null ? null : (actors.get(event.actor_id) ?? null)
  return [actor, ...Object.values(exportedEntry(event))].map(value => {
    if (typeof value !== 'string') return value
    const text = safeCell(value)
    return text.length <= CELL_LIMIT
      ? text
      : `(${value.length} characters, more than a cell takes: see the CSV or JSON export)`
  })
}

function addHeadSheet(workbook: Writer, { organization, exportedAt, selection, head }: LogExport, count: number): void {
  const sheet = workbook.addWorksheet('Head')
  sheet.columns = [{ width: 24 }, { width: 70 }]
  const lines: readonly (readonly [string, string | number])[] = [
    ['organization', organization],
    ['exported_at', new Date(exportedAt).toISOString()],
    ['entries', count],
    ['selection', selection === null ? 'the whole log' : JSON.stringify(selection)],
    ['head_seq', head.seq],
    ['head_hash', head.hash],
  ]
  for (const [name, value] of lines) sheet.addRow([name, typeof value === 'string' ? safeCell(value) : value]).commit()
  sheet.commit()
}
