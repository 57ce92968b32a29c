import { isoOfDay, isoOfMonth } from '../../analytics/calendar.ts'
import { fixed, rational } from '../../analytics/rational.ts'
import { minorDigits } from '../../datasets/currency.ts'
import type { DatasetKind } from '../../datasets/dataset.ts'

/** A stored row by column name, as either dialect returns it. */
export type StoredRow = Readonly<Record<string, string | number | null>>

/** Names behind the numbers that rows refer to. */
export interface RowNames {
  readonly client: (id: number) => string | null
  readonly term: (id: number) => string | null
  readonly person: (id: number) => { readonly name: string; readonly email: string } | null
}

export interface RowTextContext {
  readonly names: RowNames
  readonly baseCurrency: string
}

type Cell = (row: StoredRow, context: RowTextContext) => string | null

const plain =
  (column: string): Cell =>
  row =>
    row[column] === null || row[column] === undefined ? null : String(row[column])
const day =
  (column: string): Cell =>
  row =>
    typeof row[column] === 'number' ? isoOfDay(row[column]) : null
const hours =
  (column: string): Cell =>
  row =>
    typeof row[column] === 'number' ? fixed(rational(row[column], 100), 2) : null
const yesNo =
  (column: string): Cell =>
  row =>
    typeof row[column] === 'number' ? (row[column] === 1 ? 'yes' : 'no') : null
const term =
  (column: string): Cell =>
  (row, { names }) =>
    typeof row[column] === 'number' ? names.term(row[column]) : null
const minor = (amount: unknown, currency: string): string | null => {
  const digits = minorDigits(currency)
  return typeof amount === 'number' ? fixed(rational(amount, 10 ** digits), digits) : null
}
const money =
  (column: string): Cell =>
  (row, { baseCurrency }) =>
    minor(row[column], baseCurrency)
const ownMoney =
  (column: string): Cell =>
  row =>
    minor(row[column], String(row.currency))
const client: Cell = (row, { names }) => (typeof row.client_id === 'number' ? names.client(row.client_id) : null)

/** The text of each declared column of a stored row, for people to compare: dates ISO, money in units. */
const cells: Readonly<Record<DatasetKind, Readonly<Record<string, Cell>>>> = {
  CLIENTS: {
    name: plain('name'),
    external_id: plain('external_id'),
    industry: term('industry_id'),
    contact_email: plain('contact_email'),
    contact_phone: plain('contact_phone'),
    is_active: yesNo('is_active'),
    since: day('since_day'),
    metadata: plain('metadata'),
  },
  INVOICES: {
    client,
    invoice_number: plain('invoice_number'),
    date: day('day'),
    due_date: day('due_day'),
    currency: plain('currency'),
    status: plain('status'),
    subtotal: ownMoney('net'),
    tax_amount: ownMoney('tax'),
    total_amount: ownMoney('total'),
    service_line: term('service_line_id'),
    lines_json: plain('lines'),
  },
  TIME_LOGS: {
    client,
    staff_name: (row, { names }) => names.person(Number(row.person_id))?.name ?? null,
    staff_email: (row, { names }) => names.person(Number(row.person_id))?.email || null,
    date: day('day'),
    hours: hours('hours'),
    rate: money('rate'),
    cost_rate: money('cost_rate'),
    billable: yesNo('billable'),
    work_type: plain('work_type'),
    project_name: term('project_id'),
    task_description: plain('description'),
    external_id: plain('external_id'),
  },
  LICENSES: {
    client,
    product: term('product_id'),
    vendor: term('vendor_id'),
    license_type: plain('license_type'),
    seats_purchased: plain('seats_purchased'),
    seats_assigned: plain('seats_assigned'),
    seats_used: plain('seats_used'),
    seats_billed: plain('seats_billed'),
    cost_per_seat: money('cost_per_seat'),
    total_cost: money('total_cost'),
    billing_period: plain('billing_period'),
    start_date: day('start_day'),
    end_date: day('end_day'),
    is_active: yesNo('is_active'),
    auto_renew: yesNo('auto_renew'),
    external_id: plain('external_id'),
  },
  STAFF: {
    name: plain('name'),
    email: plain('email'),
    capacity_hours_per_week: hours('capacity'),
    cost_rate: money('cost_rate'),
    billing_rate: money('billing_rate'),
    team: term('team_id'),
    start_date: day('start_day'),
    end_date: day('end_day'),
  },
  BUDGETS: {
    month: row => (typeof row.month === 'number' ? isoOfMonth(row.month) : null),
    measure: plain('measure'),
    amount: (row, context) => (row.measure === 'hours' ? hours('amount')(row, context) : money('amount')(row, context)),
    client,
  },
  FX_RATES: { date: day('day'), from: plain('from_currency'), to: plain('to_currency'), rate: plain('rate') },
}

/** A stored row as text by declared column. */
export function rowText(dataset: DatasetKind, row: StoredRow, context: RowTextContext): Record<string, string | null> {
  return Object.fromEntries(Object.entries(cells[dataset]).map(([column, cell]) => [column, cell(row, context)]))
}

const KEY_COLUMNS: Readonly<Record<DatasetKind, readonly string[]>> = {
  CLIENTS: ['name'],
  INVOICES: ['invoice_number'],
  TIME_LOGS: ['client', 'staff_name', 'date', 'hours'],
  LICENSES: ['client', 'product', 'start_date'],
  STAFF: ['name'],
  BUDGETS: ['month', 'measure', 'client'],
  FX_RATES: ['date', 'from', 'to'],
}

/** What a person would call the row. */
export const rowLabel = (dataset: DatasetKind, text: Readonly<Record<string, string | null>>): string =>
  KEY_COLUMNS[dataset]
    .map(column => text[column])
    .filter(part => part !== null && part !== undefined)
    .join(' · ')
