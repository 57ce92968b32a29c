import { addSheet } from '../model/edits/sheets.ts'
import { itemNotFound } from '../model/excel-fault.ts'
import type { Workbook } from '../model/workbook.ts'
import { booleanArgument, textArgument } from './arguments.ts'
import { type HostObject, nullObject, objectType } from './host-object.ts'
import { worksheetObject } from './worksheet.ts'

const shown = (workbook: Workbook, visibleOnly: unknown) =>
  workbook.sheets.filter(({ visibility }) => !booleanArgument(visibleOnly) || visibility === 'Visible')

function edge(workbook: Workbook, visibleOnly: unknown, last: boolean): HostObject {
  const sheet = shown(workbook, visibleOnly).at(last ? -1 : 0)
  if (!sheet) throw itemNotFound()
  return worksheetObject(sheet)
}

export const worksheetCollectionObject: (workbook: Workbook) => HostObject = objectType<Workbook>({
  name: 'WorksheetCollection',
  scalars: [],
  properties: {},
  items: ({ sheets }) => sheets.map(worksheetObject),
  methods: {
    GetActiveWorksheet: { call: ({ activeSheet }) => worksheetObject(activeSheet), provenance: 'documentation' },
    GetItem: {
      call: (workbook, key) => worksheetObject(workbook.sheet(textArgument(key))),
      provenance: 'documentation',
    },
    GetItemOrNullObject: {
      call: (workbook, key) => {
        const sheet = workbook.findSheet(textArgument(key))
        return sheet ? worksheetObject(sheet) : nullObject
      },
      provenance: 'documentation',
    },
    Add: {
      call: (workbook, name) =>
        worksheetObject(
          name === undefined || name === null ? addSheet(workbook) : addSheet(workbook, textArgument(name)),
        ),
      provenance: 'documentation',
      note: 'at the end, not activated',
    },
    GetCount: { call: (workbook, visibleOnly) => shown(workbook, visibleOnly).length, provenance: 'documentation' },
    GetFirst: { call: (workbook, visibleOnly) => edge(workbook, visibleOnly, false), provenance: 'documentation' },
    GetLast: { call: (workbook, visibleOnly) => edge(workbook, visibleOnly, true), provenance: 'documentation' },
  },
})
