import { add, multiply, type Rational, roundHalfEven, zero } from '../../../analytics/rational.ts'
import { minorDigits } from '../../../datasets/currency.ts'
import type { ReadRow } from '../../reading/sheet.ts'
import { intOf, textOf } from '../stage-context.ts'
import { lineDecimal, lineNet } from './line-net.ts'
import { lineOf } from './line-of.ts'

const AMOUNT_COLUMNS = ['subtotal', 'tax_amount', 'total_amount'] as const
export type AmountColumn = (typeof AMOUNT_COLUMNS)[number]

/** What the rows of one invoice prove of a column: that each says its own line's amount, or all say the invoice's. */
type Proof = 'LINE' | 'INVOICE' | null

/**
 * Which amounts of a sheet with one row a line are the line's own, to be added up, and not the invoice's, repeated on
 * each row. Accounting tools write either under the same heading ("Amount", "Tax amount"), so the figures decide: a
 * column is the line's where more invoices prove that than prove the other. Without proof it is the invoice's.
 */
export function amountsPerLine(
  invoices: Iterable<readonly ReadRow[]>,
  baseCurrency: string,
): ReadonlySet<AmountColumn> {
  const balance = new Map<AmountColumn, number>()
  for (const rows of invoices) {
    if (rows.length < 2) continue
    for (const column of AMOUNT_COLUMNS) {
      const proof = column === 'tax_amount' ? taxProof(rows, baseCurrency) : amountProof(rows, column, baseCurrency)
      if (proof) balance.set(column, (balance.get(column) ?? 0) + (proof === 'LINE' ? 1 : -1))
    }
  }
  return new Set(AMOUNT_COLUMNS.filter(column => (balance.get(column) ?? 0) > 0))
}

/** Amounts of a row in minor units: of its line without tax, and with the tax of the row by its rate or its cell. */
function amountsOf(row: ReadRow, baseCurrency: string): { net: number; gross: readonly number[] } {
  const digits = minorDigits(textOf(row.values.currency) ?? baseCurrency)
  const line = lineOf(row)
  const net = line ? lineNet(line) : zero
  const minor = (amount: Rational) => Number(roundHalfEven(amount, digits))
  const rate = lineDecimal(line?.taxRate ?? null)
  return {
    net: minor(net),
    gross: [minor(add(net, multiply(net, rate))), minor(net) + (intOf(row.values.tax_amount) ?? 0)],
  }
}

const isNear = (one: number, other: number, tolerance = 1): boolean =>
  Math.abs(Math.abs(one) - Math.abs(other)) <= tolerance

const sumOf = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function amountProof(rows: readonly ReadRow[], column: AmountColumn, baseCurrency: string): Proof {
  const values = rows.map(row => intOf(row.values[column]))
  if (values.filter(value => value !== null).length < 2) return null
  const areOwn = rows.every((row, at) => {
    const value = values[at] ?? null
    const { net, gross } = amountsOf(row, baseCurrency)
    return value === null ? net === 0 : [net, ...gross].some(amount => isNear(value, amount))
  })
  if (areOwn && values.some(value => Math.abs(value ?? 0) > 1)) return 'LINE'
  return new Set(values).size === 1 ? 'INVOICE' : null
}

/** Taxes that differ are the lines' own where they fit the total of the invoice, or there is none to contradict them. */
function taxProof(rows: readonly ReadRow[], baseCurrency: string): Proof {
  const values = rows.map(row => intOf(row.values.tax_amount)).filter(value => value !== null)
  if (values.length < 2) return null
  if (new Set(values).size === 1 && values[0] === 0) return null
  const totals = new Set(rows.map(row => intOf(row.values.total_amount)).filter(value => value !== null))
  const [total = null] = totals
  const net = sumOf(rows.map(row => amountsOf(row, baseCurrency).net))
  const fits = (tax: number) => total !== null && totals.size === 1 && isNear(total, net + tax, rows.length)
  if (new Set(values).size === 1) return fits(sumOf(values)) ? 'LINE' : 'INVOICE'
  const isContained = total !== null && totals.size === 1 && isNear(total, net, rows.length)
  return total === null || totals.size > 1 || fits(sumOf(values)) || isContained ? 'LINE' : null
}
