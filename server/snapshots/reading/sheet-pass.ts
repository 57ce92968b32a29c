import type { Dataset } from '../../datasets/dataset.ts'
import { isBlank, type RawCell } from './cells/raw-cell.ts'
import { ColumnFormats } from './columns/column-formats.ts'
import { filledWidth, HEADING_ROWS, headingRow, headingTexts } from './columns/heading-row.ts'
import { type HeadingMap, mappedHeadings } from './columns/mapped-headings.ts'
import type { RecordPlace } from './reading-plan.ts'
import type { RecordBatch } from './record-source.ts'
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
  const headings = headingTexts(record)
  if (named > MAX_HEADINGS)
    throw new UnreadableSheet(
      'TOO_MANY_COLUMNS',
      `Reading the headings: ${named} columns, but at most ${MAX_HEADINGS} are read; remove the empty ones`,
    )
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
    },
    rest: { records: batch.records.slice(heading.index + 1), rows: batch.rows.slice(heading.index + 1) },
  }
}

function countRows(found: SheetPass, batch: RecordBatch, options: ReadOptions): void {
  const { maxRows } = options.limits
  for (const record of batch.records) {
    if (record.every(isBlank)) continue
    found.rowCount++
    if (record.length > found.width) found.width = filledWidth(record, found.width)
  }
  if (found.rowCount > maxRows)
    throw new UnreadableSheet(
      'TOO_MANY_ROWS',
      `Reading the rows: there are more than ${maxRows}, the most that are accepted; split the sheet, or raise the limit in the configuration`,
    )
  found.formats.see(batch)
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

/** Reads all records once. The heading is looked for when enough of them are there. */
export async function passOver(
  batches: AsyncIterable<RecordBatch>,
  place: RecordPlace,
  dataset: Dataset,
  options: ReadOptions,
): Promise<SheetPass | null> {
  let found: SheetPass | null = null
  const waiting = new Waiting()
  const begin = () => {
    const started = startAt(waiting, place, dataset, options)
    if (started) countRows(started.found, started.rest, options)
    return started?.found ?? null
  }
  for await (const batch of batches) {
    options.signal?.throwIfAborted()
    if (found) countRows(found, batch, options)
    else {
      waiting.add(batch)
      if ((waiting.rows.at(-1) ?? 0) > HEADING_ROWS) found = begin()
    }
    if (found) options.onRows?.(found.rowCount)
  }
  return found ?? begin()
}
