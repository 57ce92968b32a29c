import type { TableShape } from '../formula/structured.ts'
import { type Rectangle, rectangle } from '../rectangle.ts'
import type { Sheet } from '../sheet.ts'

export interface TableColumn {
  /** Stays with the column when others come and go. */
  readonly id: number
  readonly name: string
}

/** A table of a sheet. Properties are changed through the workbook's journal only. */
export class Table {
  readonly id: string
  name: string
  sheet: Sheet
  /** Header and totals row included. */
  block: Rectangle
  columns: readonly TableColumn[]
  showHeaders = true
  showTotals = false
  style = 'TableStyleMedium2'
  showBandedRows = true
  showBandedColumns = false
  showFilterButton = true
  highlightFirstColumn = false
  highlightLastColumn = false
  /** Values that are shown, by column id; absent: all. */
  filters: ReadonlyMap<number, readonly string[]> = new Map()
  sortedBy: { readonly columnId: number; readonly ascending: boolean } | null = null

  constructor(id: string, name: string, sheet: Sheet, block: Rectangle, columns: readonly TableColumn[]) {
    this.id = id
    this.name = name
    this.sheet = sheet
    this.block = block
    this.columns = columns
  }

  get headerRow(): Rectangle {
    return rectangle(this.block.row, this.block.column, 1, this.block.width)
  }

  get body(): Rectangle {
    const { row, column, height, width } = this.block
    const [top, bottom] = [this.showHeaders ? 1 : 0, this.showTotals ? 1 : 0]
    return rectangle(row + top, column, Math.max(height - top - bottom, 1), width)
  }

  get totalsRow(): Rectangle {
    return rectangle(this.block.row + this.block.height - 1, this.block.column, 1, this.block.width)
  }

  get shape(): TableShape {
    return {
      block: this.block,
      headings: this.columns.map(({ name }) => name),
      hasHeader: this.showHeaders,
      hasTotals: this.showTotals,
    }
  }
}
