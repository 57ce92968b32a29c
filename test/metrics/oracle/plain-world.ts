import type { World, WorldInvoice, WorldLicense, WorldStaff, WorldTimeLog } from './world.ts'

/** Two clients and nothing else: what examples are built on. */
export const plainWorld: World = {
  baseCurrency: 'USD',
  fiscalYearStart: 1,
  defaultCostRate: null,
  today: '2026-06-30',
  clients: [
    { name: 'Acme', externalId: null, industry: 'Retail', isActive: null },
    { name: 'Harbor', externalId: 'C-2', industry: null, isActive: null },
  ],
  staff: null,
  invoices: null,
  timeLogs: null,
  licenses: null,
  budgets: null,
  fxRates: null,
}

export const invoice = (fields: Partial<WorldInvoice>): WorldInvoice => ({
  client: 0,
  number: 'INV-1',
  date: '2026-03-10',
  due: null,
  currency: null,
  status: 'paid',
  subtotal: null,
  tax: null,
  total: null,
  serviceLine: null,
  lines: null,
  ...fields,
})

export const timeLog = (fields: Partial<WorldTimeLog>): WorldTimeLog => ({
  client: 0,
  staffName: 'Maya Lopez',
  staffEmail: null,
  date: '2026-03-10',
  hours: 100,
  rate: null,
  costRate: null,
  billable: null,
  workType: null,
  project: null,
  externalId: null,
  ...fields,
})

export const license = (fields: Partial<WorldLicense>): WorldLicense => ({
  client: 0,
  product: 'Backup',
  vendor: null,
  purchased: 10,
  assigned: null,
  used: null,
  billed: null,
  costPerSeat: null,
  totalCost: null,
  billingPeriod: null,
  start: null,
  end: null,
  isActive: null,
  externalId: null,
  ...fields,
})

export const staffMember = (fields: Partial<WorldStaff>): WorldStaff => ({
  name: 'Maya Lopez',
  email: null,
  capacity: null,
  costRate: null,
  billingRate: null,
  team: null,
  start: null,
  end: null,
  ...fields,
})
