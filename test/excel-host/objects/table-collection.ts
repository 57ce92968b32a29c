import { addTable } from '../model/edits/tables.ts'
import { itemNotFound } from '../model/excel-fault.ts'
import type { Sheet } from '../model/sheet.ts'
import type { Table } from '../model/table/table.ts'
import type { Workbook } from '../model/workbook.ts'
import { booleanArgument, textArgument, wholeArgument } from './arguments.ts'
import { type HostObject, nullObject, objectType } from './host-object.ts'
import { rangeArgument } from './range-target.ts'
import { tableObject } from './table.ts'

export interface TablesTarget {
  readonly workbook: Workbook
  /** Absent: of the whole workbook. */
  readonly sheet?: Sheet
  readonly only?: (table: Table) => boolean
}

const tablesOf = ({ workbook, sheet, only }: TablesTarget): Table[] =>
  workbook.tables.filter(table => (!sheet || table.sheet === sheet) && (!only || only(table)))

const find = (target: TablesTarget, key: unknown): Table | undefined => {
  const wanted = textArgument(key).toLowerCase()
  return tablesOf(target).find(({ id, name }) => id.toLowerCase() === wanted || name.toLowerCase() === wanted)
}

const required = (table: Table | undefined): HostObject => {
  if (!table) throw itemNotFound()
  return tableObject(table)
}

export const tableCollectionObject: (target: TablesTarget) => HostObject = objectType<TablesTarget>({
  name: 'TableCollection',
  scalars: ['Count'],
  properties: {
    Count: { get: target => tablesOf(target).length, provenance: 'documentation' },
    _EventTargetId: { get: ({ sheet }) => sheet?.id ?? 'Workbook', provenance: 'types' },
  },
  items: target => tablesOf(target).map(tableObject),
  methods: {
    Add: {
      call: ({ workbook, sheet }, address, hasHeaders) => {
        const range = rangeArgument(workbook, sheet ?? workbook.activeSheet, address)
        return tableObject(addTable(range.sheet, range.block, booleanArgument(hasHeaders)))
      },
      provenance: 'documentation',
      note: 'overlapping another table is InvalidArgument; headings become texts, all different',
    },
    GetItem: { call: (target, key) => required(find(target, key)), provenance: 'documentation' },
    GetItemOrNullObject: {
      call: (target, key) => {
        const table = find(target, key)
        return table ? tableObject(table) : nullObject
      },
      provenance: 'documentation',
    },
    GetItemAt: {
      call: (target, index) => required(tablesOf(target)[wholeArgument(index)]),
      provenance: 'documentation',
    },
    GetCount: { call: target => tablesOf(target).length, provenance: 'documentation' },
  },
})
