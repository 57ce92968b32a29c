import { copySheet, deleteSheet, moveSheet, renameSheet, setVisibility } from '../model/edits/sheets.ts'
import { invalidArgument } from '../model/excel-fault.ts'
import { MAX_COLUMNS, MAX_ROWS, rectangle } from '../model/rectangle.ts'
import type { Sheet } from '../model/sheet.ts'
import { booleanArgument, choiceArgument, textArgument, wholeArgument } from './arguments.ts'
import { chartCollectionObject } from './chart-collection.ts'
import { commentCollectionObject } from './comment.ts'
import { freezePanesObject } from './freeze-panes.ts'
import { type HostObject, isHostObject, nullObject, objectType } from './host-object.ts'
import { namedItemCollectionObject } from './named-item.ts'
import { worksheetProtectionObject } from './protection.ts'
import { rangeObject } from './range.ts'
import { RangeTarget, rangeArgument } from './range-target.ts'
import { tableCollectionObject } from './table-collection.ts'
import { worksheetCustomPropertiesObject } from './worksheet-custom-property.ts'

const done = (work: () => void): null => {
  work()
  return null
}

const part = (sheet: Sheet, row: number, column: number, height: number, width: number): HostObject =>
  rangeObject(new RangeTarget(sheet, rectangle(row, column, height, width)))

function neighbour(sheet: Sheet, step: 1 | -1, visibleOnly: unknown): Sheet | undefined {
  const { sheets } = sheet.workbook
  let index = sheets.indexOf(sheet) + step
  while (sheets[index] && booleanArgument(visibleOnly) && sheets[index]?.visibility !== 'Visible') index += step
  return sheets[index]
}

export const worksheetObject: (sheet: Sheet) => HostObject = objectType<Sheet>({
  name: 'Worksheet',
  id: ({ id }) => id,
  scalars: ['Id', 'Name', 'Position', 'ShowGridlines', 'StandardWidth', 'TabColor', 'Visibility'],
  properties: {
    Id: { get: ({ id }) => id, provenance: 'documentation', note: 'stays when the sheet is renamed or moved' },
    Name: {
      get: ({ name }) => name,
      set: (sheet, value) => renameSheet(sheet, textArgument(value)),
      provenance: 'documentation',
    },
    Position: {
      get: sheet => sheet.workbook.sheets.indexOf(sheet),
      set: (sheet, value) => moveSheet(sheet, wholeArgument(value)),
      provenance: 'documentation',
    },
    Visibility: {
      get: ({ visibility }) => visibility,
      set: (sheet, value) => setVisibility(sheet, choiceArgument(value, ['Visible', 'Hidden', 'VeryHidden'])),
      provenance: 'documentation',
    },
    TabColor: {
      get: ({ tabColor }) => tabColor,
      set: (sheet, value) => sheet.workbook.journal.set(sheet, 'tabColor', textArgument(value)),
      provenance: 'documentation',
    },
    ShowGridlines: {
      get: ({ showGridlines }) => showGridlines,
      set: (sheet, value) => sheet.workbook.journal.set(sheet, 'showGridlines', booleanArgument(value)),
      provenance: 'documentation',
    },
    StandardWidth: { get: () => 8.43, provenance: 'types' },
    Tables: { get: sheet => tableCollectionObject({ workbook: sheet.workbook, sheet }), provenance: 'documentation' },
    Charts: { get: chartCollectionObject, provenance: 'documentation' },
    Names: {
      get: sheet => namedItemCollectionObject({ workbook: sheet.workbook, scope: sheet }),
      provenance: 'documentation',
    },
    Comments: {
      get: sheet => commentCollectionObject({ workbook: sheet.workbook, sheet }),
      provenance: 'documentation',
    },
    Protection: { get: worksheetProtectionObject, provenance: 'documentation' },
    CustomProperties: { get: worksheetCustomPropertiesObject, provenance: 'documentation' },
    FreezePanes: { get: freezePanesObject, provenance: 'documentation' },
  },
  methods: {
    GetRange: {
      call: (sheet, address) =>
        address === undefined || address === null
          ? part(sheet, 0, 0, MAX_ROWS, MAX_COLUMNS)
          : rangeObject(rangeArgument(sheet.workbook, sheet, address)),
      provenance: 'documentation',
    },
    GetRangeByIndexes: {
      call: (sheet, row, column, height, width) =>
        part(sheet, wholeArgument(row), wholeArgument(column), wholeArgument(height), wholeArgument(width)),
      provenance: 'documentation',
    },
    GetCell: {
      call: (sheet, row, column) => part(sheet, wholeArgument(row), wholeArgument(column), 1, 1),
      provenance: 'documentation',
    },
    GetUsedRange: {
      call: (sheet, valuesOnly) =>
        rangeObject(new RangeTarget(sheet, sheet.used(booleanArgument(valuesOnly)) ?? rectangle(0, 0))),
      provenance: 'documentation',
      note: 'A1 of an empty sheet',
    },
    GetUsedRangeOrNullObject: {
      call: (sheet, valuesOnly) => {
        const used = sheet.used(booleanArgument(valuesOnly))
        return used ? rangeObject(new RangeTarget(sheet, used)) : nullObject
      },
      provenance: 'documentation',
    },
    Activate: { call: sheet => done(() => sheet.workbook.activate(sheet)), provenance: 'documentation' },
    Delete: { call: sheet => done(() => deleteSheet(sheet)), provenance: 'documentation' },
    Copy: {
      call: (sheet, position, relativeTo) =>
        worksheetObject(copySheet(sheet, copyPosition(sheet, position, relativeTo))),
      provenance: 'assumption',
      note: 'tables of the copy get new ids and names; settings and XML parts know nothing of it',
    },
    GetNext: {
      call: (sheet, visibleOnly) => found(neighbour(sheet, 1, visibleOnly)),
      provenance: 'documentation',
    },
    GetNextOrNullObject: {
      call: (sheet, visibleOnly) => orNull(neighbour(sheet, 1, visibleOnly)),
      provenance: 'documentation',
    },
    GetPrevious: {
      call: (sheet, visibleOnly) => found(neighbour(sheet, -1, visibleOnly)),
      provenance: 'documentation',
    },
    GetPreviousOrNullObject: {
      call: (sheet, visibleOnly) => orNull(neighbour(sheet, -1, visibleOnly)),
      provenance: 'documentation',
    },
    Calculate: { call: () => null, provenance: 'documentation' },
  },
})

function copyPosition(sheet: Sheet, position: unknown, relativeTo: unknown): number {
  const { sheets } = sheet.workbook
  const relative = isHostObject(relativeTo)
    ? sheets.findIndex(({ id }) => relativeTo.id() === id)
    : sheets.indexOf(sheet)
  switch (choiceArgument(position, ['None', 'Beginning', 'End', 'Before', 'After'], 'None')) {
    case 'Beginning':
      return 0
    case 'Before':
      return relative
    case 'After':
      return relative + 1
    default:
      return sheets.length
  }
}

function found(sheet: Sheet | undefined): HostObject {
  if (!sheet) throw invalidArgument()
  return worksheetObject(sheet)
}

const orNull = (sheet: Sheet | undefined): HostObject => (sheet ? worksheetObject(sheet) : nullObject)
