import { isBlank } from '../model/cell.ts'
import { deleteCells } from '../model/edits/insert-cells.ts'
import { insertTableRows } from '../model/edits/tables.ts'
import { clearCells, writeMatrix } from '../model/edits/write-cells.ts'
import { invalidArgument, itemNotFound } from '../model/excel-fault.ts'
import { rectangle } from '../model/rectangle.ts'
import type { Table } from '../model/table/table.ts'
import { isMatrix, wholeArgument } from './arguments.ts'
import { type HostObject, objectType } from './host-object.ts'
import { rangeObject } from './range.ts'
import { RangeTarget } from './range-target.ts'

interface RowTarget {
  readonly table: Table
  readonly index: number
}

const area = ({ table, index }: RowTarget) => {
  const { body } = table
  if (index < 0 || index >= body.height) throw itemNotFound()
  return rectangle(body.row + index, body.column, 1, body.width)
}

const rowObject: (target: RowTarget) => HostObject = objectType<RowTarget>({
  name: 'TableRow',
  id: ({ index }) => index,
  scalars: ['Index', 'Values'],
  properties: {
    Index: { get: ({ index }) => index, provenance: 'documentation' },
    Values: {
      get: target => {
        const { row, column, width } = area(target)
        return [Array.from({ length: width }, (_, c) => target.table.sheet.value(row, column + c) ?? '')]
      },
      set: (target, value) => {
        if (!isMatrix(value)) throw invalidArgument()
        writeMatrix(target.table.sheet, area(target), value)
      },
      provenance: 'documentation',
    },
  },
  methods: {
    GetRange: {
      call: target => rangeObject(new RangeTarget(target.table.sheet, area(target))),
      provenance: 'documentation',
    },
    Delete: {
      call: ({ table, index }) => {
        deleteRows(table, index, 1)
        return null
      },
      provenance: 'documentation',
    },
  },
})

export const tableRowsObject: (table: Table) => HostObject = objectType<Table>({
  name: 'TableRowCollection',
  scalars: ['Count'],
  properties: { Count: { get: ({ body }) => body.height, provenance: 'documentation' } },
  items: table => Array.from({ length: table.body.height }, (_, index) => rowObject({ table, index })),
  methods: {
    GetCount: { call: ({ body }) => body.height, provenance: 'documentation' },
    GetItemAt: {
      call: (table, index) => {
        const target = { table, index: wholeArgument(index) }
        area(target)
        return rowObject(target)
      },
      provenance: 'documentation',
    },
    Add: {
      call: (table, index, values) => addRows(table, index, values),
      provenance: 'documentation',
      note: 'cells below the table move down, those beside it stay; a new table’s blank row is used first',
    },
    DeleteRowsAt: {
      call: (table, index, count) => {
        deleteRows(table, wholeArgument(index), wholeArgument(count, 1))
        return null
      },
      provenance: 'documentation',
      note: 'the last row is emptied, not deleted',
    },
    DeleteRows: {
      call: (table, rows) => {
        const indexes = (Array.isArray(rows) ? rows : []).map(row => wholeArgument(row)).sort((a, b) => b - a)
        for (const index of indexes) deleteRows(table, index, 1)
        return null
      },
      provenance: 'types',
    },
  },
})

function addRows(table: Table, index: unknown, values: unknown): HostObject {
  const lines = isMatrix(values) ? values : [Array.isArray(values) ? values : table.columns.map(() => null)]
  if (lines.some(line => line.length !== table.columns.length)) throw invalidArgument()
  const { body, sheet } = table
  const blank = body.height === 1 && sheet.grid.block(body).every(line => line.every(isBlank))
  const at = index === null || index === undefined || index === -1 ? (blank ? 0 : body.height) : wholeArgument(index)
  const needed = blank && at === 0 ? lines.length - 1 : lines.length
  if (needed > 0) insertTableRows(table, blank ? 1 : at, needed)
  writeMatrix(sheet, rectangle(body.row + at, body.column, lines.length, body.width), lines)
  return rowObject({ table, index: at })
}

function deleteRows(table: Table, index: number, count: number): void {
  const { body, sheet } = table
  if (index < 0 || count < 1 || index + count > body.height) throw invalidArgument()
  const kept = count === body.height ? 1 : 0
  if (kept) clearCells(sheet, rectangle(body.row, body.column, 1, body.width), 'Contents')
  if (count > kept) deleteCells(sheet, rectangle(body.row + index + kept, body.column, count - kept, body.width), 'Up')
}
