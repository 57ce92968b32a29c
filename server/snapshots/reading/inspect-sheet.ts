import { minorDigits } from '../../datasets/currency.ts'
import type { Dataset, RowIssue } from '../../datasets/dataset.ts'
import type { SettledFormats } from './columns/column-formats.ts'
import { unnamedHeading } from './columns/heading-row.ts'
import { resolvedMapping } from './columns/resolved-mapping.ts'
import type { ReadingPlan, RecordPlace } from './reading-plan.ts'
import { recordPlace, recordsAt } from './record-place.ts'
import type { SourceFacts } from './record-source.ts'
import {
  type Inspection,
  type InspectSheet,
  type MappedHeading,
  type ReadOptions,
  type SheetSource,
  UnreadableSheet,
} from './sheet.ts'
import { sheetNotices } from './sheet-notices.ts'
import { MAX_UNNAMED, passOver, type SheetPass } from './sheet-pass.ts'

/** Rows that are enough to say how a sheet is written, where they are plain. */
const SAMPLE_ROWS = 2_000

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

/** Whether rows that are written as plainly as those of a sample could change nothing. */
const saysAll = ({ map, formats, named, headingWidth }: SheetPass, { hasNuls }: SourceFacts, options: ReadOptions) =>
  map.questions.length === 0 &&
  formats.isPlain &&
  formats.settled().columns.every(({ format }) => format.decimalMark === '.') &&
  // A wider row would give the blank headings behind the last a column.
  named === headingWidth &&
  // 1.250 is a plain amount of three places, and may be a thousand and some.
  minorDigits(options.baseCurrency) <= 2 &&
  !hasNuls

const countOf = ({ isSample, rowCount, bytes }: SheetPass, source: SheetSource) =>
  isSample && source.kind === 'file'
    ? { rowCount: Math.ceil((rowCount * source.byteSize * 1.05) / bytes), isSample: true as const }
    : { rowCount }

/**
 * First pass over a sheet: what it is, where its heading is, which column each heading is, how each column's values
 * are written (from all of them), how many rows there are. Throws UnreadableSheet where it cannot be read at all, and
 * the signal's reason where it is aborted. Memory does not grow with the rows.
 */
export const inspectSheet: InspectSheet = (source, dataset, options) => inspected(source, dataset, options, false)

/**
 * The same from the first rows of a text file, where they are written plainly: an `isSample`, which whoever reads the other
 * rows holds against them. Saves 0.4 s of a million rows; every other sheet is seen as a whole.
 */
export const inspectSample: InspectSheet = (source, dataset, options) => inspected(source, dataset, options, true)

async function inspected(
  source: SheetSource,
  dataset: Dataset,
  options: ReadOptions,
  maySample: boolean,
): Promise<Inspection> {
  const located = await recordPlace(source, dataset, options)
  if ('question' in located)
    return { fileType: 'xlsx', headings: [], questions: [located.question], issues: [], rowCount: 0, plan: null }
  const { place } = located
  const records = recordsAt(source, place)
  const sample = maySample && records.scans ? await passOver(records, place, dataset, options, SAMPLE_ROWS) : null
  const found =
    sample && (!sample.isSample || saysAll(sample, records.facts, options))
      ? sample
      : await passOver(records, place, dataset, options)
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
    ...countOf(found, source),
    resolved: resolvedMapping(dataset, headings, settled.columns, options.mapping),
    plan: planned(place, found, headings, settled, records.facts),
  }
}
