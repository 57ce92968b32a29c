import type { Dataset } from '../../datasets/dataset.ts'
import { isBlank, type RawCell } from './cells/raw-cell.ts'
import { ColumnFormats } from './columns/column-formats.ts'
import { filledWidth, HEADING_ROWS, headingRow, headingTexts } from './columns/heading-row.ts'
import { type HeadingMap, mappedHeadings } from './columns/mapped-headings.ts'
import { CellScan } from './csv/cell-scan.ts'
import type { RecordPlace } from './reading-plan.ts'
import type { RecordBatch, RecordSource } from './record-source.ts'
import { type ReadOptions, UnreadableSheet } from './sheet.ts'

/** Most headings a sheet may have, and most columns without one beside them: every row is held at this width. */
const MAX_HEADINGS = 2_000
export const MAX_UNNAMED = 100

/** Everything the pass over the rows has found. */
export interface SheetPass {
  readonly headingRow: number
  readonly titlesAbove: boolean
  readonly map: HeadingMap
  readonly formats: ColumnFormats
  /** Cells of the heading record up to the last that is not blank, and with the blank ones at its end. */
  readonly named: number
  readonly headingWidth: number
  /** The widest of the rows and the headings, blank cells at the end left out. */
  width: number
  rowCount: number
  /** Bytes of the records seen, where the source is text. */
  bytes: number
  /** Whether there are more records than were looked at. */
  isSample: boolean
}

/** Finds the heading among the first records; cells come with theirs. Null: there is no record. */
function startAt(
  batch: RecordBatch,
  place: RecordPlace,
  dataset: Dataset,
  options: ReadOptions,
): { found: SheetPass; rest: RecordBatch } | null {
  const first = batch.rows.findIndex(row => row > HEADING_ROWS)
  const top = batch.records.slice(0, first < 0 ? undefined : Math.max(first, 1))
  const heading = place.type === 'cells' && top.length > 0 ? { index: 0 } : headingRow(top, dataset, options.mapping)
  if (!heading) return null
  const whole = batch.records[heading.index] ?? []
  const named = filledWidth(whole)
  const record = whole.slice(0, named + MAX_UNNAMED)
  if (named > MAX_HEADINGS)
    throw new UnreadableSheet(
      'TOO_MANY_COLUMNS',
      `Reading the headings: ${named} columns, but at most ${MAX_HEADINGS} are read; remove the empty ones`,
    )
  const headings = headingTexts(record)
  const map = mappedHeadings(headings, dataset, options.mapping)
  return {
    found: {
      headingRow: batch.rows[heading.index] ?? 1,
      titlesAbove: top.slice(0, heading.index).some(record => !record.every(isBlank)),
      map,
      named,
      headingWidth: record.length,
      width: named,
      formats: new ColumnFormats(dataset, map.headings, options.mapping),
      rowCount: 0,
      bytes: 0,
      isSample: false,
    },
    rest: { records: batch.records.slice(heading.index + 1), rows: batch.rows.slice(heading.index + 1) },
  }
}

function countRows(found: SheetPass, batch: RecordBatch | CellScan, options: ReadOptions): void {
  if (batch instanceof CellScan) countScanned(found, batch)
  else
    for (const record of batch.records) {
      if (record.every(isBlank)) continue
      found.rowCount++
      if (record.length > found.width) found.width = filledWidth(record, found.width)
    }
  boundRows(found.rowCount, options)
  found.formats.see(batch)
}

/** Throws UnreadableSheet where there are more rows than are accepted. */
export function boundRows(count: number, { limits: { maxRows } }: ReadOptions): void {
  if (count > maxRows)
    throw new UnreadableSheet(
      'TOO_MANY_ROWS',
      `Reading the rows: there are more than ${maxRows}, the most that are accepted; split the sheet, or raise the limit in the configuration`,
    )
}

function countScanned(found: SheetPass, scan: CellScan): void {
  for (let at = 0; at < scan.count; at++) {
    if (scan.isBlank(at)) continue
    found.rowCount++
    if (scan.width(at) > found.width) found.width = filledWidth(scan.record(at), found.width)
  }
}

/** Records that wait for the heading; blank ones need not, however many there are. */
class Waiting {
  readonly records: (readonly RawCell[])[] = []
  readonly rows: number[] = []

  add(batch: RecordBatch): void {
    for (const [at, record] of batch.records.entries()) {
      if (record.every(isBlank)) continue
      this.records.push(record)
      this.rows.push(batch.rows[at] ?? 0)
    }
  }
}

/**
 * Reads all records once, or the first until there are `enough` rows. The heading is looked for when enough of them are
 * there.
 */
export async function passOver(
  source: RecordSource,
  place: RecordPlace,
  dataset: Dataset,
  options: ReadOptions,
  enough = Number.POSITIVE_INFINITY,
): Promise<SheetPass | null> {
  let bytes = 0
  let found: SheetPass | null = null
  const waiting = new Waiting()
  const begin = () => {
    const started = startAt(waiting, place, dataset, options)
    if (started) countRows(started.found, started.rest, options)
    return started?.found ?? null
  }
  for await (const batch of source.scans?.() ?? source.batches()) {
    options.signal?.throwIfAborted()
    if (batch instanceof CellScan) bytes += batch.size
    if (found) countRows(found, batch, options)
    else {
      waiting.add(batch instanceof CellScan ? batch.batch() : batch)
      if ((waiting.rows.at(-1) ?? 0) > HEADING_ROWS) found = begin()
    }
    if (!found) continue
    options.onRows?.(found.rowCount)
    if (found.rowCount < enough) continue
    found.bytes = bytes
    found.isSample = true
    return found
  }
  return found ?? begin()
}
