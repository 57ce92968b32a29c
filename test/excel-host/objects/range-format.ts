import { formatCells, setColumnWidth } from '../model/edits/format-cells.ts'
import type { Look } from '../model/look.ts'
import { numberText } from '../model/number-text.ts'
import { booleanArgument, numberArgument, textArgument } from './arguments.ts'
import { common } from './cell-matrix.ts'
import { type HostObject, objectType, type Property } from './host-object.ts'
import { rangeBordersObject } from './range-borders.ts'
import type { RangeTarget } from './range-target.ts'

const STANDARD_WIDTH = 48

/** A property that is one of the look's: null where cells differ. */
function lookProperty<K extends keyof Look>(key: K, read: (value: unknown) => Look[K]): Property<RangeTarget> {
  return {
    get: target => common(target, (row, column) => target.sheet.look(row, column)[key]),
    set: (target, value) => formatCells(target.sheet, target.block, { [key]: read(value) }),
    provenance: 'documentation',
  }
}

const fontObject = objectType<RangeTarget>({
  name: 'RangeFont',
  scalars: ['Bold', 'Color', 'Italic', 'Name', 'Size', 'Underline'],
  properties: {
    Bold: lookProperty('bold', value => booleanArgument(value)),
    Italic: lookProperty('italic', value => booleanArgument(value)),
    Name: lookProperty('fontName', textArgument),
    Size: lookProperty('fontSize', numberArgument),
    Color: {
      get: target => common(target, (row, column) => target.sheet.look(row, column).fontColor ?? '#000000'),
      set: (target, value) => formatCells(target.sheet, target.block, { fontColor: color(value) }),
      provenance: 'documentation',
    },
    Underline: {
      get: target => common(target, (row, column) => (target.sheet.look(row, column).underline ? 'Single' : 'None')),
      set: (target, value) => formatCells(target.sheet, target.block, { underline: value !== 'None' }),
      provenance: 'documentation',
    },
  },
})

const fillObject = objectType<RangeTarget>({
  name: 'RangeFill',
  scalars: ['Color'],
  properties: {
    Color: {
      get: target => common(target, (row, column) => target.sheet.look(row, column).fill ?? '#FFFFFF'),
      set: (target, value) => formatCells(target.sheet, target.block, { fill: color(value) }),
      provenance: 'documentation',
      note: 'white where there is none',
    },
    Pattern: {
      get: target => common(target, (row, column) => (target.sheet.look(row, column).fill === null ? 'None' : 'Solid')),
      provenance: 'assumption',
    },
  },
  methods: {
    Clear: {
      call: target => {
        formatCells(target.sheet, target.block, { fill: null })
        return null
      },
      provenance: 'documentation',
    },
  },
})

const protectionObject = objectType<RangeTarget>({
  name: 'FormatProtection',
  scalars: ['Locked'],
  properties: { Locked: lookProperty('locked', value => booleanArgument(value)) },
})

export const rangeFormatObject: (target: RangeTarget) => HostObject = objectType<RangeTarget>({
  name: 'RangeFormat',
  scalars: ['ColumnWidth', 'HorizontalAlignment', 'IndentLevel', 'VerticalAlignment', 'WrapText'],
  properties: {
    Font: { get: fontObject, provenance: 'documentation' },
    Fill: { get: fillObject, provenance: 'documentation' },
    Borders: { get: rangeBordersObject, provenance: 'documentation' },
    Protection: { get: protectionObject, provenance: 'documentation' },
    HorizontalAlignment: lookProperty('horizontalAlignment', textArgument),
    VerticalAlignment: lookProperty('verticalAlignment', textArgument),
    WrapText: lookProperty('wrapText', value => booleanArgument(value)),
    IndentLevel: lookProperty('indentLevel', numberArgument),
    ColumnWidth: {
      get: ({ sheet, block }) => sheet.columnWidths.get(block.column) ?? STANDARD_WIDTH,
      set: ({ sheet, block }, value) => setColumnWidth(sheet, block.column, block.width, numberArgument(value)),
      provenance: 'assumption',
      note: 'points; the first column’s where they differ',
    },
    RowHeight: { get: () => 15, set: () => {}, provenance: 'assumption', note: 'rows are all of one height' },
  },
  methods: {
    AutofitColumns: {
      call: target => {
        autofit(target)
        return null
      },
      provenance: 'assumption',
      note: 'by the number of characters',
    },
    AutofitRows: { call: () => null, provenance: 'assumption' },
  },
})

function color(value: unknown): string | null {
  const text = textArgument(value)
  if (text === '') return null
  return text.startsWith('#') ? text.toUpperCase() : text
}

function autofit({ sheet, block }: RangeTarget): void {
  const last = Math.min(block.row + block.height, sheet.grid.rowCount, block.row + 1_000)
  for (let column = block.column; column < block.column + Math.min(block.width, 500); column++) {
    let longest = 4
    for (let row = block.row; row < last; row++)
      longest = Math.max(longest, numberText(sheet.value(row, column), sheet.look(row, column).numberFormat).length)
    setColumnWidth(sheet, column, 1, Math.min(longest * 5.4 + 12, 400))
  }
}
