import { lastDayOf, type Month, monthAfter, monthsFrom } from './days.ts'
import type { Chance } from './random.ts'
import type { WorldBudget, WorldLicense } from './world.ts'

const PRODUCTS = ['Microsoft 365 E3', 'Backup Pro', 'microsoft 365  E3', 'EDR']
const VENDORS = ['Microsoft', 'Acronis', 'MICROSOFT']

export interface LicensePlan {
  readonly clients: number
  readonly count: number
  readonly months: readonly [Month, Month]
}

/** Licenses with open ends, annual and monthly, counts and costs missing here and there; no two share a key. */
export function makeLicenses(chance: Chance, plan: LicensePlan): WorldLicense[] {
  const months = monthsFrom(monthAfter(plan.months[0], -2), plan.months[1])
  const seen = new Set<string>()
  const licenses: WorldLicense[] = []
  for (let index = 0; index < plan.count; index++) {
    const client = chance.between(0, plan.clients - 1)
    const product = chance.pick(PRODUCTS)
    const startMonth = chance.pick(months)
    const start = index === 0 ? null : chance.maybe(15, `${startMonth}-${chance.pick(['01', '15', '28'])}`)
    const end = chance.percent(50) ? lastDayOf(monthAfter(startMonth, chance.between(0, 14))) : null
    const key = `${client} ${product.toLowerCase().replace(/\s+/g, ' ')} ${start}`
    if (seen.has(key)) continue
    seen.add(key)
    const purchased = chance.pick([1, 3, 7, 10, 25, 40])
    licenses.push({
      client,
      product,
      vendor: chance.maybe(20, chance.pick(VENDORS)),
      purchased,
      assigned: chance.maybe(25, chance.between(0, purchased + 2)),
      used: chance.maybe(20, chance.between(0, purchased + 3)),
      billed: chance.maybe(25, chance.between(0, purchased + 2)),
      costPerSeat: chance.maybe(35, chance.pick([1870, 999, 350, 0])),
      totalCost: chance.maybe(45, chance.between(0, 500_000)),
      billingPeriod: chance.pick(['monthly', 'annual', null] as const),
      start,
      end: end && chance.percent(50) ? `${end.slice(0, 8)}17` : end,
      isActive: chance.pick([true, true, true, null, false]),
      externalId: chance.maybe(60, `SUB-${index}`),
    })
  }
  return licenses.map(license => {
    const isBackwards = license.start !== null && license.end !== null && license.end < license.start
    return isBackwards ? { ...license, end: license.start } : license
  })
}

/** Budgets of the firm for some months and measures, of clients for others, of both for the rest. */
export function makeBudgets(chance: Chance, clients: number, months: readonly [Month, Month]): WorldBudget[] {
  const measures = ['revenue', 'labour_cost', 'license_cost', 'hours'] as const
  return monthsFrom(...months).flatMap(month =>
    measures.flatMap(measure => {
      const parts = Array.from({ length: clients }, (_, client) => client).filter(() => chance.percent(30))
      const rows: WorldBudget[] = parts.map(client => ({ month, measure, client, amount: chance.between(1, 99_999) }))
      if (chance.percent(50)) rows.push({ month, measure, client: null, amount: chance.between(100_000, 9_999_999) })
      return rows
    }),
  )
}
