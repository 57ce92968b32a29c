import { rectangleAddress } from '../model/address.ts'
import { intersection } from '../model/rectangle.ts'
import type { Sheet } from '../model/sheet.ts'
import type { Table } from '../model/table/table.ts'
import type { Workbook } from '../model/workbook.ts'
import type { ChangeOrigin, WorkbookChange } from '../model/workbook-change.ts'

/** Numbers of Excel's events in messages, as the library has them. */
const eventTypes = {
  tableSelection: 100,
  tableChanged: 101,
  tableAdded: 102,
  tableDeleted: 103,
  sheetChanged: 10,
  sheetActivated: 11,
  sheetDeactivated: 12,
  sheetAdded: 13,
  sheetSelection: 14,
  sheetDeleted: 15,
  formatChanged: 18,
  rowSorted: 19,
  rowHidden: 22,
  protection: 24,
  nameChanged: 25,
  sheetMoved: 27,
} as const

/** [category, type, target, text, reserved, remote] */
export type EventEntry = readonly [65536, number, string, string, '', false]

const WORKBOOK = 'Workbook'

/** The messages that tell the add-in what happened; the library finds the handlers by type and target. */
export function eventEntries(
  workbook: Workbook,
  changes: readonly WorkbookChange[],
  origin: ChangeOrigin,
): readonly EventEntry[] {
  return changes.flatMap(change => entriesOf(workbook, change, origin))
}

function entriesOf(workbook: Workbook, change: WorkbookChange, origin: ChangeOrigin): readonly EventEntry[] {
  const source = { source: 'Local', ...(origin === 'add-in' ? { triggerSource: 'ThisLocalAddin' } : {}) }
  const onSheet = (type: number, sheet: Sheet, data: object): EventEntry[] =>
    [sheet.id, WORKBOOK].map(target => entry(type, target, { worksheetId: sheet.id, ...source, ...data }))
  switch (change.kind) {
    case 'cells': {
      const { sheet, block, type } = change
      const data = { address: rectangleAddress(block), changeType: type }
      const tables = workbook.tablesOf(sheet).flatMap(table => {
        const inside = intersection(table.block, block)
        const address = inside && rectangleAddress(inside)
        return address ? onTable(eventTypes.tableChanged, table, { address, changeType: type, ...source }) : []
      })
      return [...onSheet(eventTypes.sheetChanged, sheet, data), ...tables]
    }
    case 'format':
      return onSheet(eventTypes.formatChanged, change.sheet, { address: rectangleAddress(change.block) })
    case 'selection': {
      const { sheet, block } = workbook.selection
      const address = rectangleAddress(block)
      const inTables = workbook.tablesOf(sheet).map(table => {
        const inside = intersection(table.block, block)
        const at = inside ? rectangleAddress(inside) : ''
        return entry(eventTypes.tableSelection, table.id, { worksheetId: sheet.id, address: at })
      })
      return [...onSheet(eventTypes.sheetSelection, sheet, { address }), ...inTables]
    }
    case 'sheet-added':
      return [entry(eventTypes.sheetAdded, WORKBOOK, { worksheetId: change.sheet.id, ...source })]
    case 'sheet-deleted':
      return [entry(eventTypes.sheetDeleted, WORKBOOK, { worksheetId: change.sheet.id, ...source })]
    case 'sheet-activated':
      return onSheet(eventTypes.sheetActivated, change.sheet, {})
    case 'sheet-moved':
      return [entry(eventTypes.sheetMoved, WORKBOOK, { worksheetId: change.sheet.id, ...source })]
    case 'sheet-renamed':
      return onSheet(eventTypes.nameChanged, change.sheet, { nameBefore: change.before, nameAfter: change.sheet.name })
    case 'rows-sorted':
      return onSheet(eventTypes.rowSorted, change.sheet, { address: rectangleAddress(change.block) })
    case 'rows-hidden':
      return onSheet(eventTypes.rowHidden, change.sheet, {
        address: rectangleAddress(change.block),
        changeType: change.hidden ? 'Hidden' : 'Unhidden',
      })
    case 'table-added':
    case 'table-deleted': {
      const { table } = change
      const type = change.kind === 'table-added' ? eventTypes.tableAdded : eventTypes.tableDeleted
      const data = { tableId: table.id, tableName: table.name, worksheetId: table.sheet.id, ...source }
      return [table.sheet.id, WORKBOOK].map(target => entry(type, target, data))
    }
    case 'protection':
      return onSheet(eventTypes.protection, change.sheet, { isProtected: change.sheet.protection !== null })
    default:
      return []
  }
}

const onTable = (type: number, table: Table, data: object): EventEntry[] =>
  [table.id, table.sheet.id, WORKBOOK].map(target =>
    entry(type, target, { tableId: table.id, worksheetId: table.sheet.id, ...data }),
  )

const entry = (type: number, target: string, data: object): EventEntry => [
  65536,
  type,
  target,
  JSON.stringify(data),
  '',
  false,
]
