import { dayAfter, firstDayOf, lastDayOf, type Month, monthAfter, monthsFrom } from './days.ts'
import type { Chance } from './random.ts'
import { placesOf, type WorldInvoice, type WorldLine, type WorldRate, type WorldStatus } from './world.ts'

const STATUSES: readonly (WorldStatus | null)[] = [
  'paid',
  'paid',
  'paid',
  'pending',
  'pending',
  'overdue',
  'draft',
  'void',
  'credit',
  null,
]
const SERVICE_LINES = ['Managed services', 'Projects', 'managed  Services', 'Hardware']

export interface InvoicePlan {
  readonly clients: number
  readonly count: number
  readonly months: readonly [Month, Month]
  /** Currencies beside the base, the last one without any rate. */
  readonly foreign: readonly string[]
}

export function makeInvoices(chance: Chance, plan: InvoicePlan): WorldInvoice[] {
  const months = monthsFrom(...plan.months)
  return Array.from({ length: plan.count }, (_, index) => {
    const month = index < 2 ? plan.months[index]! : chance.pick(months)
    const date = `${month}-${String(chance.between(1, 28)).padStart(2, '0')}`
    const currency = chance.percent(70) ? null : chance.pick(plan.foreign)
    const status = index < 2 ? 'paid' : chance.pick(STATUSES)
    return {
      client: chance.between(0, plan.clients - 1),
      number: `INV-${2000 + index}`,
      date,
      due: chance.maybe(30, dayAfter(date, chance.pick([0, 14, 30, 45]))),
      currency,
      status,
      serviceLine: chance.maybe(25, chance.pick(SERVICE_LINES)),
      ...amounts(chance, status, currency === null ? 2 : placesOf(currency)),
    }
  })
}

type Amounts = Pick<WorldInvoice, 'subtotal' | 'tax' | 'total' | 'lines'>

/** Every way a file says what an invoice is worth: with and without subtotal, tax, total and lines. */
function amounts(chance: Chance, status: WorldStatus | null, places: number): Amounts {
  const size = chance.between(1, 900_000)
  const net = status === 'credit' && chance.percent(50) ? -size : size
  const tax = Math.trunc(net / 10)
  switch (chance.between(0, status === 'credit' ? 4 : 7)) {
    case 0:
      return { subtotal: net, tax: null, total: net + tax, lines: null }
    case 1:
      return { subtotal: null, tax: null, total: net, lines: null }
    case 2:
      return { subtotal: net, tax, total: null, lines: null }
    case 3:
      return { subtotal: null, tax, total: net + tax, lines: null }
    case 4:
    case 5:
      return { subtotal: net, tax, total: net + tax, lines: null }
    case 6:
      return { subtotal: null, tax: null, total: null, lines: makeLines(chance, places, false) }
    default:
      return { subtotal: null, tax: null, total: null, lines: makeLines(chance, places, true) }
  }
}

/** Lines that come out whole in the minor unit, with their tax too. */
function makeLines(chance: Chance, places: number, taxed: boolean): WorldLine[] {
  return Array.from({ length: chance.between(1, 3) }, () => ({
    quantity: chance.pick(['1', '40', '2.5']),
    unitPrice: places === 0 ? `${chance.between(1, 500) * 100}` : `${chance.between(10, 500)}.20`,
    discount: chance.maybe(60, '5'),
    taxRate: taxed ? '0.2' : null,
  }))
}

/** Direct rates for one foreign currency, only inverse ones for the next, both for a third from the middle on. */
export function makeRates(base: string, foreign: readonly string[], months: readonly [Month, Month]): WorldRate[] {
  const span = monthsFrom(monthAfter(months[0], -1), months[1])
  const half = Math.floor(span.length / 2)
  return span.flatMap((month, index) => {
    const [direct, inverse, both] = foreign
    const date = index % 2 === 0 ? firstDayOf(month) : lastDayOf(month)
    const rates: WorldRate[] = []
    if (direct) rates.push({ date, from: direct, to: base, rate: `1.${1000 + index * 37}` })
    if (inverse) rates.push({ date, from: base, to: inverse, rate: `0.${7001 + index * 29}` })
    if (both && index >= half) rates.push({ date, from: both, to: base, rate: `0.0${651 + index}` })
    if (both && index >= half + 2) rates.push({ date, from: base, to: both, rate: `15.${1501 + index}` })
    return rates
  })
}
