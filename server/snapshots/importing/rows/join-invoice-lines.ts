import type { CellValue } from '../../../datasets/dataset.ts'
import { normalName } from '../../../datasets/normal-name.ts'
import type { ReadRow } from '../../reading/sheet.ts'
import { intOf, type StageContext, textOf } from '../stage-context.ts'
import { type AmountColumn, amountsPerLine } from './amounts-per-line.ts'
import { lineOf } from './line-of.ts'

const HEADER_COLUMNS = [
  'client',
  'date',
  'due_date',
  'currency',
  'status',
  'subtotal',
  'tax_amount',
  'total_amount',
  'service_line',
] as const

/** Whether a sheet has one row a line: any of its headings is a line's own. */
export const hasLineColumns = (columns: Iterable<string | null>): boolean =>
  [...columns].some(column => column === 'line_unit_price' || column === 'line_quantity')

/** Rows with the same invoice number, gathered in the sheet's order. */
export class InvoiceLineJoin {
  readonly #invoices = new Map<string, ReadRow[]>()
  readonly #broken = new Map<string, number>()

  add(read: ReadRow): void {
    const key = normalName(textOf(read.values.invoice_number) ?? '')
    const rows = this.#invoices.get(key)
    if (rows) rows.push(read)
    else this.#invoices.set(key, [read])
  }

  /** A row of this invoice was rejected: without it the invoice would be incomplete. */
  addBroken(invoiceNumber: string, row: number): void {
    this.#broken.set(normalName(invoiceNumber), row)
  }

  /** Whole invoices as single rows, and the rows of those that cannot be put together. */
  *invoices(
    context: StageContext,
  ): Generator<{ read: ReadRow; rows: readonly ReadRow[] } | { rejected: readonly ReadRow[] }> {
    const perLine = amountsPerLine(this.#invoices.values(), context.baseCurrency)
    for (const column of perLine) {
      const message = `The rows of an invoice have its lines' own amounts in ${column}: they are added up`
      context.note('NOTICE', 0, 'AMOUNTS_PER_LINE', message, { column })
    }
    for (const [key, rows] of this.#invoices) {
      const problem = this.#problemOf(key, rows, perLine)
      if (problem) {
        for (const row of rows) {
          context.note('ERROR', row.row, problem.code, problem.message, {
            column: 'invoice_number',
            value: row.values.invoice_number,
          })
        }
        yield { rejected: rows }
      } else {
        yield { read: joined(rows, perLine), rows }
      }
    }
  }

  #problemOf(
    key: string,
    rows: readonly ReadRow[],
    perLine: ReadonlySet<AmountColumn>,
  ): { code: string; message: string } | null {
    const broken = this.#broken.get(key)
    if (broken !== undefined) {
      return {
        code: 'INVOICE_INCOMPLETE',
        message: `Row ${broken} of the same invoice is rejected: correct it, then the whole invoice goes in`,
      }
    }
    for (const column of HEADER_COLUMNS) {
      if (isPerLine(column, perLine)) continue
      const said = new Set(rows.map(row => row.values[column] ?? null).filter(value => value !== null))
      if (said.size > 1) {
        return {
          code: 'INVOICE_ROWS_DIFFER',
          message: `Rows of the same invoice say different things in ${column} (${[...said].slice(0, 3).join(', ')}): make them equal or give the invoices different numbers`,
        }
      }
    }
    return null
  }
}

const isPerLine = (column: (typeof HEADER_COLUMNS)[number], perLine: ReadonlySet<string>): boolean =>
  perLine.has(column)

function joined(rows: readonly ReadRow[], perLine: ReadonlySet<AmountColumn>): ReadRow {
  const [first] = rows
  if (!first) throw new Error('Cannot join an invoice without rows')
  const values: Record<string, CellValue | undefined> = { ...first.values }
  for (const column of HEADER_COLUMNS) {
    const said = rows.map(row => row.values[column] ?? null).filter(value => value !== null)
    values[column] = isPerLine(column, perLine) && said.length > 0 ? totalOf(said) : (said[0] ?? null)
  }
  values.lines_json = rows.map(lineOf).filter(line => line !== null)
  return { ...first, values }
}

const totalOf = (values: readonly CellValue[]): number =>
  values.reduce<number>((sum, value) => sum + (intOf(value) ?? 0), 0)
