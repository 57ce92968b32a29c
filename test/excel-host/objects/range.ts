import { quotedSheetName, rectangleAddress } from '../model/address.ts'
import { formatEach, setColumnsHidden, setRowsHidden } from '../model/edits/format-cells.ts'
import { deleteCells, insertCells } from '../model/edits/insert-cells.ts'
import { dropTable } from '../model/edits/tables.ts'
import { type Cleared, clearCells, writeMatrix } from '../model/edits/write-cells.ts'
import { invalidArgument, itemNotFound } from '../model/excel-fault.ts'
import { fromR1C1 } from '../model/formula/r1c1.ts'
import {
  bounding,
  contains,
  intersection,
  MAX_COLUMNS,
  MAX_ROWS,
  overlap,
  type Rectangle,
  rectangle,
} from '../model/rectangle.ts'
import { booleanArgument, choiceArgument, recordArgument, wholeArgument } from './arguments.ts'
import {
  common,
  formulas,
  formulasR1C1,
  matrixArgument,
  numberFormats,
  texts,
  values,
  valueTypes,
} from './cell-matrix.ts'
import { cellProperties, columnProperties, rowProperties, setCellProperties } from './cell-properties.ts'
import { conditionalFormats } from './conditional-format.ts'
import { type HostObject, nullObject, objectType } from './host-object.ts'
import { rangeFormatObject } from './range-format.ts'
import { rangeSortObject } from './range-sort.ts'
import { RangeTarget, rangeArgument } from './range-target.ts'
import { tableCollectionObject } from './table-collection.ts'
import { worksheetObject } from './worksheet.ts'

const address = ({ sheet, block }: RangeTarget): string => `${quotedSheetName(sheet.name)}!${rectangleAddress(block)}`
const mismatch = "The number of rows or columns in the input array doesn't match the size or dimensions of the range."
const whole = (value: unknown): number => wholeArgument(value)

const of = (target: RangeTarget, block: Rectangle): HostObject => rangeObject(new RangeTarget(target.sheet, block))

function other(target: RangeTarget, value: unknown): RangeTarget {
  return rangeArgument(target.sheet.workbook, target.sheet, value)
}

function usedWithin(target: RangeTarget, valuesOnly: unknown): Rectangle | null {
  const used = target.sheet.used(booleanArgument(valuesOnly))
  return used && intersection(used, target.block)
}

function write(target: RangeTarget, value: unknown): void {
  writeMatrix(target.sheet, target.block, matrixArgument(target, value))
}

function clear(target: RangeTarget, applyTo: unknown): void {
  const what = choiceArgument(applyTo, ['All', 'Contents', 'Formats', 'Hyperlinks', 'RemoveHyperlinks'], 'All')
  if (what === 'Hyperlinks' || what === 'RemoveHyperlinks') return
  const { sheet, block } = target
  if (what === 'All')
    for (const table of sheet.workbook.tablesOf(sheet)) if (contains(block, table.block)) dropTable(table)
  clearCells(sheet, block, what satisfies Cleared)
}

export const rangeObject: (target: RangeTarget) => HostObject = objectType<RangeTarget>({
  name: 'Range',
  scalars: [
    'Address',
    'AddressLocal',
    'CellCount',
    'ColumnCount',
    'ColumnHidden',
    'ColumnIndex',
    'Formulas',
    'HasSpill',
    'IsEntireColumn',
    'IsEntireRow',
    'NumberFormat',
    'RowCount',
    'RowHidden',
    'RowIndex',
    'Text',
    'ValueTypes',
    'Values',
  ],
  properties: {
    Address: { get: address, provenance: 'documentation' },
    AddressLocal: { get: address, provenance: 'types', note: 'the host has one language' },
    CellCount: {
      get: ({ block }) => (block.height * block.width > 2 ** 31 - 1 ? -1 : block.height * block.width),
      provenance: 'documentation',
      note: '-1 beyond 2^31-1 cells',
    },
    ColumnCount: { get: ({ block }) => block.width, provenance: 'documentation' },
    ColumnIndex: { get: ({ block }) => block.column, provenance: 'documentation' },
    RowCount: { get: ({ block }) => block.height, provenance: 'documentation' },
    RowIndex: { get: ({ block }) => block.row, provenance: 'documentation' },
    IsEntireColumn: { get: ({ block }) => block.height === MAX_ROWS, provenance: 'documentation' },
    IsEntireRow: { get: ({ block }) => block.width === MAX_COLUMNS, provenance: 'documentation' },
    Values: {
      get: values,
      set: write,
      provenance: 'documentation',
      note: 'strings are read as if typed; null leaves a cell; null comes back for more than 5,000,000 cells',
    },
    Formulas: { get: formulas, set: write, provenance: 'documentation' },
    FormulasLocal: { get: formulas, set: write, provenance: 'types', note: 'the host has one language' },
    FormulasR1C1: {
      get: formulasR1C1,
      set: (target, value) => {
        const { row, column } = target.block
        const lines = matrixArgument(target, value).map((line, r) =>
          line.map((cell, c) =>
            typeof cell === 'string' && cell.startsWith('=') ? fromR1C1(cell, row + r, column + c) : cell,
          ),
        )
        writeMatrix(target.sheet, target.block, lines)
      },
      provenance: 'documentation',
    },
    Text: { get: texts, provenance: 'documentation', note: 'never ##### for narrow columns' },
    ValueTypes: { get: valueTypes, provenance: 'documentation' },
    NumberFormat: {
      get: numberFormats,
      set: (target, value) => {
        const formats = matrixArgument(
          target.block.height === MAX_ROWS ? target.part(0, 0, 1, target.block.width) : target,
          value,
        )
        formatEach(target.sheet, target.block, (row, column) => {
          const format = formats[Math.min(row - target.block.row, formats.length - 1)]?.[column - target.block.column]
          return typeof format === 'string' ? { numberFormat: format } : null
        })
      },
      provenance: 'documentation',
      note: 'of values already there it changes only how they look',
    },
    RowHidden: {
      get: target => common(target, row => target.sheet.hiddenRows.has(row)),
      set: ({ sheet, block }, value) => setRowsHidden(sheet, block.row, block.height, value === true),
      provenance: 'documentation',
      note: 'rows that a filter hides are hidden too',
    },
    ColumnHidden: {
      get: target => common(target, (_, column) => target.sheet.hiddenColumns.has(column)),
      set: ({ sheet, block }, value) => setColumnsHidden(sheet, block.column, block.width, value === true),
      provenance: 'documentation',
    },
    HasSpill: { get: ({ sheet }) => sheet.spilled.size > 0, provenance: 'assumption' },
    Format: { get: rangeFormatObject, provenance: 'documentation' },
    Sort: { get: rangeSortObject, provenance: 'documentation' },
    Worksheet: { get: ({ sheet }) => worksheetObject(sheet), provenance: 'documentation' },
    ConditionalFormats: { get: target => conditionalFormats(target), provenance: 'documentation' },
  },
  methods: {
    _ValidateArraySize: {
      call: ({ block }, rows, columns) => {
        if (rows !== block.height || columns !== block.width) throw invalidArgument(mismatch)
        return null
      },
      provenance: 'types',
    },
    GetCell: {
      call: (target, row, column) => rangeObject(target.part(whole(row), whole(column), 1, 1)),
      provenance: 'documentation',
    },
    GetRow: {
      call: (target, row) => rangeObject(target.part(whole(row), 0, 1, target.block.width)),
      provenance: 'documentation',
    },
    GetColumn: {
      call: (target, column) => rangeObject(target.part(0, whole(column), target.block.height, 1)),
      provenance: 'documentation',
    },
    GetLastCell: {
      call: target => rangeObject(target.part(target.block.height - 1, target.block.width - 1, 1, 1)),
      provenance: 'documentation',
    },
    GetLastRow: {
      call: target => rangeObject(target.part(target.block.height - 1, 0, 1, target.block.width)),
      provenance: 'documentation',
    },
    GetLastColumn: {
      call: target => rangeObject(target.part(0, target.block.width - 1, target.block.height, 1)),
      provenance: 'documentation',
    },
    GetResizedRange: {
      call: (target, rows, columns) =>
        rangeObject(target.part(0, 0, target.block.height + whole(rows), target.block.width + whole(columns))),
      provenance: 'documentation',
    },
    GetAbsoluteResizedRange: {
      call: (target, rows, columns) => rangeObject(target.part(0, 0, whole(rows), whole(columns))),
      provenance: 'documentation',
    },
    GetOffsetRange: {
      call: (target, rows, columns) =>
        rangeObject(target.part(whole(rows), whole(columns), target.block.height, target.block.width)),
      provenance: 'documentation',
    },
    GetRowsAbove: {
      call: (target, count) =>
        rangeObject(target.part(-wholeArgument(count, 1), 0, wholeArgument(count, 1), target.block.width)),
      provenance: 'documentation',
    },
    GetRowsBelow: {
      call: (target, count) =>
        rangeObject(target.part(target.block.height, 0, wholeArgument(count, 1), target.block.width)),
      provenance: 'documentation',
    },
    GetColumnsBefore: {
      call: (target, count) =>
        rangeObject(target.part(0, -wholeArgument(count, 1), target.block.height, wholeArgument(count, 1))),
      provenance: 'documentation',
    },
    GetColumnsAfter: {
      call: (target, count) =>
        rangeObject(target.part(0, target.block.width, target.block.height, wholeArgument(count, 1))),
      provenance: 'documentation',
    },
    GetEntireColumn: {
      call: target => of(target, rectangle(0, target.block.column, MAX_ROWS, target.block.width)),
      provenance: 'documentation',
    },
    GetEntireRow: {
      call: target => of(target, rectangle(target.block.row, 0, target.block.height, MAX_COLUMNS)),
      provenance: 'documentation',
    },
    GetBoundingRect: {
      call: (target, value) => of(target, bounding(target.block, other(target, value).block)),
      provenance: 'documentation',
    },
    GetIntersection: {
      call: (target, value) => {
        const block = shared(target, other(target, value))
        if (!block) throw itemNotFound()
        return of(target, block)
      },
      provenance: 'documentation',
    },
    GetIntersectionOrNullObject: {
      call: (target, value) => {
        const block = shared(target, other(target, value))
        return block ? of(target, block) : nullObject
      },
      provenance: 'documentation',
    },
    GetUsedRange: {
      call: (target, valuesOnly) =>
        of(target, usedWithin(target, valuesOnly) ?? rectangle(target.block.row, target.block.column)),
      provenance: 'documentation',
      note: 'the first cell where nothing is used',
    },
    GetUsedRangeOrNullObject: {
      call: (target, valuesOnly) => {
        const block = usedWithin(target, valuesOnly)
        return block ? of(target, block) : nullObject
      },
      provenance: 'documentation',
    },
    GetSurroundingRegion: { call: target => of(target, surrounding(target)), provenance: 'documentation' },
    GetTables: {
      call: (target, fullyContained) =>
        tableCollectionObject({
          workbook: target.sheet.workbook,
          sheet: target.sheet,
          only: table =>
            booleanArgument(fullyContained) ? contains(target.block, table.block) : overlap(target.block, table.block),
        }),
      provenance: 'documentation',
    },
    GetCellProperties: {
      call: (target, wanted) => cellProperties(target, recordArgument(wanted)),
      provenance: 'documentation',
    },
    SetCellProperties: { call: (target, cells) => setCellProperties(target, cells), provenance: 'documentation' },
    GetRowProperties: {
      call: (target, wanted) => rowProperties(target, recordArgument(wanted)),
      provenance: 'documentation',
    },
    GetColumnProperties: {
      call: (target, wanted) => columnProperties(target, recordArgument(wanted)),
      provenance: 'documentation',
    },
    Insert: {
      call: (target, shift) => {
        insertCells(target.sheet, target.block, choiceArgument(shift, ['Down', 'Right']))
        return of(target, target.block)
      },
      provenance: 'documentation',
      note: 'cells of a table cannot be torn apart',
    },
    Delete: {
      call: (target, shift) => {
        deleteCells(target.sheet, target.block, choiceArgument(shift, ['Up', 'Left']))
        return null
      },
      provenance: 'documentation',
    },
    Clear: {
      call: (target, applyTo) => {
        clear(target, applyTo)
        return null
      },
      provenance: 'assumption',
      note: 'a table that lies wholly inside is gone with All',
    },
    Select: {
      call: ({ sheet, block }) => {
        sheet.workbook.select(sheet, block)
        return null
      },
      provenance: 'documentation',
      note: 'activates the sheet',
    },
    Calculate: { call: () => null, provenance: 'types' },
  },
})

function shared(target: RangeTarget, wanted: RangeTarget): Rectangle | null {
  return wanted.sheet === target.sheet ? intersection(target.block, wanted.block) : null
}

/** Grows by one row or column as long as something stands there. */
function surrounding({ sheet, block }: RangeTarget): Rectangle {
  let region = block
  const filled = (area: Rectangle): boolean => {
    for (let row = Math.max(area.row, 0); row < area.row + area.height; row++)
      for (let column = Math.max(area.column, 0); column < area.column + area.width; column++)
        if (sheet.value(row, column) !== null) return true
    return false
  }
  for (;;) {
    const { row, column, height, width } = region
    if (row > 0 && filled(rectangle(row - 1, column - 1, 1, width + 2)))
      region = rectangle(row - 1, column, height + 1, width)
    else if (filled(rectangle(row + height, column - 1, 1, width + 2)))
      region = rectangle(row, column, height + 1, width)
    else if (column > 0 && filled(rectangle(row - 1, column - 1, height + 2, 1)))
      region = rectangle(row, column - 1, height, width + 1)
    else if (filled(rectangle(row - 1, column + width, height + 2, 1)))
      region = rectangle(row, column, height, width + 1)
    else return region
  }
}
