import type { DatasetKind } from '../../server/datasets/dataset.ts'
import { firstDayOf, lastDayOf, monthAfter } from '../metrics/oracle/days.ts'
import { makeInvoices, makeRates } from '../metrics/oracle/make-invoices.ts'
import { makeBudgets, makeLicenses } from '../metrics/oracle/make-licenses.ts'
import { makeStaff } from '../metrics/oracle/make-people.ts'
import { makeTimeLogs } from '../metrics/oracle/make-time.ts'
import type { Chance } from '../metrics/oracle/random.ts'
import type { World } from '../metrics/oracle/world.ts'
import type { FirmModel, Upload } from './firm-model.ts'
import type { UploadOptions } from './firms.ts'
import { type BadCell, type Format, formats, type SheetFile, sheetFile } from './sheet.ts'
import type { Row } from './standing-rows.ts'

export const MONTHS = ['2025-03', '2025-07'] as const

/** A sheet, how it is brought, and what it means to the model. */
export interface RandomSheet {
  readonly file: SheetFile
  readonly dataset: DatasetKind
  readonly options: UploadOptions
  /** What is accepted; null: the sheet is refused as a whole. */
  readonly upload: Upload | null
  /** Rows that are rejected and can be corrected, in the order of `file.mended`. */
  readonly rejected: readonly Row[]
}

const nobody = 'Nobody & Sons'
const faults: Partial<Record<DatasetKind, readonly (readonly [column: string, text: string])[]>> = {
  TIME_LOGS: [
    ['date', '2025-02-30'],
    ['hours', '25'],
    ['client', nobody],
  ],
  INVOICES: [
    ['date', '2025-02-30'],
    ['client', nobody],
  ],
  LICENSES: [
    ['seats_purchased', '0'],
    ['client', nobody],
  ],
}

/** A sheet of some standing rows as they are, some with other content, some that are new, and some that are wrong. */
export async function randomSheet(chance: Chance, model: FirmModel, dataset: DatasetKind): Promise<RandomSheet> {
  const createMissingClients = dataset !== 'CLIENTS' && chance.percent(30)
  const isNamed = (row: Row): boolean => !('client' in row) || createMissingClients || model.isStanding(row.client)
  const share = chance.pick([8, 40, 90])
  const made = madeRows(chance, model.firm, dataset, model.names.length).filter(isNamed)
  const changed = made.filter(() => chance.percent(share))
  // Whom the two firms have erased, each calls by another name.
  const sayable = [...model.rows[dataset].values()].filter(
    row => !('staffName' in row) || !row.staffName.startsWith('Erased '),
  )
  const kept = sayable.filter(() => chance.percent(chance.pick([0, 30])))
  // Few rows onto many stored ones are looked up one by one.
  const some = chance.percent(25) ? [chance.pick(made)] : [...changed, ...kept, ...made.slice(0, 1)]
  const rows = withoutConflicts(dataset, some)
  const scope = chance.pick(['UPSERT', 'UPSERT', 'UPSERT', 'REPLACE_ALL', 'REPLACE_PERIOD'] as const)
  const { good, options } = scoped(chance, dataset, rows, scope, createMissingClients)
  const bad = badCells(chance, dataset, good, createMissingClients)
  const [accepted, rejected] = [good.slice(0, good.length - bad.length), good.slice(good.length - bad.length)]
  const format: Format = chance.pick(formats)
  const file = await sheetFile(only(model.world, dataset, good), dataset, format, bad)
  const isRefused = options.mode === 'STRICT' && bad.length > 0
  const upload = { dataset, rows: accepted, ...options }
  return {
    file,
    dataset,
    options,
    upload: isRefused || options.dryRun ? null : upload,
    rejected: [...rejected].reverse(),
  }
}

function scoped(
  chance: Chance,
  dataset: DatasetKind,
  rows: readonly Row[],
  asked: UploadOptions['scope'],
  createMissingClients: boolean,
): { good: readonly Row[]; options: UploadOptions } {
  const month = monthAfter(MONTHS[0], chance.between(0, 4))
  const period = { from: firstDayOf(month), to: lastDayOf(monthAfter(month, chance.between(0, 2))) }
  const within = rows.filter(row => 'date' in row && row.date >= period.from && row.date <= period.to)
  const hasPeriod = ['TIME_LOGS', 'INVOICES', 'FX_RATES'].includes(dataset) && within.length > 0
  // A client list that leaves out who is named elsewhere keeps them: that is another story.
  const possible = asked === 'REPLACE_PERIOD' ? hasPeriod : asked === 'REPLACE_ALL' ? dataset !== 'CLIENTS' : true
  const scope = possible ? asked : 'UPSERT'
  const common = {
    mode: chance.pick(['LENIENT', 'LENIENT', 'LENIENT', 'STRICT'] as const),
    createMissingClients,
    dryRun: chance.percent(6),
  }
  return scope === 'REPLACE_PERIOD'
    ? { good: within, options: { ...common, scope, period } }
    : { good: rows, options: { ...common, scope, period: null } }
}

/** At most three at the end of the sheet, never all of its rows. */
function badCells(chance: Chance, dataset: DatasetKind, rows: readonly Row[], createMissing: boolean): BadCell[] {
  const possible = (faults[dataset] ?? []).filter(([column]) => !(createMissing && column === 'client'))
  if (possible.length === 0 || rows.length < 2 || chance.percent(50)) return []
  return Array.from({ length: chance.between(1, Math.min(3, rows.length - 1)) }, (_, fromEnd) => {
    const [column, text] = chance.pick(possible)
    return { fromEnd, column, text }
  })
}

/** Rows of names, numbers and keys that recur, so that one sheet changes what another one brought. */
function madeRows(chance: Chance, firm: World, dataset: DatasetKind, clients: number): Row[] {
  const months = MONTHS
  const foreign = ['EUR', 'GBP', 'JPY'].map(currency => (currency === firm.baseCurrency ? 'USD' : currency))
  switch (dataset) {
    case 'CLIENTS':
      return firm.clients.map(client => ({
        ...client,
        industry: chance.maybe(20, chance.pick(['Healthcare', 'Legal', 'legal', 'Retail'])),
        isActive: chance.pick([true, null, false]),
      }))
    case 'STAFF':
      return makeStaff(chance, 6, months)
    case 'INVOICES':
      return makeInvoices(chance, { clients, count: 16, months, foreign })
    case 'TIME_LOGS':
      return makeTimeLogs(chance, { clients, count: 24, months, staff: firm.staff! })
    case 'LICENSES':
      return makeLicenses(chance, { clients, count: 8, months })
    case 'BUDGETS':
      return makeBudgets(chance, clients, months)
    case 'FX_RATES':
      return makeRates(firm.baseCurrency, foreign, months)
  }
}

/** Within a sheet, no two rows of one key that say different things. */
function withoutConflicts(dataset: DatasetKind, rows: readonly Row[]): Row[] {
  const seen = new Set<string>()
  return rows.filter(row => {
    const keys = identities(dataset, row)
    if (keys.some(key => seen.has(key))) return false
    for (const key of keys) seen.add(key)
    return true
  })
}

/** Everything by which a row could be the same as another one of its sheet. */
function identities(dataset: DatasetKind, row: Row): string[] {
  if ('externalId' in row && row.externalId !== null) return [row.externalId]
  if ('hours' in row) return []
  if ('product' in row) return [`${row.client} ${row.product.toLowerCase().replace(/\s+/g, ' ')} ${row.start}`]
  if ('number' in row) return [row.number]
  if ('measure' in row) return [`${row.month} ${row.measure} ${row.client}`]
  if ('rate' in row && 'from' in row) return [`${row.date} ${row.from} ${row.to}`]
  return dataset === 'STAFF'
    ? [(row as { name: string; email: string | null }).email ?? '', row.name as string]
    : [row.name as string]
}

/** The world with these rows as its only ones. */
function only(world: World, dataset: DatasetKind, rows: readonly Row[]): World {
  const none = { staff: null, invoices: null, timeLogs: null, licenses: null, budgets: null, fxRates: null }
  const places = {
    ...{ CLIENTS: 'clients', STAFF: 'staff', INVOICES: 'invoices', TIME_LOGS: 'timeLogs' },
    ...{ LICENSES: 'licenses', BUDGETS: 'budgets', FX_RATES: 'fxRates' },
  }
  return { ...world, ...none, [places[dataset]]: rows }
}
