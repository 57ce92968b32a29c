import { parseAddress } from '../model/address.ts'
import { resolveFormula } from '../model/calculation/resolve.ts'
import { findName } from '../model/edits/names.ts'
import { invalidArgument, itemNotFound } from '../model/excel-fault.ts'
import { MAX_COLUMNS, MAX_ROWS, type Rectangle, rectangle } from '../model/rectangle.ts'
import type { Sheet } from '../model/sheet.ts'
import type { Workbook } from '../model/workbook.ts'
import { isHostObject } from './host-object.ts'

/** The cells that a Range means: fixed by address, as in Excel; a tracked one is moved by the host when cells move. */
export class RangeTarget {
  readonly sheet: Sheet
  block: Rectangle

  constructor(sheet: Sheet, block: Rectangle) {
    const { row, column, height, width } = block
    if (row < 0 || column < 0 || height < 1 || width < 1 || row + height > MAX_ROWS || column + width > MAX_COLUMNS)
      throw invalidArgument()
    this.sheet = sheet
    this.block = block
  }

  part(row: number, column: number, height: number, width: number): RangeTarget {
    return new RangeTarget(this.sheet, rectangle(this.block.row + row, this.block.column + column, height, width))
  }
}

/** A Range object or an address (or name) that stands for one. */
export function rangeArgument(workbook: Workbook, home: Sheet, value: unknown): RangeTarget {
  if (isHostObject(value) && value.target instanceof RangeTarget) return value.target
  if (typeof value !== 'string') throw invalidArgument()
  const text = value.replace(/^=/, '')
  const parsed = parseAddress(text)
  if (parsed) return new RangeTarget(parsed.sheet === null ? home : sheetNamed(workbook, parsed.sheet), parsed.block)
  const bang = text.lastIndexOf('!')
  const name = text.slice(bang + 1)
  const found = findName(workbook, home, name) ?? findName(workbook, null, name)
  const target = found && nameTarget(workbook, found.scope ?? home, found.formula)
  if (target) return target
  const structured = structuredTarget(workbook, home, text)
  if (structured) return structured
  throw invalidArgument()
}

/** What a name points at; null: no cells. */
export function nameTarget(workbook: Workbook, home: Sheet, formula: string): RangeTarget | null {
  const parsed = parseAddress(formula.replace(/^=/, ''))
  if (!parsed) return structuredTarget(workbook, home, formula.replace(/^=/, ''))
  const sheet = parsed.sheet === null ? home : workbook.findSheet(parsed.sheet)
  return sheet ? new RangeTarget(sheet, parsed.block) : null
}

function structuredTarget(workbook: Workbook, home: Sheet, text: string): RangeTarget | null {
  if (!/^[A-Za-z_\\][\w.\\]*(?:\[|$)/.test(text)) return null
  const { reads } = resolveFormula(workbook, home, -1, -1, text, () => '')
  const [only, ...more] = reads
  return only && more.length === 0 ? new RangeTarget(only.sheet, only.block) : null
}

function sheetNamed(workbook: Workbook, name: string): Sheet {
  const sheet = workbook.findSheet(name)
  if (!sheet) throw itemNotFound()
  return sheet
}
