import type { InvoiceLine } from '../../../datasets/dataset.ts'
import type { ReadRow } from '../../reading/sheet.ts'
import { textOf } from '../stage-context.ts'

/** The line that a row of a sheet with one row a line tells; null where it has no price. */
export function lineOf({ values }: ReadRow): InvoiceLine | null {
  const unitPrice = textOf(values.line_unit_price)
  if (unitPrice === null) return null
  return {
    description: textOf(values.line_description),
    quantity: textOf(values.line_quantity) ?? '1',
    unitPrice,
    taxRate: textOf(values.line_tax_rate),
    discount: textOf(values.line_discount),
    unitCost: textOf(values.line_unit_cost),
  }
}
