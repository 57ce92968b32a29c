import { exportedColumns, exportedEntry } from './exported-entry.ts'
import type { LogExport } from './log-export.ts'
import { safeCell } from './safe-cell.ts'

/**
 * A log as CSV (RFC 4180): a heading, one record an entry, and a last record with HEAD in the first cell, the time of
 * the export, "complete" or "selection" as action, the number of the log's last entry as subject, the count of the
 * entries above as details, and the hash of the last entry. Null is an empty cell.
 */
export async function* csvExport({ head, selection, exportedAt, batches }: LogExport): AsyncGenerator<string> {
  yield record(exportedColumns)
  let count = 0
  for await (const batch of batches) {
    count += batch.length
    yield batch.map(event => record(Object.values(exportedEntry(event)))).join('')
  }
  const last: Readonly<Record<string, string | number>> = {
    seq: 'HEAD',
    at: new Date(exportedAt).toISOString(),
    action: selection === null ? 'complete' : 'selection',
    subject: head.seq,
    details: count,
    hash: head.hash,
  }
  yield record(exportedColumns.map(column => last[column] ?? null))
}

const record = (cells: readonly (string | number | null)[]): string => `${cells.map(csvCell).join(',')}\r\n`

function csvCell(value: string | number | null): string {
  if (value === null) return ''
  const text = typeof value === 'number' ? String(value) : safeCell(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
