import { quotedSheetName, rectangleAddress } from '../model/address.ts'
import { formatEach } from '../model/edits/format-cells.ts'
import type { Look } from '../model/look.ts'
import { rectangle } from '../model/rectangle.ts'
import { isMatrix, recordArgument } from './arguments.ts'
import type { RangeTarget } from './range-target.ts'

type Wanted = Readonly<Record<string, unknown>>

/** Excel.CellProperties of one cell: only what was asked for. */
function propertiesOf(target: RangeTarget, row: number, column: number, wanted: Wanted): Record<string, unknown> {
  const look = target.sheet.look(row, column)
  const found: Record<string, unknown> = {}
  if (wanted.address)
    found.address = `${quotedSheetName(target.sheet.name)}!${rectangleAddress(rectangle(row, column))}`
  if (wanted.style) found.style = look.style
  const format = recordArgument(wanted.format)
  if (Object.keys(format).length > 0) found.format = formatOf(look, format)
  return found
}

function formatOf(look: Look, wanted: Wanted): Record<string, unknown> {
  const format: Record<string, unknown> = {}
  const fill = recordArgument(wanted.fill)
  if (fill.color)
    format.fill = { color: look.fill ?? '#FFFFFF', ...(fill.pattern ? { pattern: look.fill ? 'Solid' : 'None' } : {}) }
  else if (fill.pattern) format.fill = { pattern: look.fill ? 'Solid' : 'None' }
  const font = recordArgument(wanted.font)
  const all: Record<string, unknown> = {
    bold: look.bold,
    italic: look.italic,
    color: look.fontColor ?? '#000000',
    name: look.fontName,
    size: look.fontSize,
    underline: look.underline ? 'Single' : 'None',
  }
  const asked = Object.keys(all).filter(name => font[name])
  if (asked.length > 0) format.font = Object.fromEntries(asked.map(name => [name, all[name]]))
  for (const name of ['horizontalAlignment', 'verticalAlignment', 'wrapText', 'indentLevel'] as const)
    if (wanted[name]) format[name] = look[name]
  if (wanted.protection) format.protection = { locked: look.locked, formulaHidden: false }
  return format
}

export function cellProperties(target: RangeTarget, wanted: Wanted): unknown {
  const { row, column, height, width } = target.block
  return Array.from({ length: height }, (_, r) =>
    Array.from({ length: width }, (_, c) => propertiesOf(target, row + r, column + c, wanted)),
  )
}

export function rowProperties(target: RangeTarget, wanted: Wanted): unknown {
  const { row, column, height } = target.block
  return Array.from({ length: height }, (_, r) => ({
    ...propertiesOf(target, row + r, column, wanted),
    ...(wanted.rowHidden ? { rowHidden: target.sheet.hiddenRows.has(row + r) } : {}),
    ...(wanted.rowIndex ? { rowIndex: row + r } : {}),
  }))
}

export function columnProperties(target: RangeTarget, wanted: Wanted): unknown {
  const { row, column, width } = target.block
  return Array.from({ length: width }, (_, c) => ({
    ...propertiesOf(target, row, column + c, wanted),
    ...(wanted.columnHidden ? { columnHidden: target.sheet.hiddenColumns.has(column + c) } : {}),
    ...(wanted.columnIndex ? { columnIndex: column + c } : {}),
  }))
}

export function setCellProperties(target: RangeTarget, cells: unknown): null {
  if (!isMatrix(cells)) return null
  const { row, column } = target.block
  formatEach(target.sheet, target.block, (r, c) => {
    const settings = recordArgument(cells[r - row]?.[c - column])
    return changeOf(recordArgument(settings.format))
  })
  return null
}

function changeOf(format: Wanted): Partial<Look> | null {
  const fill = recordArgument(format.fill)
  const font = recordArgument(format.font)
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
  const change: { -readonly [K in keyof Look]?: Look[K] } = {}
  if ('color' in fill) change.fill = text(fill.color)
  if ('color' in font) change.fontColor = text(font.color)
  if (typeof font.bold === 'boolean') change.bold = font.bold
  if (typeof font.italic === 'boolean') change.italic = font.italic
  if (typeof font.size === 'number') change.fontSize = font.size
  if (typeof font.name === 'string') change.fontName = font.name
  if (typeof format.horizontalAlignment === 'string') change.horizontalAlignment = format.horizontalAlignment
  if (typeof format.wrapText === 'boolean') change.wrapText = format.wrapText
  return Object.keys(change).length > 0 ? change : null
}
