import type { ColumnType, Dataset } from '../../../datasets/dataset.ts'
import type { PlannedColumn } from '../reading-plan.ts'
import type { ColumnMapping, MappedHeading } from '../sheet.ts'
import { mappingOf } from './mapped-headings.ts'

const NUMBERS: ReadonlySet<ColumnType['kind']> = new Set(['money', 'hours', 'count', 'decimal'])

/**
 * Everything a pass over a sheet decided, said as a mapping: a few rows read with it have the values they have in the
 * whole sheet. Headings that no column takes are left open.
 */
export function resolvedMapping(
  dataset: Dataset,
  headings: readonly MappedHeading[],
  columns: readonly PlannedColumn[],
  said: readonly ColumnMapping[],
): ColumnMapping[] {
  return headings.flatMap(({ heading, column, by }) => {
    if (by === 'NONE') return []
    const values = mappingOf(heading, said)?.values
    const kind = dataset.columns.find(({ name }) => name === column)?.type.kind
    const format = columns.find(({ name }) => name === column)?.format
    return [
      {
        heading,
        column,
        ...(format?.dateOrder ? { dateOrder: format.dateOrder } : {}),
        ...(format && kind && NUMBERS.has(kind)
          ? { decimalMark: format.decimalMark === '.' ? ('POINT' as const) : ('COMMA' as const) }
          : {}),
        ...(values ? { values } : {}),
      },
    ]
  })
}
