import { breathe } from '../anchors/steps.ts'
import { typedRows } from '../anchors/typed-rows.ts'
import { type TableModel, WorkbookError } from '../workbook.ts'
import { type InspectedBody, isFormula } from './inspect-tables.ts'
import type { Pulled, ReadyTable } from './ready-table.ts'

const doing = 'Refreshing the table'

/** Rows by key, with those that a person typed and the answer now has. */
export async function withTypedRows(
  model: TableModel,
  body: InspectedBody,
  { overwriteEdits }: Pulled,
): Promise<ReadonlyMap<number, string>> {
  const typed = await breathe(typedRows(model, body.anchor, body.sheet, body.keyOf))
  const [first] = typed.keys()
  if (first === undefined) return body.keyOf
  if (!overwriteEdits)
    throw new WorkbookError(
      'edited',
      `${doing}: the row of ${body.sheet.addressOf(first, 0)} was typed by hand, and the answer now has one of that name. Rename or delete it, or overwrite it.`,
    )
  return new Map([...body.keyOf, ...typed])
}

/**
 * The body with the doubtful rows of a copy as the answer's, which so leave it; the answer's row of that name is written
 * into a row that stands for it.
 */
export function withDoubtfulRows(
  { place, body, doubtful }: ReadyTable,
  typed: ReadonlyMap<number, string>,
  { overwriteEdits }: Pulled,
): { readonly body: InspectedBody; readonly known: ReadonlyMap<number, string> } {
  const left = doubtful.filter(row => !typed.has(row))
  const [first] = left
  if (first === undefined) return { body, known: typed }
  if (!overwriteEdits)
    throw new WorkbookError(
      'edited',
      `${doing} "${place.name}": the row of ${body.sheet.addressOf(first, 0)} is not in the table that this one is a copy of: it was in an answer before, or was typed. Delete or move it, or overwrite it.`,
    )
  const rows = left.map(at => ({ key: `row ${at} of a copy`, cells: body.sheet.cells[at] ?? [], marks: '' }))
  return {
    body: { ...body, anchor: { ...body.anchor, rows: [...body.anchor.rows, ...rows] } },
    known: new Map([...typed, ...left.map((at, index) => [at, rows[index]!.key] as const)]),
  }
}

/**
 * Blank rows at the end of the table, as one that grew and was not written into has them, are the first to be filled;
 * not those that a person wrote something beside.
 */
export function blankRowsFor(
  model: TableModel,
  { grid, keyOf }: InspectedBody,
  typed: ReadonlyMap<number, string>,
  lastBeside: number,
): ReadonlyMap<number, string> {
  const isBlank = (row: number) =>
    row > lastBeside &&
    !keyOf.has(row) &&
    grid.values[row]?.every((value, column) => value === null || isFormula(grid, row, column))
  let first = grid.values.length
  while (first > 0 && isBlank(first - 1)) first--
  if (first === grid.values.length) return new Map()
  const taken = new Set(typed.values())
  const keys = model.rows.flatMap(({ key }) => (taken.has(key) ? [] : [key])).slice(0, grid.values.length - first)
  return new Map(keys.map((key, at) => [first + at, key]))
}

/** Whether a person wrote something into a row, in columns that they added. */
export function ownCells({ grid, columnsAt }: InspectedBody, row: number): boolean {
  return (grid.values[row] ?? []).some(
    (value, column) => value !== null && !columnsAt.includes(column) && !isFormula(grid, row, column),
  )
}
