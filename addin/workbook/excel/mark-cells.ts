import { addressOf, type Rect, rectOf } from '../anchors/address.ts'
import { pause } from '../anchors/steps.ts'
import type { CellMark, SourceRef, Work } from '../workbook.ts'
import { type Annotation, annotate, annotationsOf } from './annotations.ts'
import { readMarks, type StoredMark, writeMarks } from './mark-store.ts'
import { knows, throwIfAborted } from './run-excel.ts'
import { placeOf, type SourcePlace } from './sources.ts'
import { rangeAt } from './table-places.ts'

const doing = 'Marking cells'
const atOnce = 200

/** Excel's own colours for bad, neutral and note cells: black text on them is read easily. */
const colours = { error: '#FFC7CE', warning: '#FFEB9C', info: '#DDEBF7' } as const
const ranks = { error: 2, warning: 1, info: 0 } as const

/**
 * Marks cells with a fill and a note. What a cell looked like before is kept in the workbook; the note has the mark's
 * number and moves with its cell, and so finds it again after rows were inserted or sorted.
 */
export async function markCells(
  context: Excel.RequestContext,
  owner: string,
  source: SourceRef,
  marks: readonly CellMark[],
  work: Work = {},
): Promise<void> {
  const stored = await readMarks(context, owner)
  await unmark(context, stored.marks, work)
  const made: StoredMark[] = []
  if (marks.length > 0) {
    const place = await placeOf(context, source, doing)
    const sheet = context.workbook.worksheets.getItem(place.sheetId)
    const taken = new Set((await annotationsOf(context, sheet)).map(({ row, column }) => `${row} ${column}`))
    const cells = cellsOf(marks, place)
    for (let from = 0; from < cells.length; from += atOnce) {
      throwIfAborted(work.signal, doing)
      const part = cells.slice(from, from + atOnce)
      const { marks: more, apply } = await planMarks(context, place.sheetId, part, made.length, taken)
      made.push(...more)
      // Remembered before it is done: nothing is marked that could not be taken back.
      await writeMarks(context, owner, made)
      await apply()
      work.progress?.(
        Math.min(1, (from + atOnce) / cells.length),
        `Marking cell ${from + part.length} of ${cells.length}`,
      )
      await pause()
    }
  }
  if (made.length === 0) await writeMarks(context, owner, [])
}

interface Cell {
  readonly row: number
  readonly column: number
  readonly severity: CellMark['severity']
  readonly note: string | null
}

/** One for each cell: the gravest of its marks, with the notes of all of them. Whole rows have their note in front. */
function cellsOf(marks: readonly CellMark[], { rect }: SourcePlace): Cell[] {
  const cells = new Map<string, Cell>()
  for (const { row, column, severity, note } of marks) {
    const columns = column === null ? Array.from({ length: rect.columnCount }, (_, at) => at) : [column]
    for (const [index, at] of columns.entries()) {
      const cell = { row: row - 1, column: rect.column + at, severity, note: index === 0 ? note : null }
      const id = `${cell.row} ${cell.column}`
      const other = cells.get(id)
      cells.set(id, other ? both(other, cell) : cell)
    }
  }
  return [...cells.values()]
}

const both = (one: Cell, other: Cell): Cell => ({
  ...one,
  severity: ranks[one.severity] >= ranks[other.severity] ? one.severity : other.severity,
  note: [one.note, other.note].filter(note => note !== null).join('\n') || null,
})

async function planMarks(
  context: Excel.RequestContext,
  sheetId: string,
  cells: readonly Cell[],
  first: number,
  taken: ReadonlySet<string>,
): Promise<{ readonly marks: readonly StoredMark[]; readonly apply: () => Promise<void> }> {
  const sheet = context.workbook.worksheets.getItem(sheetId)
  const ranges = cells.map(({ row, column }) => rangeAt(sheet, { row, column, rowCount: 1, columnCount: 1 }))
  const withPattern = knows('1.9')
  for (const { format } of ranges) format.fill.load(withPattern ? ['color', 'pattern'] : ['color'])
  await context.sync()
  const run = Math.floor(Math.random() * 0xffffff).toString(36)
  let last = { row: -1, id: '' }
  const made = cells.map(({ row, column, severity, note }, at): StoredMark => {
    const id = `${run}-${first + at}`
    if (note !== null && !taken.has(`${row} ${column}`)) last = { row, id }
    const { color, pattern } = ranges[at]!.format.fill
    const isPlain = withPattern ? pattern === 'None' : color === '#FFFFFF'
    return {
      id,
      sheetId,
      address: addressOf({ row, column, rowCount: 1, columnCount: 1 }),
      colour: colours[severity],
      before: isPlain ? null : color,
      by: last.row === row ? last.id : null,
    }
  })
  const apply = async () => {
    for (const [at, { severity, note }] of cells.entries()) {
      const { id, colour, by } = made[at]!
      ranges[at]!.format.fill.color = colour
      if (by === id)
        annotate(sheet, ranges[at]!, `${severity[0]?.toUpperCase()}${severity.slice(1)}: ${note}\n${signature(id)}`)
    }
    await context.sync()
  }
  return { marks: made, apply }
}

const signature = (id: string): string => `(MoatMetrics, mark ${id})`

/** Gives marked cells back what they had, wherever they are now. A fill or note that a person changed is theirs. */
async function unmark(context: Excel.RequestContext, marks: readonly StoredMark[], work: Work): Promise<void> {
  for (const [sheetId, ofSheet] of Map.groupBy(marks, ({ sheetId }) => sheetId)) {
    const sheet = context.workbook.worksheets.getItemOrNullObject(sheetId)
    sheet.load('id')
    await context.sync()
    if (sheet.isNullObject) continue
    const notes = byMark(await annotationsOf(context, sheet))
    const madeAt = new Map(ofSheet.map(({ id, address }) => [id, rectOf(address)]))
    for (const note of notes.values()) if (madeAt.has(note.id)) note.remove()
    for (let from = 0; from < ofSheet.length; from += atOnce) {
      throwIfAborted(work.signal, doing)
      const cells = ofSheet.slice(from, from + atOnce).flatMap(stored => {
        const rect = placeNow(stored, notes, madeAt)
        return rect ? [{ stored, range: rangeAt(sheet, rect) }] : []
      })
      for (const { range } of cells) range.format.fill.load('color')
      await context.sync()
      for (const { stored, range } of cells) {
        if (range.format.fill.color.toUpperCase() !== stored.colour) continue
        if (stored.before === null) range.format.fill.clear()
        else range.format.fill.color = stored.before
      }
      await context.sync()
      await pause()
    }
  }
}

type MarkNote = Annotation & { readonly id: string }

/** As far from where it was as the note that it goes by. */
function placeNow(
  { address, by }: StoredMark,
  notes: ReadonlyMap<string, MarkNote>,
  madeAt: ReadonlyMap<string, Rect | null>,
): Rect | null {
  const rect = rectOf(address)
  const note = by === null ? undefined : notes.get(by)
  const was = by === null ? null : madeAt.get(by)
  if (!rect || !note || !was) return rect
  return { ...rect, row: rect.row + note.row - was.row, column: rect.column + note.column - was.column }
}

function byMark(notes: readonly Annotation[]): Map<string, MarkNote> {
  const found = new Map<string, MarkNote>()
  for (const note of notes) {
    const id = /\(MoatMetrics, mark ([\w-]+)\)\s*$/.exec(note.text)?.[1]
    if (id !== undefined) found.set(id, { ...note, id })
  }
  return found
}
