import type { Dataset } from '../../../datasets/dataset.ts'
import { isBlank, type RawCell } from '../cells/raw-cell.ts'
import { HEADING_ROWS, type HeadingRow, headingRow } from '../columns/heading-row.ts'
import type { SheetPlace } from '../reading-plan.ts'
import { noFacts } from '../record-source.ts'
import { type ColumnMapping, type MappingQuestion, UnreadableSheet } from '../sheet.ts'
import { workbookTables } from './tables.ts'
import { openWorkbook, type Workbook, type WorkbookSheet } from './workbook.ts'
import { cellContext, worksheetBatches } from './worksheet-records.ts'
import type { CellContext } from './worksheet-scan.ts'

export type ChosenSheet =
  | { readonly sheet: SheetPlace; readonly others: readonly string[] }
  | { readonly question: MappingQuestion }

/** Names in a message: as many as a person reads. */
const listed = (places: readonly { readonly name: string }[]): string =>
  places
    .slice(0, 20)
    .map(({ name }) => `"${name}"`)
    .join(', ') + (places.length > 20 ? ` and ${places.length - 20} more` : '')

const wholeSheet = ({ name, part }: WorkbookSheet): SheetPlace => ({ name, part, range: null })

async function namedSheet(workbook: Workbook, name: string): Promise<SheetPlace> {
  const tables = await workbookTables(workbook)
  const places = [...workbook.sheets.map(wholeSheet), ...tables]
  const found =
    places.find(place => place.name === name) ??
    places.find(place => place.name.trim().toLowerCase() === name.trim().toLowerCase())
  if (found) return found
  throw new UnreadableSheet(
    'NO_SUCH_SHEET',
    `Reading the workbook: it has no sheet or table "${name}"; it has ${listed(places)}`,
  )
}

/** The best heading among the first rows of a sheet; null where they are blank. */
async function headingOf(
  workbook: Workbook,
  sheet: WorkbookSheet,
  context: CellContext,
  dataset: Dataset,
  mapping: readonly ColumnMapping[],
): Promise<HeadingRow | null> {
  const top: (readonly RawCell[])[] = []
  for await (const { records, rows } of worksheetBatches(workbook, sheet.part, context, noFacts())) {
    for (const [at, record] of records.entries())
      if ((rows[at] ?? 0) <= HEADING_ROWS || top.every(above => above.every(isBlank))) top.push(record)
    if ((rows.at(-1) ?? 0) > HEADING_ROWS) break
  }
  return headingRow(top, dataset, mapping)
}

/** The sheets that look most like the dataset: with all it needs, where one has that, and half the best one's columns. */
function likeliest(found: readonly { sheet: WorkbookSheet; heading: HeadingRow }[]): WorkbookSheet[] {
  const complete = found.filter(({ heading }) => heading.complete)
  const able = complete.length > 0 ? complete : found
  const best = Math.max(...able.map(({ heading }) => heading.score))
  return able.filter(({ heading }) => heading.score * 2 >= best).map(({ sheet }) => sheet)
}

/**
 * The sheet that is meant: the one that is named (or the table), else the only visible one, else the only one whose
 * headings look like the dataset. Where several do, it is a question.
 */
export async function chosenSheet(
  path: string,
  dataset: Dataset,
  mapping: readonly ColumnMapping[],
  named: string | undefined,
): Promise<ChosenSheet> {
  const workbook = await openWorkbook(path)
  if (named !== undefined) return { sheet: await namedSheet(workbook, named), others: [] }
  const visible = workbook.sheets.filter(sheet => sheet.visible)
  const only = visible.length === 0 ? workbook.sheets[0] : visible[0]
  if (visible.length <= 1 && only) return { sheet: wholeSheet(only), others: [] }
  const context = await cellContext(workbook)
  const withData: { sheet: WorkbookSheet; heading: HeadingRow }[] = []
  for (const sheet of visible) {
    const heading = await headingOf(workbook, sheet, context, dataset, mapping)
    if (heading) withData.push({ sheet, heading })
  }
  const candidates = likeliest(withData)
  const [first = only] = candidates
  if (candidates.length > 1 || !first)
    return {
      question: {
        code: 'WHICH_SHEET',
        heading: null,
        column: null,
        message: `Reading the workbook: ${listed(candidates)} each may hold the ${dataset.title.toLowerCase()}; say which sheet is meant`,
        choices: candidates.map(({ name }) => name),
      },
    }
  return {
    sheet: wholeSheet(first),
    others: withData.map(({ sheet }) => sheet.name).filter(name => name !== first.name),
  }
}
