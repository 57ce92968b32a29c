import { deleteCells, insertCells } from '../model/edits/insert-cells.ts'
import { resizeTable } from '../model/edits/tables.ts'
import { writeMatrix } from '../model/edits/write-cells.ts'
import { invalidArgument, itemNotFound } from '../model/excel-fault.ts'
import { rectangle } from '../model/rectangle.ts'
import type { Table } from '../model/table/table.ts'
import { isMatrix, textArgument, wholeArgument } from './arguments.ts'
import { type HostObject, nullObject, objectType } from './host-object.ts'
import { rangeObject } from './range.ts'
import { RangeTarget } from './range-target.ts'
import { filterObject } from './table-sort.ts'

interface ColumnTarget {
  readonly table: Table
  readonly columnId: number
}

function indexOf({ table, columnId }: ColumnTarget): number {
  const index = table.columns.findIndex(({ id }) => id === columnId)
  if (index < 0) throw itemNotFound()
  return index
}

const across = (target: ColumnTarget, rows: { readonly row: number; readonly height: number }): HostObject => {
  const { table } = target
  return rangeObject(
    new RangeTarget(table.sheet, rectangle(rows.row, table.block.column + indexOf(target), rows.height, 1)),
  )
}

const columnObject: (target: ColumnTarget) => HostObject = objectType<ColumnTarget>({
  name: 'TableColumn',
  id: ({ columnId }) => columnId,
  scalars: ['Id', 'Index', 'Name', 'Values'],
  properties: {
    Id: {
      get: ({ columnId }) => columnId,
      provenance: 'documentation',
      note: 'stays when columns come, go or are renamed',
    },
    Index: { get: indexOf, provenance: 'documentation' },
    Name: {
      get: target => target.table.columns[indexOf(target)]?.name,
      set: (target, value) => {
        const { sheet, block } = target.table
        writeMatrix(sheet, rectangle(block.row, block.column + indexOf(target)), [[`'${textArgument(value)}`]])
      },
      provenance: 'documentation',
    },
    Values: {
      get: target => {
        const { sheet, block } = target.table
        const column = block.column + indexOf(target)
        return Array.from({ length: block.height }, (_, r) => [sheet.value(block.row + r, column) ?? ''])
      },
      provenance: 'documentation',
    },
    Filter: { get: filterObject, provenance: 'documentation' },
  },
  methods: {
    GetRange: { call: target => across(target, target.table.block), provenance: 'documentation' },
    GetDataBodyRange: { call: target => across(target, target.table.body), provenance: 'documentation' },
    GetHeaderRowRange: { call: target => across(target, target.table.headerRow), provenance: 'documentation' },
    GetTotalRowRange: { call: target => across(target, target.table.totalsRow), provenance: 'documentation' },
    Delete: {
      call: target => {
        const { sheet, block, columns } = target.table
        if (columns.length === 1) throw invalidArgument()
        deleteCells(sheet, rectangle(block.row, block.column + indexOf(target), block.height, 1), 'Left')
        return null
      },
      provenance: 'documentation',
      note: 'cells to the right of the table move left, in the rows of the table',
    },
  },
})

const find = (table: Table, key: unknown): HostObject | null => {
  const wanted = textArgument(key).toLowerCase()
  const column = table.columns.find(({ id, name }) =>
    typeof key === 'number' ? id === key : name.toLowerCase() === wanted || String(id) === wanted,
  )
  return column ? columnObject({ table, columnId: column.id }) : null
}

export const tableColumnsObject: (table: Table) => HostObject = objectType<Table>({
  name: 'TableColumnCollection',
  scalars: ['Count'],
  properties: { Count: { get: ({ columns }) => columns.length, provenance: 'documentation' } },
  items: table => table.columns.map(({ id }) => columnObject({ table, columnId: id })),
  methods: {
    GetCount: { call: ({ columns }) => columns.length, provenance: 'documentation' },
    GetItem: {
      call: (table, key) => {
        const column = find(table, key)
        if (!column) throw itemNotFound()
        return column
      },
      provenance: 'documentation',
    },
    GetItemOrNullObject: { call: (table, key) => find(table, key) ?? nullObject, provenance: 'documentation' },
    GetItemAt: {
      call: (table, index) => {
        const column = table.columns[wholeArgument(index)]
        if (!column) throw invalidArgument()
        return columnObject({ table, columnId: column.id })
      },
      provenance: 'documentation',
    },
    Add: {
      call: (table, index, values, name) => addColumn(table, index, values, name),
      provenance: 'documentation',
      note: 'at the end it takes the next column of the sheet, whose cells move right',
    },
  },
})

function addColumn(table: Table, index: unknown, values: unknown, name: unknown): HostObject {
  const { sheet, block } = table
  const wanted = index === null || index === undefined || index === -1 ? table.columns.length : wholeArgument(index)
  if (wanted < 0 || wanted > table.columns.length) throw invalidArgument()
  insertCells(sheet, rectangle(block.row, block.column + wanted, block.height, 1), 'Right')
  if (table.block.width === block.width)
    resizeTable(table, { ...table.block, column: block.column, width: block.width + 1 })
  const at = rectangle(block.row, block.column + wanted, block.height, 1)
  if (isMatrix(values)) {
    if (values.length === block.height) writeMatrix(sheet, at, values)
    else if (values.length === table.body.height)
      writeMatrix(sheet, rectangle(table.body.row, at.column, values.length, 1), values)
    else throw invalidArgument()
  }
  if (typeof name === 'string') writeMatrix(sheet, rectangle(block.row, at.column), [[`'${name}`]])
  const column = table.columns[wanted]
  if (!column) throw invalidArgument()
  return columnObject({ table, columnId: column.id })
}
