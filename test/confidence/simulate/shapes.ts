/** A shape of business: what its clients' months look like before anything goes wrong with the data. */
export interface BusinessShape {
  readonly name: string
  /** From–to ranges; each organization draws its own. */
  readonly clients: readonly [number, number]
  /** Time logs a client and month: the middle client, and how far clients lie apart (log scale). */
  readonly logs: readonly [number, number]
  readonly clientSpread: number
  /** How far the months of a client lie apart (log scale). */
  readonly monthSpread: number
  /** Chance of a month without work. */
  readonly pause: number
  /** Swing over the year. */
  readonly season: number
  /** Change a month. */
  readonly growth: readonly [number, number]
  /** Chance a month of a project that multiplies the work. */
  readonly project: number
  /** Chance a month that a client leaves, that it joined after the start. */
  readonly leaving: number
  readonly joining: number
  /** Invoices a client and month, how far their amounts lie apart, and when they are dated. */
  readonly invoices: readonly [number, number]
  readonly invoiceSpread: number
  readonly invoiceDay: 'first' | 'end' | 'spread'
  readonly licenses: readonly [number, number]
  readonly months: readonly [number, number]
}

const managed: BusinessShape = {
  name: 'managed',
  clients: [8, 16],
  logs: [10, 35],
  clientSpread: 0.7,
  monthSpread: 0.12,
  pause: 0,
  season: 0.05,
  growth: [-0.005, 0.01],
  project: 0.02,
  leaving: 0.003,
  joining: 0.1,
  invoices: [1, 2],
  invoiceSpread: 0.15,
  invoiceDay: 'first',
  licenses: [2, 6],
  months: [14, 30],
}

/** Shapes that the model is fitted on. */
export const fittedShapes: readonly BusinessShape[] = [
  managed,
  { ...managed, name: 'seasonal', season: 0.5, monthSpread: 0.2, invoiceDay: 'end' },
  {
    ...managed,
    name: 'projects',
    monthSpread: 0.5,
    project: 0.2,
    pause: 0.1,
    invoices: [1, 4],
    invoiceSpread: 0.9,
    invoiceDay: 'spread',
  },
  { ...managed, name: 'small', clients: [4, 8], logs: [2, 9], monthSpread: 0.4, pause: 0.08, licenses: [0, 3] },
  { ...managed, name: 'growing', growth: [0.02, 0.06], joining: 0.6, monthSpread: 0.2, invoices: [1, 3] },
  { ...managed, name: 'large', clients: [6, 10], logs: [50, 120], monthSpread: 0.15, invoices: [2, 6] },
]

/** Shapes that it is judged on and never sees before. */
export const judgedShapes: readonly BusinessShape[] = [
  {
    ...managed,
    name: 'shrinking',
    growth: [-0.05, -0.015],
    leaving: 0.03,
    monthSpread: 0.25,
    invoices: [1, 3],
    invoiceDay: 'end',
  },
  {
    ...managed,
    name: 'break-fix',
    logs: [4, 18],
    monthSpread: 0.8,
    pause: 0.2,
    invoices: [0, 3],
    invoiceSpread: 0.7,
    invoiceDay: 'spread',
    licenses: [0, 2],
  },
  {
    ...managed,
    name: 'few large invoices',
    clients: [5, 9],
    logs: [15, 60],
    monthSpread: 0.3,
    invoices: [1, 1],
    invoiceSpread: 1.1,
    invoiceDay: 'spread',
  },
  { ...managed, name: 'newcomer', months: [6, 11], clients: [6, 14], joining: 0.3, monthSpread: 0.25 },
  {
    ...managed,
    name: 'school year',
    season: 0.8,
    pause: 0.05,
    monthSpread: 0.3,
    project: 0.06,
    invoices: [1, 5],
    invoiceSpread: 0.5,
  },
  // These two came after the form of the model was settled, and nothing was changed for them.
  {
    ...managed,
    name: 'consultancy',
    clients: [5, 12],
    logs: [20, 80],
    monthSpread: 0.6,
    project: 0.15,
    pause: 0.1,
    invoices: [1, 3],
    invoiceSpread: 0.4,
    invoiceDay: 'end',
    licenses: [0, 1],
  },
  {
    ...managed,
    name: 'reseller',
    clients: [12, 22],
    logs: [1, 6],
    clientSpread: 1,
    monthSpread: 0.4,
    pause: 0.15,
    invoices: [1, 8],
    invoiceSpread: 0.8,
    licenses: [4, 10],
  },
]
