import { z } from 'zod'
import type { Column, InvoiceLine } from '../../../datasets/dataset.ts'
import { numberText } from './raw-cell.ts'
import type { CellConverter } from './row-context.ts'
import { sharePercent } from './share-percent.ts'
import { decimalText, type WrittenNumber, writtenNumber } from './written-number.ts'

const MAX_LINES = 2_000
const MAX_DESCRIPTION = 1_000

type AmountName = 'quantity' | 'unit_price' | 'tax_rate' | 'discount' | 'unit_cost'

const amount = z.union([z.number(), z.string()]).nullish()
/** One line as tools write it; keys may be snake or camel, other keys are ignored. */
const line = z.object({
  description: z.string().max(MAX_DESCRIPTION).nullish(),
  quantity: amount,
  unit_price: amount,
  tax_rate: amount,
  discount: amount,
  unit_cost: amount,
})

const AMOUNTS: readonly AmountName[] = ['quantity', 'unit_price', 'tax_rate', 'discount', 'unit_cost']
const KEYS: ReadonlySet<string> = new Set(['description', ...AMOUNTS])

/**
 * A line as it is where it is written as declared, which most are: cells of such lines are read in half the time that they
 * take by the schema, which reads the keys of other tools and says what is wrong. Null: it has to be read so.
 */
function plainLine(value: unknown): z.infer<typeof line> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  for (const key in value) if (!KEYS.has(key) && /[A-Z]/.test(key)) return null
  const given = value as z.infer<typeof line>
  const { description } = given
  if (typeof description === 'string' ? description.length > MAX_DESCRIPTION : description !== undefined) return null
  for (const name of AMOUNTS) {
    const type = typeof given[name]
    if (type !== 'string' && type !== 'undefined' && !(type === 'number' && Number.isFinite(given[name]))) return null
  }
  return given
}

const snakeKeys = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, part]) => [key.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`), part]),
      )
    : value

class BadLine extends Error {}

function readAmount(name: string, value: string | number | null | undefined, at: number): WrittenNumber | null {
  if (value === null || value === undefined || (typeof value === 'string' && value.trim() === '')) return null
  const number = writtenNumber(typeof value === 'number' ? numberText(value) : value, '.')
  if (!number || number.currency !== null || (number.percent && name !== 'tax_rate'))
    throw new BadLine(`line ${at} has "${String(value).slice(0, 40)}" as ${name}, which is not a number`)
  return number
}

/**
 * The decimal text of an amount; null where there is none. A number of JSON is one already, as a person sees it: it is not
 * taken apart, which is two thirds of the time that lines take.
 */
function readDecimal(name: string, value: string | number | null | undefined, at: number): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return numberText(value)
  const number = readAmount(name, value, at)
  return number && decimalText(number)
}

/** The same of a share as a fraction, and whether it was taken for a percentage. */
function readShare(
  name: string,
  value: string | number | null | undefined,
  at: number,
): { readonly text: string; readonly assumed: boolean } | null {
  if (typeof value === 'number' && value <= 1) return { text: numberText(value), assumed: false }
  const number = readAmount(name, value, at)
  if (!number) return null
  const { fraction, assumed } = sharePercent(number)
  return { text: decimalText(fraction), assumed }
}

function parsedLine(value: unknown, at: number): z.infer<typeof line> {
  const parsed = line.safeParse(snakeKeys(value))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new BadLine(
    `line ${at} is not {description, quantity, unit_price, …}: ${issue?.path.join('.') || 'it'} is wrong`,
  )
}

function invoiceLine(value: unknown, at: number): { line: InvoiceLine; percentAssumed: boolean } {
  const given = plainLine(value) ?? parsedLine(value, at)
  const quantity = readDecimal('quantity', given.quantity, at)
  const unitPrice = readDecimal('unit_price', given.unit_price, at)
  const tax = readShare('tax_rate', given.tax_rate, at)
  const discount = readDecimal('discount', given.discount, at)
  const unitCost = readDecimal('unit_cost', given.unit_cost, at)
  if (unitPrice === null) throw new BadLine(`line ${at} has no unit_price`)
  return {
    line: {
      description: given.description ?? null,
      quantity: quantity ?? '1',
      unitPrice,
      taxRate: tax?.text ?? null,
      discount,
      unitCost,
    },
    percentAssumed: tax?.assumed ?? false,
  }
}

function parsedLines(text: string): unknown[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new BadLine('it is not valid JSON')
  }
  if (!Array.isArray(value)) throw new BadLine('it is not a JSON array')
  if (value.length > MAX_LINES) throw new BadLine(`it has ${value.length} lines, at most ${MAX_LINES} are read`)
  return value
}

/** Invoice lines from a JSON array; an empty array is no lines (null). */
export function linesConverter(column: Column): CellConverter {
  return (cell, context) => {
    try {
      const read = parsedLines(String(cell)).map((value, index) => invoiceLine(value, index + 1))
      const assumed = read.findIndex(one => one.percentAssumed)
      if (assumed >= 0)
        context.report(
          'WARNING',
          'PERCENT_ASSUMED',
          column.name,
          cell,
          `${column.title}: the tax rate of line ${assumed + 1} is above 1 and read as percent; write a fraction, like 0.2`,
        )
      return read.length === 0 ? null : read.map(one => one.line)
    } catch (error) {
      if (!(error instanceof BadLine)) throw error
      return context.report(
        'ERROR',
        'BAD_LINES',
        column.name,
        cell,
        `${column.title}: ${error.message}; write [{"description": "Seats", "quantity": 40, "unit_price": 105}]`,
      )
    }
  }
}
