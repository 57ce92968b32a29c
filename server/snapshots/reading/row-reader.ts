import { currenciesOfSymbol, isCurrency, minorDigits } from '../../datasets/currency.ts'
import type { CellValue, Column, Dataset, RowIssue, Values } from '../../datasets/dataset.ts'
import { cellText, isBlank, isBroken, isMoney, moneyText, type RawCell } from './cells/raw-cell.ts'
import { type CellConverter, RowContext } from './cells/row-context.ts'
import { type DecimalMark, writtenNumber } from './cells/written-number.ts'
import { columnConverter } from './columns/column-converter.ts'
import { filledWidth } from './columns/heading-row.ts'
import type { PlannedColumn, ReadingPlan } from './reading-plan.ts'
import type { ReadRow, RejectedCells } from './sheet.ts'
import { isTotalRow } from './total-row.ts'

interface ColumnReader {
  readonly column: Column
  readonly index: number
  readonly convert: CellConverter
  readonly decimalMark: DecimalMark
  readonly blank: CellValue
  readonly required: boolean
}

/** What became of one record. Its issues are taken with `takeIssues`. */
export type ReadOutcome = { readonly row: ReadRow } | { readonly rejected: RejectedCells }

/** Turns records into typed rows, by converters made once from the dataset and the plan. */
export class RowReader {
  readonly #dataset: Dataset
  readonly #plan: ReadingPlan
  readonly #baseCurrency: string
  readonly #context: RowContext
  readonly #readers: readonly ColumnReader[]
  readonly #currency: ColumnReader | null
  /** Whether each row of the dataset has its own currency. */
  readonly #hasRowCurrency: boolean
  /** Columns whose amounts may set a blank currency by their symbol. */
  readonly #symbolColumns: readonly PlannedColumn[]
  /** Defaults of the columns that the sheet does not have. */
  readonly #absent: readonly (readonly [string, CellValue])[]
  readonly #extras: readonly (readonly [number, string])[]

  constructor(
    dataset: Dataset,
    plan: ReadingPlan,
    extras: readonly (readonly [number, string])[],
    baseCurrency: string,
  ) {
    this.#dataset = dataset
    this.#plan = plan
    this.#baseCurrency = baseCurrency
    this.#extras = extras
    this.#context = new RowContext(baseCurrency, minorDigits(baseCurrency))
    const readers = dataset.columns.flatMap(column => {
      const planned = plan.columns.find(({ name }) => name === column.name)
      if (!planned) return []
      const convert = columnConverter(column, planned.format, baseCurrency)
      return [
        {
          column,
          index: planned.index,
          convert,
          decimalMark: planned.format.decimalMark,
          blank: column.blank ?? null,
          required: column.required === true,
        },
      ]
    })
    const hasRowCurrency = dataset.columns.some(({ name, type }) => name === 'currency' && type.kind === 'currency')
    this.#currency = hasRowCurrency ? (readers.find(({ column }) => column.name === 'currency') ?? null) : null
    this.#readers = readers.filter(reader => reader !== this.#currency)
    this.#symbolColumns = hasRowCurrency ? plan.columns.filter(({ format }) => format.hasSymbols) : []
    const present = new Set(plan.columns.map(({ name }) => name))
    this.#absent = dataset.columns.flatMap(({ name, blank }) =>
      !present.has(name) && blank !== undefined ? [[name, blank] as const] : [],
    )
    this.#hasRowCurrency = hasRowCurrency
  }

  /** The typed row of a record that is not blank. */
  read(record: readonly RawCell[], row: number): ReadOutcome {
    const context = this.#context
    const firstIssue = context.issues.length
    context.row = row
    context.errors = 0
    const values: Record<string, CellValue> = {}
    for (const [name, blank] of this.#absent) values[name] = blank
    if (this.#hasRowCurrency) this.#settleCurrency(record, values)
    for (const reader of this.#readers) values[reader.column.name] = this.#cell(reader, record[reader.index])
    this.#checkWidth(record)
    if (isTotalRow(record, this.#dataset, this.#plan)) return this.#totalRow(record, row, firstIssue)
    if (context.errors === 0) this.#check(values, record)
    if (context.errors > 0) {
      // A row is either rejected or kept; its warnings would belong to neither list.
      context.issues = [...context.issues.slice(0, firstIssue), ...errorsOf(context.issues.slice(firstIssue))]
      return { rejected: { row, cells: this.#texts(record) } }
    }
    return { row: { row, values, extra: this.#extra(record), cells: this.#texts(record) } }
  }

  takeIssues(): RowIssue[] {
    const issues = this.#context.issues
    this.#context.issues = []
    return issues
  }

  #cell({ column, convert, decimalMark, blank, required }: ColumnReader, cell: RawCell): CellValue {
    const context = this.#context
    if (isBlank(cell)) {
      if (!required) return blank
      return context.report(
        'ERROR',
        'REQUIRED_BLANK',
        column.name,
        null,
        `${column.title}: the cell is blank, but every row needs it; fill it in`,
      )
    }
    if (isBroken(cell))
      return context.report(
        'ERROR',
        cell.broken === 'ERROR' ? 'CELL_ERROR' : 'UNCALCULATED_FORMULA',
        column.name,
        cell,
        cell.broken === 'ERROR'
          ? `${column.title}: the cell holds the error ${cell.text}; mend its formula`
          : `${column.title}: the cell holds a formula that was never calculated (=${cell.text.slice(0, 60)}); open the workbook in a spreadsheet and save it, or paste values`,
      )
    if (this.#plan.hasNuls && typeof cell === 'string' && cell.includes('\0'))
      return context.report(
        'ERROR',
        'NUL_CHARACTER',
        column.name,
        cell.replaceAll('\0', '\u2400'),
        `${column.title}: the cell holds NUL characters; the file may be damaged, export it again`,
      )
    if (isMoney(cell)) {
      // Only an amount has a currency; hours or seats that are shown with one are a slip of the format.
      return convert(column.type.kind === 'money' ? moneyText(cell, decimalMark) : cell.amount, context)
    }
    return convert(cell as string | number | boolean, context)
  }

  /** The row's currency: its own cell, else the symbol beside one of its amounts, else the base currency. */
  #settleCurrency(record: readonly RawCell[], values: Record<string, CellValue>): void {
    const context = this.#context
    const reader = this.#currency
    const written = reader && !isBlank(record[reader.index]) ? this.#cell(reader, record[reader.index]) : null
    const bySymbol = written === null ? this.#currencyOfSymbols(record) : null
    const code = typeof written === 'string' ? written : (bySymbol ?? this.#baseCurrency)
    context.currencyFrom = typeof written === 'string' ? 'COLUMN' : bySymbol === null ? 'BASE' : 'SYMBOL'
    if (code !== context.currency) {
      context.currency = code
      context.minorDigits = minorDigits(code)
    }
    values.currency = code
  }

  #currencyOfSymbols(record: readonly RawCell[]): string | null {
    for (const { index, format } of this.#symbolColumns) {
      const cell = record[index]
      const symbol = isMoney(cell)
        ? cell.currency
        : typeof cell === 'string'
          ? writtenNumber(cell, format.decimalMark)?.currency
          : null
      const code = symbol ? currenciesOfSymbol(symbol, this.#baseCurrency)?.[0] : undefined
      if (code !== undefined && isCurrency(code)) return code
    }
    return null
  }

  #checkWidth(record: readonly RawCell[]): void {
    const width = this.#plan.headings.length
    const last = filledWidth(record, width)
    if (last === width) return
    this.#context.report(
      'ERROR',
      'EXTRA_CELLS',
      null,
      record[last - 1],
      `The row has a value in cell ${last}, but there are ${width} headings; perhaps a cell with the delimiter in it lacks quotes`,
    )
  }

  #totalRow(record: readonly RawCell[], row: number, firstIssue: number): ReadOutcome {
    const context = this.#context
    context.issues.length = firstIssue
    context.report(
      'ERROR',
      'TOTAL_ROW',
      null,
      record.find(cell => !isBlank(cell)),
      'The row is a total of the rows above it, not a row of its own; it is left out, remove it from the sheet',
    )
    return { rejected: { row, cells: this.#texts(record) } }
  }

  #check(values: Values, record: readonly RawCell[]): void {
    for (const check of this.#dataset.checks) {
      const found = check.test(values)
      if (!found) continue
      const index = this.#plan.columns.find(({ name }) => name === found.column)?.index
      const cell = index === undefined || isBlank(record[index]) ? null : record[index]
      this.#context.report(check.severity, check.code, found.column, cell, found.message, found.suggestion ?? null)
    }
  }

  #extra(record: readonly RawCell[]): Readonly<Record<string, string>> | null {
    if (this.#extras.length === 0) return null
    const extra: [string, string][] = []
    for (const [index, heading] of this.#extras) {
      const text = this.#text(record[index]).trim()
      if (text !== '') extra.push([heading, text])
    }
    // Not by assignment, which a heading "__proto__" would escape.
    return Object.fromEntries(extra)
  }

  /** The cells as text, one for each heading; a record of as many strings is given as it is. */
  #texts(record: readonly RawCell[]): readonly string[] {
    const width = this.#plan.headings.length
    if (!this.#plan.hasNuls && record.length === width && record.every(cell => typeof cell === 'string'))
      return record as readonly string[]
    return Array.from({ length: width }, (_, index) => this.#text(record[index]))
  }

  /** A cell's text as it is kept: a NUL, which no database takes, as its symbol. */
  #text(cell: RawCell): string {
    const text = cellText(cell)
    return this.#plan.hasNuls && text.includes('\0') ? text.replaceAll('\0', '\u2400') : text
  }
}

const errorsOf = (issues: readonly RowIssue[]): RowIssue[] => issues.filter(({ severity }) => severity === 'ERROR')
