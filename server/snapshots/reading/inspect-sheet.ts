import type { RowIssue } from '../../datasets/dataset.ts'
import type { SettledFormats } from './columns/column-formats.ts'
import { unnamedHeading } from './columns/heading-row.ts'
import { resolvedMapping } from './columns/resolved-mapping.ts'
import type { ReadingPlan, RecordPlace } from './reading-plan.ts'
import { recordPlace, recordsAt } from './record-place.ts'
import type { SourceFacts } from './record-source.ts'
import { type InspectSheet, type MappedHeading, UnreadableSheet } from './sheet.ts'
import { sheetNotices } from './sheet-notices.ts'
import { MAX_UNNAMED, passOver, type SheetPass } from './sheet-pass.ts'

/**
 * The headings of all columns that have cells. In a text file what stands beyond the heading line's last delimiter is
 * no column but a row with too many cells; in a sheet it is a column without a heading.
 */
function allHeadings({ map, named, headingWidth, width }: SheetPass, place: RecordPlace): readonly MappedHeading[] {
  const end = place.type === 'csv' ? Math.min(width, headingWidth) : Math.min(width, named + MAX_UNNAMED)
  const known = map.headings.slice(0, end)
  const unnamed = Array.from({ length: end - known.length }, (_, at): MappedHeading => {
    return { heading: unnamedHeading(known.length + at), column: null, by: 'NONE' }
  })
  return [...known, ...unnamed]
}

function planned(
  place: RecordPlace,
  found: SheetPass,
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
