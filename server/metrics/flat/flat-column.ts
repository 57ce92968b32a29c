import type { MeasureNumbers } from '../plan/measure-value.ts'

/** A column of flat rows: what stands in each cell. */
export type FlatColumn =
  | {
      readonly kind: 'LABEL'
      readonly key: string
      readonly labels: readonly string[]
      /** The position of a cell's label. */
      readonly of: (cell: number) => number
    }
  | ({ readonly kind: 'NUMBER'; readonly key: string } & MeasureNumbers)
