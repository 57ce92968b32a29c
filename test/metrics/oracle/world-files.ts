import type { DatasetKind } from '../../../server/datasets/dataset.ts'
import { placesOf, type World, type WorldInvoice, type WorldStatus } from './world.ts'

export interface WorldFile {
  readonly dataset: DatasetKind
  readonly name: string
  readonly text: string
}

/** How the tool that wrote the files writes: "," and "." or ";" and ",". */
export interface Notation {
  readonly delimiter: ',' | ';' | '\t' | '|'
  readonly decimalMark: '.' | ','
}

type Cell = string | null
type Table = { readonly dataset: DatasetKind; readonly header: readonly string[]; readonly rows: readonly Cell[][] }

const STATUS_WORDS: Readonly<Record<WorldStatus, readonly string[]>> = {
  draft: ['draft', 'Draft'],
  pending: ['pending', 'OPEN', 'Sent'],
  paid: ['paid', 'Paid in full', 'PAID'],
  overdue: ['overdue', 'Past due'],
  void: ['void', 'Cancelled'],
  credit: ['credit', 'Credit note', 'Credit Memo'],
}

/** The files that say what the world is, in an order in which every reference is already known. */
export function worldFiles(world: World, notation: Notation = { delimiter: ',', decimalMark: '.' }): WorldFile[] {
  return [
    clients(world),
    staff(world),
    fxRates(world),
    invoices(world),
    timeLogs(world),
    licenses(world),
    budgets(world),
  ]
    .filter(table => table.rows.length > 0)
    .map(table => ({
      dataset: table.dataset,
      name: `${table.dataset.toLowerCase()}.csv`,
      text: [table.header, ...table.rows.map(row => row.map(cell => localized(cell, notation)))]
        .map(row => row.map(cell => quoted(cell ?? '', notation.delimiter)).join(notation.delimiter))
        .join('\r\n'),
    }))
}

const localized = (cell: Cell, { decimalMark }: Notation): Cell =>
  cell !== null && /^-?\d+\.\d+$/.test(cell) ? cell.replace('.', decimalMark) : cell
const quoted = (cell: string, delimiter: string): string =>
  cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell

const decimal = (minor: number | null, places = 2): Cell => {
  if (minor === null) return null
  const digits = String(Math.abs(minor)).padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  return `${minor < 0 ? '-' : ''}${places === 0 ? digits : `${whole}.${digits.slice(-places)}`}`
}
const count = (value: number | null): Cell => (value === null ? null : String(value))
const yesNo = (value: boolean | null, row: number): Cell =>
  value === null ? null : (value ? ['true', 'yes', '1'] : ['false', 'no', '0'])[row % 3]!

/** The client as this row names it: by id, or by the name in one of the spellings that are the same name. */
function clientCell(world: World, index: number | null, row: number): Cell {
  if (index === null) return null
  const { name, externalId } = world.clients[index]!
  const spellings = [name, externalId ?? name, name.toUpperCase(), name.replace(' ', '  '), name.replaceAll('’', "'")]
  return spellings[row % spellings.length]!
}

const clients = (world: World): Table => ({
  dataset: 'CLIENTS',
  header: ['name', 'external_id', 'industry', 'is_active'],
  rows: world.clients.map((it, row) => [it.name, it.externalId, it.industry, yesNo(it.isActive, row)]),
})

const staff = (world: World): Table => ({
  dataset: 'STAFF',
  header: ['name', 'email', 'capacity_hours_per_week', 'cost_rate', 'billing_rate', 'team', 'start_date', 'end_date'],
  rows: (world.staff ?? []).map(it => [
    it.name,
    it.email,
    decimal(it.capacity),
    decimal(it.costRate),
    decimal(it.billingRate),
    it.team,
    it.start,
    it.end,
  ]),
})

const fxRates = (world: World): Table => ({
  dataset: 'FX_RATES',
  header: ['date', 'from', 'to', 'rate'],
  rows: (world.fxRates ?? []).map(it => [it.date, it.from, it.to, it.rate]),
})

const invoices = (world: World): Table => ({
  dataset: 'INVOICES',
  header: [
    ...['client', 'invoice_number', 'date', 'due_date', 'currency', 'status', 'subtotal', 'tax_amount'],
    ...['total_amount', 'service_line', 'lines_json'],
  ],
  rows: (world.invoices ?? []).map((it, row) => {
    const places = placesOf(it.currency ?? world.baseCurrency)
    const words = it.status && STATUS_WORDS[it.status]
    return [
      clientCell(world, it.client, row),
      it.number,
      it.date,
      it.due,
      it.currency,
      words && words[row % words.length]!,
      decimal(it.subtotal, places),
      decimal(it.tax, places),
      decimal(it.total, places),
      it.serviceLine,
      linesCell(it),
    ]
  }),
})

const linesCell = ({ lines }: WorldInvoice): Cell =>
  lines &&
  JSON.stringify(
    lines.map((line, index) => ({
      description: `Line ${index + 1}`,
      quantity: Number(line.quantity),
      unit_price: Number(line.unitPrice),
      ...(line.taxRate && { tax_rate: Number(line.taxRate) }),
      ...(line.discount && { discount: Number(line.discount) }),
    })),
  )

const timeLogs = (world: World): Table => ({
  dataset: 'TIME_LOGS',
  header: [
    ...['client', 'staff_name', 'staff_email', 'date', 'hours', 'rate', 'cost_rate', 'billable', 'work_type'],
    ...['project_name', 'external_id'],
  ],
  rows: (world.timeLogs ?? []).map((it, row) => [
    // Equal logs must stay equal, so the spelling hangs on what they say, not on where they stand.
    clientCell(world, it.client, it.externalId === null ? it.hours : row),
    it.staffName,
    it.staffEmail,
    it.date,
    decimal(it.hours),
    decimal(it.rate),
    decimal(it.costRate),
    yesNo(it.billable, it.hours),
    it.workType,
    it.project,
    it.externalId,
  ]),
})

const licenses = (world: World): Table => ({
  dataset: 'LICENSES',
  header: [
    ...['client', 'product', 'vendor', 'seats_purchased', 'seats_assigned', 'seats_used', 'seats_billed'],
    ...['cost_per_seat', 'total_cost', 'billing_period', 'start_date', 'end_date', 'is_active', 'external_id'],
  ],
  rows: (world.licenses ?? []).map((it, row) => [
    clientCell(world, it.client, row),
    it.product,
    it.vendor,
    count(it.purchased),
    count(it.assigned),
    count(it.used),
    count(it.billed),
    decimal(it.costPerSeat),
    decimal(it.totalCost),
    it.billingPeriod,
    it.start,
    it.end,
    yesNo(it.isActive, row),
    it.externalId,
  ]),
})

const budgets = (world: World): Table => ({
  dataset: 'BUDGETS',
  header: ['month', 'measure', 'amount', 'client'],
  rows: (world.budgets ?? []).map((it, row) => [
    it.month,
    it.measure,
    decimal(it.amount),
    clientCell(world, it.client, row),
  ]),
})
