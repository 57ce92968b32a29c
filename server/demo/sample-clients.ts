import { isoOfDay } from '../analytics/calendar.ts'
import { csvText } from './csv-text.ts'
import { randomStream } from './random-stream.ts'
import type { SampleCalendar } from './sample-calendar.ts'

/** What is special about a client; without one it is an ordinary, healthy one. */
type ClientTrait = 'loss-maker' | 'late-payer' | 'wasteful' | 'unbilled' | 'shadow' | 'growing' | 'shrinking'

export interface SampleClient {
  readonly id: string
  readonly name: string
  readonly industry: string
  /** People looked after in the first month. */
  readonly users: number
  /** Monthly price of a person, in cents of the client's currency. */
  readonly price: number
  readonly currency: 'USD' | 'CAD'
  /** Hours a person needs, 1 being usual. */
  readonly appetite: number
  readonly traits: readonly ClientTrait[]
  /** First and last month of the contract, counted as the sample's months. */
  readonly from: number
  readonly to: number
}

interface Extras {
  readonly currency?: 'CAD'
  readonly appetite?: number
  readonly traits?: readonly ClientTrait[]
  readonly from?: number
  readonly to?: number
}

const client = (name: string, industry: string, users: number, dollars: number, extras: Extras = {}) => ({
  name,
  industry,
  users,
  price: dollars * 100,
  currency: 'USD' as 'USD' | 'CAD',
  appetite: 1,
  traits: [] as readonly ClientTrait[],
  from: Number.NEGATIVE_INFINITY,
  to: Number.POSITIVE_INFINITY,
  ...extras,
})

/** Every name is invented. */
export const sampleClients: readonly SampleClient[] = [
  client('Harbor Dental Group', 'Healthcare', 62, 110, { appetite: 1.15 }),
  client('Pinecrest Family Medicine', 'Healthcare', 48, 114, { appetite: 1.1 }),
  client('Lakeshore Physical Therapy', 'Healthcare', 24, 106),
  client('Summit Orthopedics', 'Healthcare', 88, 116, { appetite: 1.25, traits: ['growing'] }),
  client('Willow Creek Veterinary', 'Healthcare', 19, 102, { traits: ['unbilled'] }),
  client('Whitfield & Barrow LLP', 'Legal', 54, 134, { appetite: 0.9 }),
  client('Calder Law Offices', 'Legal', 17, 127),
  client('Rowan Title & Escrow', 'Legal', 26, 119, { traits: ['late-payer'] }),
  client('Ashgrove Accounting Partners', 'Accounting', 41, 122),
  client('Keystone Tax Advisors', 'Accounting', 23, 118, { traits: ['wasteful'] }),
  client('Merriam Wealth Management', 'Accounting', 31, 137, { appetite: 0.75 }),
  client('Redwood Precision Machining', 'Manufacturing', 73, 94),
  client('Ironbridge Fabrication', 'Manufacturing', 58, 92, { traits: ['shadow'] }),
  client('Delmar Plastics', 'Manufacturing', 46, 90, { appetite: 1.3, traits: ['shrinking'] }),
  client('Northfield Packaging', 'Manufacturing', 82, 93, { traits: ['growing'] }),
  client('Bluestone Builders', 'Construction', 52, 97),
  client('Granite Peak Contractors', 'Construction', 37, 95, { traits: ['late-payer'] }),
  client('Copperline Electric', 'Construction', 29, 99, { appetite: 1.3 }),
  client('Fairway Outfitters', 'Retail', 64, 83, { appetite: 0.9 }),
  client('Maple & Main Markets', 'Retail', 91, 78, { appetite: 0.85 }),
  client('Juniper Home Goods', 'Retail', 33, 86, { appetite: 1.2, traits: ['wasteful'] }),
  client('Open Hands Community Trust', 'Nonprofit', 44, 74, { appetite: 0.9 }),
  client('Riverbend Food Bank', 'Nonprofit', 21, 70, { appetite: 1.5 }),
  client('Cedar Valley Academy', 'Education', 76, 69, { appetite: 1.05 }),
  client('Brightwater Learning Center', 'Education', 28, 75, { appetite: 1.25, traits: ['unbilled'] }),
  client('Larkspur Logistics', 'Logistics', 43, 63, { appetite: 2.3, traits: ['loss-maker'] }),
  client('Tradewind Freight', 'Logistics', 69, 94, { appetite: 1.1 }),
  client('Anchor Bay Marine Supply', 'Logistics', 27, 98),
  client('Stillwater Insurance Agency', 'Financial services', 35, 124),
  client('Vantage Credit Union', 'Financial services', 84, 130, { appetite: 1.05 }),
  client('Prairie Sky Agronomy', 'Agriculture', 39, 125, { currency: 'CAD' }),
  client('Boreal Timber Products', 'Manufacturing', 57, 119, { currency: 'CAD', traits: ['shadow'] }),
  client('Hollis Interiors', 'Retail', 47, 85, { to: 15 }),
  client('Sterling Eye Associates', 'Healthcare', 51, 118, { from: 10 }),
].map((item, index) => ({ id: `C-${1001 + index}`, ...item }))

/** People looked after in a month of the contract: slow growth for most, more or less where the trait says so. */
export function usersIn(client: SampleClient, month: number): number {
  const yearly = client.traits.includes('growing') ? 0.16 : client.traits.includes('shrinking') ? -0.12 : 0.03
  return Math.round(client.users * (1 + (yearly * (month - Math.max(client.from, 0))) / 12))
}

export const isServed = (client: SampleClient, month: number): boolean => month >= client.from && month <= client.to

/** As a PSA exports its companies; the account manager is a column the product does not know and keeps. */
export function sampleClientsCsv(calendar: SampleCalendar, seed: number): string {
  const random = randomStream(seed, 'clients')
  const header = ['Company ID', 'Company Name', 'Industry', 'Primary Email', 'Phone', 'Status', 'Client Since']
  return csvText(
    [...header, 'Account Manager'],
    sampleClients.map(client => [
      client.id,
      client.name,
      client.industry,
      `office@${client.name.toLowerCase().replace(/[^a-z]+/g, '-')}.example`,
      `1555${random.whole(2_000_000, 9_999_999)}`,
      client.to < 24 ? 'Inactive' : 'Active',
      isoOfDay(Number.isFinite(client.from) ? calendar.firstDay(client.from) : calendar.firstDay(-random.whole(6, 90))),
      random.pick(['Dana Whitlock', 'Priya Raman']),
    ]),
  )
}
