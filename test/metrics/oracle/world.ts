import type { Day, Month } from './days.ts'

/**
 * An MSP as plain facts: what the files say, before anybody has read them. Money is minor units of its currency, hours
 * are hundredths, null is a blank cell. `null` for a whole dataset: it is never uploaded.
 */
export interface World {
  readonly baseCurrency: string
  /** First month of the fiscal year, 1 to 12. */
  readonly fiscalYearStart: number
  readonly defaultCostRate: number | null
  readonly today: Day
  readonly clients: readonly WorldClient[]
  readonly staff: readonly WorldStaff[] | null
  readonly invoices: readonly WorldInvoice[] | null
  readonly timeLogs: readonly WorldTimeLog[] | null
  readonly licenses: readonly WorldLicense[] | null
  readonly budgets: readonly WorldBudget[] | null
  readonly fxRates: readonly WorldRate[] | null
}

export interface WorldClient {
  readonly name: string
  readonly externalId: string | null
  readonly industry: string | null
  readonly isActive: boolean | null
}

export interface WorldStaff {
  readonly name: string
  readonly email: string | null
  /** Blank: 40 hours. */
  readonly capacity: number | null
  readonly costRate: number | null
  readonly billingRate: number | null
  readonly team: string | null
  readonly start: Day | null
  readonly end: Day | null
}

export type WorldStatus = 'draft' | 'pending' | 'paid' | 'overdue' | 'void' | 'credit'

export interface WorldLine {
  /** Decimals as text. */
  readonly quantity: string
  readonly unitPrice: string
  readonly discount: string | null
  readonly taxRate: string | null
}

export interface WorldInvoice {
  /** Index of the client in `clients`. */
  readonly client: number
  readonly number: string
  readonly date: Day
  readonly due: Day | null
  readonly currency: string | null
  readonly status: WorldStatus | null
  readonly subtotal: number | null
  readonly tax: number | null
  readonly total: number | null
  readonly serviceLine: string | null
  readonly lines: readonly WorldLine[] | null
}

export interface WorldTimeLog {
  readonly client: number | null
  readonly staffName: string
  readonly staffEmail: string | null
  readonly date: Day
  readonly hours: number
  readonly rate: number | null
  readonly costRate: number | null
  readonly billable: boolean | null
  readonly workType: 'reactive' | 'proactive' | 'project' | 'internal' | null
  readonly project: string | null
  readonly externalId: string | null
}

export interface WorldLicense {
  readonly client: number
  readonly product: string
  readonly vendor: string | null
  readonly purchased: number
  readonly assigned: number | null
  readonly used: number | null
  readonly billed: number | null
  readonly costPerSeat: number | null
  readonly totalCost: number | null
  readonly billingPeriod: 'monthly' | 'annual' | null
  readonly start: Day | null
  readonly end: Day | null
  readonly isActive: boolean | null
  readonly externalId: string | null
}

export interface WorldBudget {
  readonly month: Month
  readonly measure: 'revenue' | 'labour_cost' | 'license_cost' | 'hours'
  readonly client: number | null
  /** Minor units, or hundredths of hours. */
  readonly amount: number
}

export interface WorldRate {
  readonly date: Day
  readonly from: string
  readonly to: string
  /** A decimal as text. */
  readonly rate: string
}

/** How many decimal places a currency's minor unit has. */
export const placesOf = (currency: string): number => (currency === 'JPY' ? 0 : 2)
