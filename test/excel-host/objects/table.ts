import { showTableFilters } from '../model/edits/filter-table.ts'
import { deleteTable, dropTable, renameTable, resizeTable, setTotals } from '../model/edits/tables.ts'
import { invalidArgument, itemNotFound } from '../model/excel-fault.ts'
import { rectangle } from '../model/rectangle.ts'
import type { Table } from '../model/table/table.ts'
import { booleanArgument, textArgument } from './arguments.ts'
import { type HostObject, objectType } from './host-object.ts'
import { rangeObject } from './range.ts'
import { RangeTarget, rangeArgument } from './range-target.ts'
import { tableColumnsObject } from './table-columns.ts'
import { tableRowsObject } from './table-rows.ts'
import { autoFilterObject, tableSortObject } from './table-sort.ts'
import { worksheetObject } from './worksheet.ts'

type Flag = 'showBandedRows' | 'showBandedColumns' | 'highlightFirstColumn' | 'highlightLastColumn' | 'showFilterButton'

const flag = (name: Flag) =>
  ({
    get: (table: Table) => table[name],
    set: (table: Table, value: unknown) => table.sheet.workbook.journal.set(table, name, booleanArgument(value)),
    provenance: 'documentation',
  }) as const

const alive = (table: Table): Table => {
  if (!table.sheet.workbook.tables.includes(table)) throw itemNotFound()
  return table
}

export const tableObject: (table: Table) => HostObject = objectType<Table>({
  name: 'Table',
  id: ({ id }) => id,
  scalars: [
    'HighlightFirstColumn',
    'HighlightLastColumn',
    'Id',
    'LegacyId',
    'Name',
    'ShowBandedColumns',
    'ShowBandedRows',
    'ShowFilterButton',
    'ShowHeaders',
    'ShowTotals',
    'Style',
  ],
  properties: {
    Id: { get: ({ id }) => id, provenance: 'documentation', note: 'stays when the table is renamed or moved' },
    LegacyId: { get: ({ id }) => String(Number.parseInt(id.slice(1), 10)), provenance: 'assumption' },
    Name: {
      get: ({ name }) => name,
      set: (table, value) => renameTable(alive(table), textArgument(value)),
      provenance: 'documentation',
    },
    Style: {
      get: ({ style }) => style,
      set: (table, value) => table.sheet.workbook.journal.set(alive(table), 'style', textArgument(value)),
      provenance: 'documentation',
    },
    ShowHeaders: {
      get: ({ showHeaders }) => showHeaders,
      set: (_table, value) => {
        if (value !== true) throw invalidArgument('This host keeps the header row of tables.')
      },
      provenance: 'assumption',
    },
    ShowTotals: {
      get: ({ showTotals }) => showTotals,
      set: (table, value) => setTotals(alive(table), booleanArgument(value)),
      provenance: 'documentation',
    },
    ShowBandedRows: flag('showBandedRows'),
    ShowBandedColumns: flag('showBandedColumns'),
    HighlightFirstColumn: flag('highlightFirstColumn'),
    HighlightLastColumn: flag('highlightLastColumn'),
    ShowFilterButton: flag('showFilterButton'),
    Columns: { get: tableColumnsObject, provenance: 'documentation' },
    Rows: { get: tableRowsObject, provenance: 'documentation' },
    Worksheet: { get: ({ sheet }) => worksheetObject(sheet), provenance: 'documentation' },
    Sort: { get: tableSortObject, provenance: 'documentation' },
    AutoFilter: { get: autoFilterObject, provenance: 'documentation' },
  },
  methods: {
    GetRange: {
      call: table => rangeObject(new RangeTarget(table.sheet, alive(table).block)),
      provenance: 'documentation',
    },
    GetDataBodyRange: {
      call: table => rangeObject(new RangeTarget(table.sheet, alive(table).body)),
      provenance: 'documentation',
    },
    GetHeaderRowRange: {
      call: table => rangeObject(new RangeTarget(table.sheet, alive(table).headerRow)),
      provenance: 'documentation',
    },
    GetTotalRowRange: {
      call: table => {
        if (!alive(table).showTotals) throw itemNotFound()
        return rangeObject(new RangeTarget(table.sheet, table.totalsRow))
      },
      provenance: 'documentation',
    },
    Resize: {
      call: (table, range) => {
        const target = rangeArgument(table.sheet.workbook, table.sheet, range)
        if (target.sheet !== table.sheet) throw invalidArgument()
        resizeTable(alive(table), target.block)
        return null
      },
      provenance: 'documentation',
      note: 'headers stay in their row and the new range overlaps the old; cells below are taken in, none move',
    },
    Delete: {
      call: table => {
        deleteTable(alive(table))
        return null
      },
      provenance: 'documentation',
    },
    ConvertToRange: {
      call: table => {
        const { sheet, block } = alive(table)
        dropTable(table)
        return rangeObject(new RangeTarget(sheet, rectangle(block.row, block.column, block.height, block.width)))
      },
      provenance: 'documentation',
    },
    ClearFilters: {
      call: table => {
        showTableFilters(alive(table), new Map())
        return null
      },
      provenance: 'documentation',
    },
    ReapplyFilters: {
      call: table => {
        showTableFilters(alive(table), table.filters)
        return null
      },
      provenance: 'documentation',
    },
  },
})
