import { cellAddress, parseAddress, quotedSheetName } from '../model/address.ts'
import type { Note } from '../model/cell.ts'
import { setNote } from '../model/edits/format-cells.ts'
import { alreadyExists, invalidArgument, itemNotFound } from '../model/excel-fault.ts'
import { rectangle } from '../model/rectangle.ts'
import type { Sheet } from '../model/sheet.ts'
import type { Workbook } from '../model/workbook.ts'
import { booleanArgument, textArgument, wholeArgument } from './arguments.ts'
import { type HostObject, isHostObject, nullObject, objectType } from './host-object.ts'
import { rangeObject } from './range.ts'
import { RangeTarget } from './range-target.ts'

interface NoteTarget {
  readonly sheet: Sheet
  readonly row: number
  readonly column: number
}

interface NotesTarget {
  readonly workbook: Workbook
  /** Absent: of all sheets. */
  readonly sheet?: Sheet
}

function current({ sheet, row, column }: NoteTarget): Note {
  const note = sheet.cell(row, column)?.note
  if (!note) throw itemNotFound()
  return note
}

const change = (target: NoteTarget, part: Partial<Note>): void =>
  setNote(target.sheet, target.row, target.column, { ...current(target), ...part })

const noteObject: (target: NoteTarget) => HostObject = objectType<NoteTarget>({
  name: 'Note',
  id: ({ sheet, row, column }) => `${quotedSheetName(sheet.name)}!${cellAddress(row, column)}`,
  scalars: ['AuthorName', 'Content', 'Height', 'Visible', 'Width'],
  properties: {
    AuthorName: { get: target => current(target).author, provenance: 'documentation' },
    Content: {
      get: target => current(target).text,
      set: (target, value) => change(target, { text: textArgument(value) }),
      provenance: 'documentation',
    },
    Visible: {
      get: target => current(target).visible,
      set: (target, value) => change(target, { visible: booleanArgument(value) }),
      provenance: 'documentation',
    },
    Height: { get: () => 79, set: () => {}, provenance: 'types' },
    Width: { get: () => 144, set: () => {}, provenance: 'types' },
  },
  methods: {
    Delete: {
      call: target => {
        current(target)
        setNote(target.sheet, target.row, target.column, null)
        return null
      },
      provenance: 'documentation',
    },
    GetLocation: {
      call: ({ sheet, row, column }) => rangeObject(new RangeTarget(sheet, rectangle(row, column))),
      provenance: 'documentation',
    },
  },
})

function notesOf({ workbook, sheet }: NotesTarget): NoteTarget[] {
  const found: NoteTarget[] = []
  for (const at of sheet ? [sheet] : workbook.sheets)
    for (const [row, cells] of at.grid.rows())
      for (const [column, cell] of cells.entries()) if (cell?.note) found.push({ sheet: at, row, column })
  return found
}

function cellOf({ workbook, sheet }: NotesTarget, value: unknown): NoteTarget {
  if (isHostObject(value) && value.target instanceof RangeTarget) {
    const { block } = value.target
    if (block.height !== 1 || block.width !== 1) throw invalidArgument()
    return { sheet: value.target.sheet, row: block.row, column: block.column }
  }
  const parsed = parseAddress(textArgument(value))
  if (!parsed || parsed.block.height !== 1 || parsed.block.width !== 1) throw invalidArgument()
  const at = parsed.sheet === null ? (sheet ?? workbook.activeSheet) : workbook.sheet(parsed.sheet)
  return { sheet: at, row: parsed.block.row, column: parsed.block.column }
}

const noteAt = (target: NoteTarget): HostObject | null =>
  target.sheet.cell(target.row, target.column)?.note ? noteObject(target) : null

const required = (note: HostObject | null | undefined): HostObject => {
  if (!note) throw itemNotFound()
  return note
}

export const noteCollectionObject: (target: NotesTarget) => HostObject = objectType<NotesTarget>({
  name: 'NoteCollection',
  scalars: [],
  properties: {},
  items: target => notesOf(target).map(noteObject),
  methods: {
    Add: {
      call: (target, cell, content) => {
        const at = cellOf(target, cell)
        if (at.sheet.cell(at.row, at.column)?.note) throw alreadyExists()
        const note = { author: target.workbook.author, text: textArgument(content), visible: false }
        setNote(at.sheet, at.row, at.column, note)
        return noteObject(at)
      },
      provenance: 'documentation',
      note: 'a cell has one note at most',
    },
    GetItem: { call: (target, cell) => required(noteAt(cellOf(target, cell))), provenance: 'documentation' },
    GetItemOrNullObject: {
      call: (target, cell) => noteAt(cellOf(target, cell)) ?? nullObject,
      provenance: 'documentation',
    },
    GetItemAt: {
      call: (target, index) => {
        const found = notesOf(target)[wholeArgument(index)]
        return required(found && noteObject(found))
      },
      provenance: 'documentation',
    },
    GetCount: { call: target => notesOf(target).length, provenance: 'documentation' },
  },
})
