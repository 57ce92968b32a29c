import { isoOfDay } from '../analytics/calendar.ts'
import { csvText } from './csv-text.ts'
import { randomStream } from './random-stream.ts'
import { centsText, SAMPLE_MONTHS, type SampleCalendar } from './sample-calendar.ts'
import { isServed, type SampleClient, sampleClients, usersIn } from './sample-clients.ts'

interface Product {
  readonly name: string
  readonly vendor: string
  /** Cents a seat and month. */
  readonly cost: number
  /** Seats for each person looked after. */
  readonly share: number
  readonly industries?: readonly string[]
}

const products: readonly Product[] = [
  { name: 'Microsoft 365 Business Premium', vendor: 'Microsoft', cost: 1870, share: 1 },
  { name: 'Huntress Managed EDR', vendor: 'Huntress', cost: 310, share: 1.05 },
  { name: 'Proofpoint Essentials Business', vendor: 'Proofpoint', cost: 215, share: 1 },
  { name: 'Datto Endpoint Backup', vendor: 'Datto', cost: 420, share: 0.35 },
  { name: 'Adobe Acrobat Pro', vendor: 'Adobe', cost: 1690, share: 0.3, industries: ['Legal', 'Accounting'] },
  { name: 'Autodesk AutoCAD LT', vendor: 'Autodesk', cost: 3900, share: 0.12, industries: ['Construction'] },
  { name: 'KnowBe4 Security Awareness', vendor: 'KnowBe4', cost: 165, share: 1, industries: ['Financial services'] },
]

/** One license for one term of a year. */
export interface SampleLicense {
  readonly id: string
  readonly client: SampleClient
  readonly product: Product
  readonly purchased: number
  readonly assigned: number
  readonly used: number
  readonly billed: number
  /** Months in force, counted as the sample's months. */
  readonly from: number
  readonly to: number
  readonly renews: boolean
}

/** Yearly terms over the whole sample; what is wasted, unbilled or assigned without being bought is the client's trait. */
export function sampleLicenses(seed: number): readonly SampleLicense[] {
  const random = randomStream(seed, 'licenses')
  const licenses: SampleLicense[] = []
  for (const [index, client] of sampleClients.entries()) {
    for (const product of products) {
      if (product.industries && !product.industries.includes(client.industry)) continue
      const first = Math.max(client.from, (index % 12) - 11)
      for (let from = first; from < SAMPLE_MONTHS; from += 12) {
        if (!isServed(client, from)) continue
        const seats = seatsOf(client, product, from, random.whole(0, 3), random.between(0.9, 1))
        const id = `SUB-${4400 + licenses.length}`
        licenses.push({ id, client, product, ...seats, from, to: lastMonth(client, product, from), renews: true })
      }
    }
  }
  return licenses
}

function seatsOf(client: SampleClient, product: Product, month: number, spare: number, use: number) {
  const needed = Math.max(2, Math.round(usersIn(client, month) * product.share))
  const office = product.vendor === 'Microsoft'
  const purchased = office && client.traits.includes('wasteful') ? Math.round(needed * 1.8) : needed + spare
  const shadow = office && client.traits.includes('shadow') ? 4 + spare : 0
  const assigned = Math.min(needed, purchased) + (shadow > 0 ? purchased - needed + shadow : 0)
  const unbilled = client.traits.includes('unbilled') && product.share >= 1 ? 3 + spare : 0
  const used = Math.min(purchased, Math.round(Math.min(assigned, needed) * use))
  return { purchased, assigned, used, billed: Math.max(1, purchased - unbilled) }
}

/** A client that leaves ends its licenses with the contract, except the one that nobody thought of. */
function lastMonth(client: SampleClient, product: Product, from: number): number {
  return product.vendor === 'Microsoft' ? from + 11 : Math.min(from + 11, client.to)
}

/** As a distributor's portal exports its subscriptions. */
export function sampleLicensesCsv(calendar: SampleCalendar, seed: number): string {
  return csvText(
    [
      'Subscription ID',
      'Customer ID',
      'Product',
      'Vendor',
      'License Type',
      'Qty Purchased',
      'Qty Assigned',
      'Qty Used',
      'Qty Billed',
      'Unit Price/mo',
      'Annual Cost',
      'Billing Frequency',
      'Term Start',
      'Term End',
      'License Status',
      'Auto-Renew',
    ],
    sampleLicenses(seed).map(license => [
      license.id,
      license.client.id,
      license.product.name,
      license.product.vendor,
      'Subscription',
      license.purchased,
      license.assigned,
      license.used,
      license.billed,
      centsText(license.product.cost),
      centsText(license.product.cost * license.purchased * 12),
      'Annual',
      isoOfDay(calendar.firstDay(license.from)),
      isoOfDay(calendar.lastDay(license.to)),
      'Active',
      license.renews ? 'Yes' : 'No',
    ]),
  )
}
