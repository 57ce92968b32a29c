import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { dayOfIso, isoOfDay, weekdayOfDay } from '../../server/analytics/calendar.ts'
import { randomStream } from '../../server/demo/random-stream.ts'

/** The big MSP as files, and what they add up to, counted while they were written. */
export interface World {
  readonly folder: string
  readonly clients: number
  readonly files: Readonly<Record<WorldFile, { readonly path: string; readonly rows: number; readonly bytes: number }>>
  /** Hundredths of hours over all time logs. */
  readonly hours: number
  /** Cents over all invoices that count. */
  readonly revenue: number
}

export type WorldFile = 'clients' | 'staff' | 'invoices' | 'time_logs' | 'licenses'

const SEED = 20_260_101
const first = dayOfIso('2024-01-01') as number
const last = dayOfIso('2025-12-31') as number
const weekdays = Array.from({ length: last - first + 1 }, (_, index) => first + index).filter(
  day => weekdayOfDay(day) <= 5,
)

/**
 * Writes 1,000 clients, 250 people, 50,000 invoices, 1,000,000 time logs and 10,000 licenses, times the scale.
 * @param timeLogs that many time logs instead, of the same clients and people
 */
export function writeWorld(folder: string, scale: number, timeLogs = 1_000_000 * scale): World {
  const clients = Math.max(1, Math.round(1000 * scale))
  const counts = { invoices: 50_000 * scale, licenses: 10_000 * scale }
  const sums = { hours: 0, revenue: 0 }
  const people = Math.max(1, Math.round(250 * scale))
  const files = {
    clients: written(folder, 'clients', 'name,external_id,industry', clientRows(clients)),
    staff: written(folder, 'staff', 'name,cost_rate,billing_rate', staffRows(people)),
    invoices: written(folder, 'invoices', invoiceHeader, invoiceRows(clients, Math.round(counts.invoices), sums)),
    time_logs: written(folder, 'time_logs', timeHeader, timeRows(clients, people, Math.round(timeLogs), sums)),
    licenses: written(folder, 'licenses', licenseHeader, licenseRows(clients, Math.round(counts.licenses))),
  }
  return { folder, clients, files, ...sums }
}

/** Streams rows to a file, a megabyte at a time. */
function written(folder: string, name: WorldFile, header: string, rows: Iterable<string>) {
  const path = join(folder, `${name}.csv`)
  const file = openSync(path, 'w')
  let chunk = `${header}\n`
  let count = 0
  for (const row of rows) {
    chunk += `${row}\n`
    count++
    if (chunk.length > 1_000_000) {
      writeSync(file, chunk)
      chunk = ''
    }
  }
  writeSync(file, chunk)
  closeSync(file)
  return { path, rows: count, bytes: statSync(path).size }
}

const clientName = (index: number) => `Client ${String(index + 1).padStart(4, '0')}`
const industries = ['Healthcare', 'Legal', 'Accounting', 'Manufacturing', 'Construction', 'Retail', 'Education']

function* clientRows(count: number) {
  for (let index = 0; index < count; index++) {
    yield `${clientName(index)},C-${index + 1},${industries[index % industries.length]}`
  }
}

const costRate = (person: number) => 40 + (person % 40)

function* staffRows(count: number) {
  for (let index = 0; index < count; index++)
    yield `Person ${index + 1},${costRate(index)}.00,${150 + (index % 5) * 10}.00`
}

/** The number in the id of the first time log; each has the next one. */
export const FIRST_LOG = 1_000_000
const timeHeader = 'client,staff_name,date,hours,rate,cost_rate,billable,work_type,external_id'

function* timeRows(clients: number, people: number, count: number, sums: { hours: number }) {
  const random = randomStream(SEED, 'time logs')
  for (let index = 0; index < count; index++) {
    const day = weekdays[Math.floor((index * weekdays.length) / count)] as number
    const person = random.whole(0, people - 1)
    const quarters = random.whole(1, 6)
    sums.hours += quarters * 25
    const client = clientName(Math.floor(random.next() ** 1.5 * clients))
    const cost = `${costRate(person)}.00`
    const kind = random.chance(0.9) ? 'yes,reactive' : 'no,proactive'
    yield `${client},Person ${person + 1},${isoOfDay(day)},${(quarters / 4).toFixed(2)},150.00,${cost},${kind},TE-${FIRST_LOG + index}`
  }
}

const invoiceHeader =
  'client,invoice_number,date,due_date,status,subtotal,tax_amount,total_amount,service_line,lines_json'
const statuses = ['paid', 'paid', 'paid', 'paid', 'paid', 'paid', 'pending', 'overdue', 'draft', 'void'] as const
const services = ['Managed services', 'Cloud licensing', 'Projects'] as const

function* invoiceRows(clients: number, count: number, sums: { revenue: number }) {
  const random = randomStream(SEED, 'invoices')
  for (let index = 0; index < count; index++) {
    const day = first + Math.floor((index * (last - first + 1)) / count)
    const lines = [random.whole(5, 90), random.whole(1, 20)].map((quantity, line) => ({
      description: line === 0 ? 'Managed user' : 'Managed server',
      quantity,
      unit_price: random.whole(1000, 15_000) / 100,
      tax_rate: 0.08,
    }))
    const cents = lines.map(line => Math.round(line.quantity * line.unit_price * 100))
    const net = cents.reduce((sum, value) => sum + value, 0)
    const tax = cents.reduce((sum, value) => sum + Math.round(value * 0.08), 0)
    const status = random.pick(statuses)
    if (status !== 'draft' && status !== 'void') sums.revenue += net
    const money = [net, tax, net + tax].map(value => (value / 100).toFixed(2)).join(',')
    const json = `"${JSON.stringify(lines).replaceAll('"', '""')}"`
    const dates = `${isoOfDay(day)},${isoOfDay(day + 30)}`
    yield `${clientName(index % clients)},INV-${index + 1},${dates},${status},${money},${services[index % 3]},${json}`
  }
}

const licenseHeader =
  'client,product,vendor,seats_purchased,seats_assigned,seats_used,seats_billed,cost_per_seat,billing_period,start_date,end_date,external_id'

function* licenseRows(clients: number, count: number) {
  const random = randomStream(SEED, 'licenses')
  for (let index = 0; index < count; index++) {
    const purchased = random.whole(5, 120)
    const assigned = random.whole(Math.ceil(purchased / 2), purchased)
    const product = Math.floor(index / clients) + 1
    const month = String(random.whole(1, 12)).padStart(2, '0')
    const term = `2024-${month}-01,${isoOfDay((dayOfIso(`2025-${month}-01`) as number) - 1)}`
    const seats = `${purchased},${assigned},${random.whole(1, assigned)},${purchased}`
    const price = (random.whole(150, 4000) / 100).toFixed(2)
    yield `${clientName(index % clients)},Product ${product},Vendor ${product % 7},${seats},${price},monthly,${term},SUB-${index + 1}`
  }
}
