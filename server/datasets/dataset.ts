import type { Scope } from '../access/policy.ts'

/**
 * What a column holds. The typed value of a cell is:
 * text, email, phone, choice, currency, client: string · money: whole minor units · hours: whole hundredths ·
 * count: whole number · decimal: exact decimal as text, e.g. "1.0835" · date: days since 1970-01-01 ·
 * month: year × 12 + (month − 1) · boolean: true or false · lines: InvoiceLine[]. A blank cell is null.
 */
export type ColumnType =
  | { readonly kind: 'text'; readonly max: number }
  | { readonly kind: 'email' }
  | { readonly kind: 'phone' }
  | { readonly kind: 'client' }
  | { readonly kind: 'money' }
  | { readonly kind: 'hours' }
  | { readonly kind: 'count' }
  /** fraction: a share such as a tax rate; 8 % and 8 are 0.08. */
  | { readonly kind: 'decimal'; readonly fraction?: true }
  | { readonly kind: 'currency' }
  | { readonly kind: 'date' }
  | { readonly kind: 'month' }
  | { readonly kind: 'boolean'; readonly yes: readonly string[]; readonly no: readonly string[] }
  | { readonly kind: 'choice'; readonly values: readonly string[]; readonly words: Readonly<Record<string, string>> }
  | { readonly kind: 'lines' }

/** One line of an invoice. Amounts are exact decimals as text in the invoice's currency; a missing part is null. */
export interface InvoiceLine {
  readonly description: string | null
  readonly quantity: string
  readonly unitPrice: string
  /** A fraction: 0.2 is 20 %. */
  readonly taxRate: string | null
  /** An amount, not a share. */
  readonly discount: string | null
  readonly unitCost: string | null
}

export type CellValue = string | number | boolean | readonly InvoiceLine[] | null

/** A row of a dataset, its values by column name. A column that the sheet lacks is absent or null. */
export type Values = Readonly<Record<string, CellValue | undefined>>

export type Severity = 'ERROR' | 'WARNING' | 'NOTICE'

/** What is wrong with one cell or row, in words a person can act on. ERROR: the row is rejected. WARNING, NOTICE: it is kept. */
export interface RowIssue {
  /** The row number a person sees in the sheet or editor; the heading is row 1 of a plain file. */
  readonly row: number
  /** The column's name in the declaration, or null when the whole row is meant. */
  readonly column: string | null
  /** The cell as it was found. */
  readonly value: string | null
  readonly code: string
  readonly message: string
  readonly severity: Severity
  readonly suggestion: string | null
}

export interface Column {
  readonly name: string
  readonly title: string
  readonly type: ColumnType
  readonly description: string
  readonly example: string
  /** true: the sheet must have the column and no cell may be blank. "column": the sheet must have it, cells may be blank. */
  readonly required?: true | 'column'
  /** What a blank cell or a missing column means. Without it: unknown (null). */
  readonly blank?: CellValue
  /** What the cell says decides what counts: unknown words are asked about in a preview, blanks are told once a file. */
  readonly decisive?: true
  /** Other headings that mean this column, besides its name and title. Compared without case, spaces and punctuation. */
  readonly aliases: readonly string[]
  /** What a viewer needs to see it, where that is more than data:read. */
  readonly scope?: Scope
  /** Lowest and highest typed value; outside is an error with this code. */
  readonly range?: { readonly min?: number; readonly above?: number; readonly max?: number }
}

/** A check over one row. It says what is wrong, or nothing. Rows reach it with values already typed. */
export interface Check {
  readonly code: string
  readonly severity: 'ERROR' | 'WARNING'
  readonly description: string
  readonly test: (values: Values) => { column: string; message: string; suggestion?: string } | null
}

export type DatasetKind = 'CLIENTS' | 'INVOICES' | 'TIME_LOGS' | 'LICENSES' | 'STAFF' | 'BUDGETS' | 'FX_RATES'

/** A dataset, declared once: import, templates, documentation, mapping and row types all come from here. */
export interface Dataset {
  readonly kind: DatasetKind
  /** The name in addresses and commands: time_logs. */
  readonly name: string
  readonly title: string
  readonly description: string
  readonly columns: readonly Column[]
  /** Natural keys, first that is complete wins. Column names; "content" means all columns plus the occurrence. */
  readonly naturalKey: readonly (readonly string[])[]
  /** The column whose date or month places a row in a period (REPLACE_PERIOD); null: the dataset has none. */
  readonly periodColumn: string | null
  readonly checks: readonly Check[]
  /** Unmapped columns are kept with the row, as text by heading, instead of only being reported. */
  readonly keepsUnmapped: boolean
}

const YES = ['true', 'yes', 'y', '1', 't', 'x', 'on']
const NO = ['false', 'no', 'n', '0', 'f', 'off']

export const text = (max = 500): ColumnType => ({ kind: 'text', max })
export const boolean = (yes: readonly string[] = [], no: readonly string[] = []): ColumnType => ({
  kind: 'boolean',
  yes: [...YES, ...yes],
  no: [...NO, ...no],
})
export const choice = (values: readonly string[], words: Readonly<Record<string, string>> = {}): ColumnType => ({
  kind: 'choice',
  values,
  words,
})

/** The typed number of a column, or null where it is blank. */
export function numberOf(values: Values, column: string): number | null {
  const value = values[column]
  return typeof value === 'number' ? value : null
}
