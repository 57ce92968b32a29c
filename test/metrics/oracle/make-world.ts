import { dayAfter, lastDayOf, type Month, monthAfter } from './days.ts'
import { makeInvoices, makeRates } from './make-invoices.ts'
import { makeBudgets, makeLicenses } from './make-licenses.ts'
import { makeClients, makeStaff } from './make-people.ts'
import { makeTimeLogs } from './make-time.ts'
import { chanceOf } from './random.ts'
import type { World } from './world.ts'

export interface WorldSize {
  readonly clients: number
  readonly staff: number
  readonly months: number
  readonly invoices: number
  readonly timeLogs: number
  readonly licenses: number
}

export const smallSize: WorldSize = { clients: 4, staff: 5, months: 5, invoices: 22, timeLogs: 35, licenses: 10 }
export const bigSize: WorldSize = { clients: 14, staff: 8, months: 17, invoices: 260, timeLogs: 700, licenses: 60 }

/**
 * A made-up MSP, the same for the same seed. With `complete`, no dataset is left out; otherwise one may never have been
 * uploaded. What the specification leaves open is kept out: the first and last month have an invoice that counts.
 */
export function makeWorld(seed: number, size: WorldSize, complete = false): World {
  const chance = chanceOf(seed)
  const first: Month = monthAfter('2025-01', chance.between(0, 9))
  const months = [first, monthAfter(first, size.months - 1)] as const
  const base = chance.pick(['USD', 'USD', 'EUR'])
  const foreign = ['EUR', 'GBP', 'JPY', 'CHF'].map(currency => (currency === base ? 'USD' : currency))
  const staff = makeStaff(chance, size.staff, months)
  const left = <T>(share: number, rows: T): T | null => (complete ? rows : chance.maybe(share, rows))
  const timeLogs = makeTimeLogs(chance, { clients: size.clients, count: size.timeLogs, months, staff })
  return {
    baseCurrency: base,
    fiscalYearStart: chance.pick([1, 1, 4, 7, 10]),
    defaultCostRate: chance.maybe(60, 4800),
    today: dayAfter(lastDayOf(months[1]), chance.pick([-40, -12, 0, 5, 60])),
    clients: makeClients(chance, size.clients),
    staff: left(15, staff),
    invoices: makeInvoices(chance, { clients: size.clients, count: size.invoices, months, foreign }),
    timeLogs: left(12, timeLogs),
    licenses: left(15, makeLicenses(chance, { clients: size.clients, count: size.licenses, months })),
    budgets: left(20, makeBudgets(chance, size.clients, months)),
    fxRates: left(10, makeRates(base, foreign, months)),
  }
}
