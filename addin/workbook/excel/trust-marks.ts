import { addressOf, type Rect } from '../anchors/address.ts'
import { breathe, type Steps } from '../anchors/steps.ts'
import { isShown, trustFormat } from '../anchors/trust-format.ts'
import type { Provenance, TableColumn, TrustMark } from '../workbook.ts'
import { annotate, annotationsOf } from './annotations.ts'
import { throwIfAborted } from './run-excel.ts'
import { rangeAt } from './table-places.ts'

/** Begins every note of ours on a pulled table: those are replaced, others are left alone. */
const ours = 'MoatMetrics'
/** Notes on single cells; the signs behind numbers are on all of them. */
const maxNotes = 200
const formatsAtOnce = 5_000

/** A column of a table as its formats are to be: one mark for each row of the body, in the order of the sheet. */
export interface MarkedColumn {
  readonly column: TableColumn
  /** Of the sheet, from 0. */
  readonly at: number
  readonly marks: readonly (TrustMark | null)[]
  /** Rows to format; null: all of them. */
  readonly rows: ReadonlySet<number> | null
}

/** Number formats, with a sign behind numbers that are not to be trusted highly. */
export async function writeFormats(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  body: Rect,
  columns: readonly MarkedColumn[],
  signal?: AbortSignal,
): Promise<void> {
  for (const { column, at, marks, rows } of columns) {
    throwIfAborted(signal, 'Writing number formats')
    const isMarked = marks.some(isShown)
    const whole = rangeAt(sheet, { ...body, column: at, columnCount: 1 })
    if (!isMarked) {
      if (rows === null) formatAll(whole, column.numberFormat ?? 'General')
      if (rows === null) continue
    }
    const formats = await breathe(formatsOf(column, marks, rows, isMarked), signal)
    for (let from = 0; from < formats.length; from += formatsAtOnce) {
      const part = formats.slice(from, from + formatsAtOnce)
      if (part.every(([format]) => format === null)) continue
      rangeAt(sheet, { row: body.row + from, column: at, rowCount: part.length, columnCount: 1 }).numberFormat = part
      await context.sync()
    }
  }
  await context.sync()
}

/** Excel takes a single value for all cells of a range, which its types do not say. */
export function formatAll(range: Excel.Range, format: string): void {
  range.numberFormat = format as unknown as string[][]
}

function* formatsOf(
  column: TableColumn,
  marks: readonly (TrustMark | null)[],
  rows: ReadonlySet<number> | null,
  inMarkedColumn: boolean,
): Steps<(string | null)[][]> {
  const formats: (string | null)[][] = []
  for (const [row, mark] of marks.entries()) {
    yield
    formats.push([rows === null || rows.has(row) ? trustFormat(column.numberFormat, mark, { inMarkedColumn }) : null])
  }
  return formats
}

/** Notes on cells of low confidence, and one on the first heading that says where the table is from. */
export async function writeNotes(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  all: Rect,
  body: Rect,
  provenance: Provenance,
  columns: readonly MarkedColumn[],
): Promise<void> {
  const wanted = new Map<string, string>()
  if (body.row > all.row) wanted.set(addressOf({ ...all, rowCount: 1, columnCount: 1 }), origin(provenance))
  for (const { at, marks } of columns)
    for (const [row, mark] of marks.entries()) {
      if (!mark || mark.level === 'HIGH' || mark.level === 'MEDIUM' || wanted.size > maxNotes) continue
      const address = addressOf({ row: body.row + row, column: at, rowCount: 1, columnCount: 1 })
      wanted.set(address, `${ours}, confidence ${mark.level.toLowerCase()}: ${mark.note}`)
    }
  for (const { row, column, text, remove } of await annotationsOf(context, sheet)) {
    const address = addressOf({ row, column, rowCount: 1, columnCount: 1 })
    const isInside = row >= all.row && row < all.row + all.rowCount && isBetween(column, all)
    if (isInside && text.startsWith(ours) && wanted.get(address) !== text) remove()
    else wanted.delete(address)
  }
  for (const [address, text] of wanted) annotate(sheet, sheet.getRange(address), text)
  await context.sync()
}

const isBetween = (column: number, { column: first, columnCount }: Rect): boolean =>
  column >= first && column < first + columnCount

function origin({ asOf, snapshot, pulledBy, pulledAt, server, definitions, frozen }: Provenance): string {
  const versions = Object.entries(definitions).map(([metric, version]) => `${metric} v${version}`)
  return [
    `${ours}: as of ${asOf}${snapshot === null ? '' : `, snapshot ${snapshot}`}${frozen ? ', frozen' : ''}`,
    `Pulled ${pulledAt} by ${pulledBy} from ${server}`,
    ...(versions.length > 0 ? [`Definitions: ${versions.join(', ')}`] : []),
  ].join('\n')
}
