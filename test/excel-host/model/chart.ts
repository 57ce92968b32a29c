import type { Rectangle } from './rectangle.ts'
import type { Sheet } from './sheet.ts'

export interface ChartSource {
  readonly sheet: Sheet
  readonly block: Rectangle
}

/** One line, set of columns, … of a chart; sources move with the cells. */
export interface ChartSeries {
  readonly id: number
  readonly name: string | null
  readonly values: ChartSource | null
  readonly labels: ChartSource | null
  readonly color: string | null
}

/** A chart of a sheet. Properties are changed through the workbook's journal only. */
export class Chart {
  readonly id: string
  readonly sheet: Sheet
  name: string
  /** Excel.ChartType, e.g. "ColumnClustered". */
  kind: string
  title = ''
  titleVisible = true
  legendVisible = true
  legendPosition = 'Bottom'
  /** In points from the sheet's corner. */
  place = { left: 400, top: 30, width: 360, height: 216 }
  /** The cells it covers, where it was placed by cells; it moves with them. */
  cells: Rectangle | null = null
  series: readonly ChartSeries[] = []
  valueAxisFormat: string | null = null
  valueAxisTitle = ''
  categoryAxisTitle = ''
  altText = ''

  constructor(id: string, sheet: Sheet, name: string, kind: string) {
    this.id = id
    this.sheet = sheet
    this.name = name
    this.kind = kind
  }
}
