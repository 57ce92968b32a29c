import { isoOfDay, isoOfMonth } from '../server/analytics/calendar.ts'
import { minorDigits } from '../server/datasets/currency.ts'
import type { CellValue, ColumnType } from '../server/datasets/dataset.ts'

/** A scalar of the schema that a column's cells are answered as. */
export type ColumnScalar = 'String' | 'Float' | 'Int' | 'Boolean' | 'Date' | 'Month'

const scalars: Readonly<Record<Exclude<ColumnType['kind'], 'client' | 'lines'>, ColumnScalar>> = {
  text: 'String',
  email: 'String',
  phone: 'String',
  choice: 'String',
  currency: 'String',
  decimal: 'String',
  money: 'Float',
  hours: 'Float',
  count: 'Int',
  boolean: 'Boolean',
  date: 'Date',
  month: 'Month',
}

/** The scalar of a column's field; null for columns that are answered as objects (clients, invoice lines). */
export const scalarOf = ({ kind }: ColumnType): ColumnScalar | null =>
  kind === 'client' || kind === 'lines' ? null : scalars[kind]

/** A stored value in natural units: money in units of its currency, hours in hours, days and months as ISO text. */
export function naturalValue(
  kind: ColumnType['kind'],
  value: CellValue,
  currency: string,
): string | number | boolean | null {
  if (typeof value === 'number') {
    if (kind === 'money') return moneyOf(value, currency)
    if (kind === 'hours') return value / 100
    if (kind === 'date') return isoOfDay(value)
    if (kind === 'month') return isoOfMonth(value)
    return value
  }
  return typeof value === 'string' || typeof value === 'boolean' ? value : null
}

/** Minor units as the nearest number of units: 1999 US cents are 19.99. */
const moneyOf = (minor: number, currency: string): number => minor / 10 ** minorDigits(currency)

/** The field of a column: invoice_number is invoiceNumber; lines_json, which is JSON only in sheets, is lines. */
export const fieldNameOf = (column: string): string =>
  column.replace(/_json$/, '').replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase())
