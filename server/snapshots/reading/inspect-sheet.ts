import type { Dataset, RowIssue } from '../../datasets/dataset.ts'
import { isBlank, type RawCell } from './cells/raw-cell.ts'
import { ColumnFormats, type SettledFormats } from './columns/column-formats.ts'
import { filledWidth, HEADING_ROWS, headingRow, headingTexts, unnamedHeading } from './columns/heading-row.ts'
import { type HeadingMap, mappedHeadings } from './columns/mapped-headings.ts'
import { resolvedMapping } from './columns/resolved-mapping.ts'
import type { ReadingPlan, RecordPlace } from './reading-plan.ts'
import { recordPlace, recordsAt } from './record-place.ts'
import type { RecordBatch, SourceFacts } from './record-source.ts'
import { type InspectSheet, type MappedHeading, type ReadOptions, UnreadableSheet } from './sheet.ts'
import { sheetNotices } from './sheet-notices.ts'

/** Most headings a sheet may have: what a spreadsheet can hold. */
const MAX_HEADINGS = 16_384

/** Everything the pass over the rows has found. */
interface Found {
  readonly headingRow: number
  readonly titlesAbove: boolean
  readonly map: HeadingMap
  readonly formats: ColumnFormats
  /** Cells of the heading record, the blank ones at its end included. */
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
): { found: Found; rest: RecordBatch } | null {
  const first = batch.rows.findIndex(row => row > HEADING_ROWS)
  const top = batch.records.slice(0, first < 0 ? undefined : Math.max(first, 1))
  const heading = place.type === 'cells' && top.length > 0 ? { index: 0 } : headingRow(top, dataset, options.mapping)
  if (!heading) return null
  const record = batch.records[heading.index] ?? []
  const headings = headingTexts(record)
  if (headings.length > MAX_HEADINGS)
    throw new UnreadableSheet(
      'TOO_MANY_COLUMNS',
      `Reading the headings: ${headings.length} columns, but at most ${MAX_HEADINGS} are read; remove the empty ones`,
    )
  const map = mappedHeadings(headings, dataset, options.mapping)
  return {
    found: {
      headingRow: batch.rows[heading.index] ?? 1,
      titlesAbove: top.slice(0, heading.index).some(record => !record.every(isBlank)),
      map,
      headingWidth: record.length,
      width: filledWidth(record),
      formats: new ColumnFormats(dataset, map.headings, options.mapping),
      rowCount: 0,
    },
    rest: { records: batch.records.slice(heading.index + 1), rows: batch.rows.slice(heading.index + 1) },
  }
}

function countRows(found: Found, batch: RecordBatch, options: ReadOptions): void {
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
async function passOver(
  batches: AsyncIterable<RecordBatch>,
  place: RecordPlace,
  dataset: Dataset,
  options: ReadOptions,
): Promise<Found | null> {
  let found: Found | null = null
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

/**
 * The headings of all columns that have cells. In a text file what stands beyond the heading line's last delimiter is
 * no column but a row with too many cells; in a sheet it is a column without a heading.
 */
function allHeadings({ map, headingWidth, width }: Found, place: RecordPlace): readonly MappedHeading[] {
  const end = place.type === 'csv' ? Math.min(width, headingWidth) : Math.min(width, MAX_HEADINGS)
  const known = map.headings.slice(0, end)
  const unnamed = Array.from({ length: end - known.length }, (_, at): MappedHeading => {
    return { heading: unnamedHeading(known.length + at), column: null, by: 'NONE' }
  })
  return [...known, ...unnamed]
}

function planned(
  place: RecordPlace,
  found: Found,
  headings: readonly MappedHeading[],
  settled: SettledFormats,
  facts: SourceFacts,
): ReadingPlan {
  return {
    place,
    headingRow: found.headingRow,
    headings: headings.map(({ heading }) => heading),
    columns: settled.columns,
    hasNuls: facts.hasNuls,
  }
}

/**
 * First pass over a sheet: what it is, where its heading is, which column each heading is, how each column's values
 * are written (from all of them), how many rows there are. Throws UnreadableSheet where it cannot be read at all, and
 * the signal's reason where it is aborted. Memory does not grow with the rows.
 */
export const inspectSheet: InspectSheet = async (source, dataset, options) => {
  const located = await recordPlace(source, dataset, options)
  if ('question' in located)
    return { fileType: 'xlsx', headings: [], questions: [located.question], issues: [], rowCount: 0, plan: null }
  const { place } = located
  const records = recordsAt(source, place)
  const found = await passOver(records.batches(), place, dataset, options)
  if (!found)
    throw new UnreadableSheet('EMPTY', 'Reading the sheet: it has no cells; send one with a heading line and rows')
  const headings = allHeadings(found, place)
  if (found.rowCount === 0)
    throw new UnreadableSheet(
      'HEADER_ONLY',
      `Reading the sheet: row ${found.headingRow} is a heading line (${headings
        .slice(0, 5)
        .map(({ heading }) => heading)
        .join(', ')}), but no row follows it; nothing can be imported`,
    )
  const settled = found.formats.settled()
  const issues: RowIssue[] = [
    ...sheetNotices(dataset, {
      headingRow: found.headingRow,
      titlesAbove: found.titlesAbove,
      headings,
      facts: records.facts,
      otherSheets: located.otherSheets,
      sheet: place.type === 'xlsx' ? place.sheet.name : null,
    }),
    ...settled.issues,
  ]
  return {
    fileType: place.type,
    headings,
    questions: [...found.map.questions, ...settled.questions],
    issues,
    rowCount: found.rowCount,
    resolved: resolvedMapping(dataset, headings, settled.columns, options.mapping),
    plan: planned(place, found, headings, settled, records.facts),
  }
}
