import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { dayOfIso, isoOfMonth, monthOfDay } from '../../server/analytics/calendar.ts'
import { sampleMsp } from '../../server/demo/sample-msp.ts'

const today = dayOfIso('2026-11-21') as number
const files = sampleMsp(today)
const rowsOf = (dataset: string) =>
  parse(files.find(file => file.dataset === dataset)?.text ?? '', { columns: true }) as Record<string, string>[]
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const sampleMonths = Array.from({ length: 24 }, (_, index) => isoOfMonth(monthOfDay(today) - 24 + index))

const [clients, staff, invoices, allLogs, licenses] = [
  rowsOf('CLIENTS'),
  rowsOf('STAFF'),
  rowsOf('INVOICES'),
  rowsOf('TIME_LOGS'),
  rowsOf('LICENSES'),
]
const logs = allLogs.filter(log => !String(log['Time Entry ID']).startsWith('TE-99'))
const isoOf = (us = '') =>
  us.replace(/^(\d+)\/(\d+)\/(\d+)$/, (_, m, d, y) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`)
const counted = invoices.filter(invoice => !['Voided', 'Draft'].includes(invoice['Invoice Status'] ?? ''))

/** Revenue, labour, licenses of a client over the sample, in its own currency for revenue; by adding up the files. */
function resultOf(name: string) {
  const people = new Map(staff.map(person => [person.Employee, person]))
  const rateOf = (log: Record<string, string>) =>
    Number(log['Hourly Cost'] || people.get(log['Resource Name'] ?? '')?.['Hourly Cost'] || log['Bill Rate'] || 0)
  const id = clients.find(client => client['Company Name'] === name)?.['Company ID']
  const same = (other = '') => other.toLowerCase() === name.toLowerCase()
  return {
    revenue: sum(counted.filter(invoice => same(invoice.Company)).map(invoice => Number(invoice['Sub Total']))),
    labour: sum(logs.filter(log => same(log['Company Name'])).map(log => Number(log['Hours Worked']) * rateOf(log))),
    licenses: sum(
      licenses
        .filter(license => license['Customer ID'] === id)
        .map(license => {
          const [from = '', to = ''] = [license['Term Start']?.slice(0, 7), license['Term End']?.slice(0, 7)]
          const months = sampleMonths.filter(month => month >= from && month <= to).length
          return (Number(license['Annual Cost']) / 12) * months
        }),
    ),
  }
}
const profitOf = (name: string) => {
  const { revenue, labour, licenses } = resultOf(name)
  return revenue - labour - licenses
}

describe('the sample MSP', () => {
  test('is the same bytes for the same day and seed, and another for another seed', () => {
    expect(sampleMsp(today)).toEqual(files)
    expect(sampleMsp(today, 8).map(file => file.text)).not.toEqual(files.map(file => file.text))
  })

  test('has at least 30 clients in 8 industries and 15 people in 4 teams', () => {
    expect(clients.length).toBeGreaterThanOrEqual(30)
    expect(new Set(clients.map(client => client.Industry)).size).toBeGreaterThanOrEqual(8)
    expect(staff.length).toBeGreaterThanOrEqual(15)
    expect(new Set(staff.map(person => person.Department)).size).toBe(4)
  })

  test.each(['2026-11-21', '2026-01-01', '2028-02-29', '2026-12-31'])('on %s covers the 24 months before', iso => {
    const day = dayOfIso(iso) as number
    const months = Array.from({ length: 24 }, (_, index) => isoOfMonth(monthOfDay(day) - 24 + index))
    const text = (dataset: string) => sampleMsp(day).find(file => file.dataset === dataset)?.text ?? ''
    const worked = parse(text('TIME_LOGS'), { columns: true }) as Record<string, string>[]
    const billed = parse(text('INVOICES'), { columns: true }) as Record<string, string>[]
    expect([...new Set(worked.map(log => log['Date Worked']?.slice(0, 7)))].sort()).toEqual(months)
    expect([...new Set(billed.map(invoice => isoOf(invoice['Invoice Date']).slice(0, 7)))].sort()).toEqual(months)
  })

  test('earns a gross margin of 35 to 45 %', () => {
    const names = clients.map(client => client['Company Name'] ?? '')
    const revenue = sum(names.map(name => resultOf(name).revenue))
    const internal = profitOf('')
    const margin = (sum(names.map(profitOf)) + internal) / revenue
    expect(margin).toBeGreaterThan(0.35)
    expect(margin).toBeLessThan(0.45)
  })

  test('loses money with Larkspur Logistics and with nobody else', () => {
    const losing = clients.map(client => client['Company Name'] ?? '').filter(name => profitOf(name) < 0)
    expect(losing).toEqual(['Larkspur Logistics'])
  })

  test('is used to 70 to 80 % of its hours', () => {
    const hours = sum(logs.map(log => Number(log['Hours Worked'])))
    const weekdays = new Set(logs.map(log => log['Date Worked'])).size
    const capacity = 15.3 * 8 * weekdays
    expect(hours / capacity).toBeGreaterThan(0.7)
    expect(hours / capacity).toBeLessThan(0.8)
  })

  test('bills one client until it left and one from when it came', () => {
    const monthsOf = (name: string) =>
      new Set(invoices.filter(row => row.Company === name).map(row => isoOf(row['Invoice Date']).slice(0, 7)))
    const left = monthsOf('Hollis Interiors')
    const came = monthsOf('Sterling Eye Associates')
    expect([left.has(sampleMonths[0] ?? ''), left.has(sampleMonths[23] ?? '')]).toEqual([true, false])
    expect([came.has(sampleMonths[0] ?? ''), came.has(sampleMonths[23] ?? '')]).toEqual([false, true])
    expect(clients.find(client => client['Company Name'] === 'Hollis Interiors')?.Status).toBe('Inactive')
  })

  test('has seasons: accountants need more in March than in June', () => {
    const accounting = new Set(clients.filter(row => row.Industry === 'Accounting').map(row => row['Company Name']))
    const hoursIn = (month: string) =>
      sum(
        logs
          .filter(
            log => accounting.has(log['Company Name']) && log['Date Worked']?.slice(5, 7) === month && !log.Project,
          )
          .map(log => Number(log['Hours Worked'])),
      )
    expect(hoursIn('03')).toBeGreaterThan(1.4 * hoursIn('06'))
  })

  test('has wasted, unbilled and shadow seats', () => {
    const count = (row: Record<string, string>, column: string) => Number(row[column])
    expect(licenses.some(row => count(row, 'Qty Used') < 0.6 * count(row, 'Qty Purchased'))).toBe(true)
    expect(licenses.some(row => count(row, 'Qty Billed') < count(row, 'Qty Purchased'))).toBe(true)
    expect(licenses.some(row => count(row, 'Qty Assigned') > count(row, 'Qty Purchased'))).toBe(true)
  })

  test('has late invoices, credit memos, voids, and Canadian invoices before the first rate', () => {
    const statuses = new Set(invoices.map(invoice => invoice['Invoice Status']))
    expect([...statuses].sort()).toEqual(['Credit Memo', 'Draft', 'Paid', 'Past Due', 'Sent', 'Voided'])
    expect(invoices.filter(row => row['Invoice Status'] === 'Credit Memo').every(row => Number(row.Total) < 0)).toBe(
      true,
    )
    const firstRate = rowsOf('FX_RATES')[0]?.['Rate Date'] ?? ''
    const unrated = invoices.filter(
      row =>
        row['Currency Code'] === 'CAD' && isoOf(row['Invoice Date']) < firstRate && row['Invoice Status'] === 'Paid',
    )
    expect(unrated.length).toBeGreaterThan(0)
    expect(unrated.length).toBeLessThan(20)
  })

  test('has lines that add up to each invoice, to the cent', () => {
    for (const invoice of invoices) {
      const lines = JSON.parse(invoice['Line Items'] ?? '[]') as { quantity: number; unit_price: number }[]
      const cents = sum(lines.map(line => Math.round(line.quantity * line.unit_price * 100)))
      expect(cents, invoice['Invoice #']).toBe(Math.round(Number(invoice['Sub Total']) * 100))
    }
  })

  test('has people without a cost rate, and a contractor whom HR does not know', () => {
    expect(staff.filter(person => person['Hourly Cost'] === '').map(person => person.Employee)).toEqual([
      'Zoe Marchetti',
    ])
    const known = new Set(staff.map(person => person.Employee))
    expect([...new Set(logs.map(log => log['Resource Name']))].filter(name => !known.has(name ?? ''))).toEqual([
      'Jordan Pike',
    ])
  })
})
