import type { Cell } from './cell.ts'
import { isBlank } from './cell.ts'
import { Grid } from './grid.ts'
import { type Look, plainLook } from './look.ts'
import { bounding, MAX_COLUMNS, type Rectangle, rectangle } from './rectangle.ts'
import type { Scalar } from './scalar.ts'
import type { Workbook } from './workbook.ts'

export type SheetVisibility = 'Visible' | 'Hidden' | 'VeryHidden'

/** Protection of a sheet: locked cells cannot be written, and only what `allows` names can be done. */
export interface Protection {
  readonly password: string | null
  readonly allows: ReadonlySet<string>
}

/** One sheet. Properties are changed through the workbook's journal only. */
export class Sheet {
  readonly workbook: Workbook
  readonly id: string
  readonly grid: Grid
  name: string
  visibility: SheetVisibility = 'Visible'
  tabColor = ''
  showGridlines = true
  protection: Protection | null = null
  frozenRows = 0
  frozenColumns = 0
  /** In points, where they are not the usual 48. */
  columnWidths: ReadonlyMap<number, number> = new Map()
  columnLooks: ReadonlyMap<number, Look> = new Map()
  hiddenRows: ReadonlySet<number> = new Set()
  hiddenColumns: ReadonlySet<number> = new Set()
  customProperties: ReadonlyMap<string, string> = new Map()
  conditionalFormats: readonly ConditionalFormat[] = []
  /** What formulas that answer arrays show beyond their own cell; calculation sets it. */
  spilled: ReadonlyMap<number, Scalar> = new Map()

  constructor(workbook: Workbook, id: string, name: string) {
    this.workbook = workbook
    this.id = id
    this.name = name
    this.grid = new Grid(workbook.journal)
  }

  cell(row: number, column: number): Cell | undefined {
    return this.grid.cell(row, column)
  }

  /** What the cell shows, before formatting; calculation must be up to date. */
  value(row: number, column: number): Scalar {
    const cell = this.grid.cell(row, column)
    if (cell && !isBlank(cell)) return cell.value
    return this.spilled.size === 0 ? null : (this.spilled.get(spillKey(row, column)) ?? null)
  }

  look(row: number, column: number): Look {
    return this.grid.cell(row, column)?.look ?? this.columnLooks.get(column) ?? plainLook
  }

  /** Cells with content (or, unless `valuesOnly`, with a look of their own); null: none. */
  used(valuesOnly = true): Rectangle | null {
    this.workbook.calculator.ensure()
    let used = this.grid.used(valuesOnly)
    for (const key of this.spilled.keys()) {
      const at = rectangle(Math.floor(key / MAX_COLUMNS), key % MAX_COLUMNS)
      used = used ? bounding(used, at) : at
    }
    return used
  }
}

/** A rule that colours cells; kept and counted, drawn for cell values and custom formulas only. */
export interface ConditionalFormat {
  readonly id: string
  readonly kind: string
  readonly block: Rectangle
  readonly formula: string | null
  readonly fill: string | null
  readonly fontColor: string | null
}

export const spillKey = (row: number, column: number): number => row * MAX_COLUMNS + column
