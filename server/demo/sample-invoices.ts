import { csvText } from './csv-text.ts'
import { type RandomStream, randomStream } from './random-stream.ts'
import { centsText, SAMPLE_MONTHS, type SampleCalendar, usDate } from './sample-calendar.ts'
import { isServed, type SampleClient, sampleClients, usersIn } from './sample-clients.ts'
import { type SampleLicense, sampleLicenses } from './sample-licenses.ts'
import { type SampleProject, sampleProjects } from './sample-projects.ts'

interface Line {
  readonly description: string
  readonly quantity: number
  /** Cents of the client's currency. */
  readonly price: number
}

interface Draft {
  readonly client: SampleClient
  readonly day: number
  readonly service: 'Managed services' | 'Cloud licensing' | 'Projects'
  readonly lines: readonly Line[]
  readonly kind: 'invoice' | 'credit' | 'void'
}

/** As an accounting tool exports its invoices and credit memos: dates the American way, the lines as JSON. */
export function sampleInvoicesCsv(calendar: SampleCalendar, seed: number): string {
  const random = randomStream(seed, 'invoices')
  const drafts = [
    ...monthlyInvoices(calendar, sampleLicenses(seed), random),
    ...sampleProjects(seed).flatMap(project => projectInvoices(calendar, project, random)),
  ]
    .filter(draft => draft.day >= calendar.firstDay(0) && draft.day <= calendar.lastDay(SAMPLE_MONTHS - 1))
    .sort((a, b) => a.day - b.day)
  const header = ['Invoice #', 'Company', 'Invoice Date', 'Due', 'Invoice Status', 'Service', 'Currency Code']
  return csvText(
    [...header, 'Sub Total', 'Sales Tax', 'Total', 'Line Items'],
    drafts.map((draft, index) => invoiceRow(draft, index, calendar, random)),
  )
}

function* monthlyInvoices(
  calendar: SampleCalendar,
  licenses: readonly SampleLicense[],
  random: RandomStream,
): Generator<Draft> {
  for (let month = 0; month < SAMPLE_MONTHS; month++) {
    for (const client of sampleClients) {
      if (!isServed(client, month)) continue
      const day = calendar.firstDay(month)
      const lines = managedLines(client, month)
      const base = { client, day, service: 'Managed services', kind: 'invoice' } as const
      yield { ...base, lines }
      const resold = licenses
        .filter(license => license.client === client && month >= license.from && month <= license.to)
        .map(resoldLine)
      yield { ...base, day: day + random.whole(1, 3), service: 'Cloud licensing', lines: resold }
      if (random.chance(0.018)) yield { ...base, day: day + 6, kind: 'void', lines }
      if (random.chance(0.02)) {
        const credit = [{ description: 'Goodwill credit', quantity: -1, price: random.whole(3, 16) * 5_000 }]
        yield { ...base, day: day + random.whole(10, 24), kind: 'credit', lines: credit }
      }
    }
  }
}

/** Prices rise by 4 % in the second year, except for the contract that was never looked at again. */
function managedLines(client: SampleClient, month: number): readonly Line[] {
  const rise = month >= 12 && !client.traits.includes('loss-maker') ? 1.04 : 1
  return [
    { description: 'Managed user', quantity: usersIn(client, month), price: Math.round(client.price * rise) },
    { description: 'Managed server', quantity: Math.max(1, Math.round(client.users / 25)), price: 12_500 },
  ]
}

/** Resold at 16 % above cost; for the seats that are billed, which are not always all. */
function resoldLine(license: SampleLicense): Line {
  const rate = license.client.currency === 'CAD' ? 1.38 : 1
  const price = Math.round(license.product.cost * 1.16 * rate)
  return { description: license.product.name, quantity: license.billed, price }
}

function projectInvoices(calendar: SampleCalendar, project: SampleProject, random: RandomStream): Draft[] {
  const half = (stage: string) => [{ description: `${project.name}, ${stage}`, quantity: 1, price: project.price / 2 }]
  const base = { client: project.client, service: 'Projects', kind: 'invoice' } as const
  return [
    { ...base, day: calendar.firstDay(project.from) + random.whole(7, 14), lines: half('start') },
    { ...base, day: calendar.firstDay(project.to) + random.whole(15, 26), lines: half('completion') },
  ]
}

function invoiceRow(draft: Draft, index: number, calendar: SampleCalendar, random: RandomStream) {
  const { client, lines, kind, day } = draft
  const taxRate = client.currency === 'CAD' ? 0.05 : draft.service === 'Cloud licensing' ? 0.07 : 0
  const net = lines.reduce((sum, line) => sum + line.quantity * line.price, 0)
  const tax = lines.reduce((sum, line) => sum + Math.round(line.quantity * line.price * taxRate), 0)
  return [
    `${kind === 'credit' ? 'CM' : 'INV'}-${20_001 + index}`,
    client.name,
    usDate(day),
    kind === 'credit' ? null : usDate(day + 30),
    statusOf(draft, calendar.today, random),
    draft.service,
    client.currency,
    centsText(net),
    centsText(tax),
    centsText(net + tax),
    JSON.stringify(
      lines.map(line => ({
        description: line.description,
        quantity: line.quantity,
        unit_price: line.price / 100,
        tax_rate: taxRate,
      })),
    ),
  ]
}

/** Most pay within nine weeks, late payers within four months; the tool marks as past due only what it has dunned. */
function statusOf(draft: Draft, today: number, random: RandomStream): string {
  if (draft.kind === 'void') return 'Voided'
  if (draft.kind === 'credit') return 'Credit Memo'
  const late = draft.client.traits.includes('late-payer')
  const paidAfter = late ? random.whole(70, 130) : random.whole(18, 66)
  const age = today - draft.day
  if (age < 55 && random.chance(0.05)) return 'Draft'
  if (age >= paidAfter) return 'Paid'
  return age > 60 ? 'Past Due' : 'Sent'
}
