import type { DatasetKind } from '../../server/datasets/dataset.ts'
import { sameName } from '../metrics/oracle/names.ts'
import type {
  World,
  WorldBudget,
  WorldClient,
  WorldInvoice,
  WorldLicense,
  WorldRate,
  WorldStaff,
  WorldTimeLog,
} from '../metrics/oracle/world.ts'

interface RowOf {
  readonly CLIENTS: WorldClient
  readonly STAFF: WorldStaff
  readonly INVOICES: WorldInvoice
  readonly TIME_LOGS: WorldTimeLog
  readonly LICENSES: WorldLicense
  readonly BUDGETS: WorldBudget
  readonly FX_RATES: WorldRate
}
export type Row = RowOf[DatasetKind]

/** The rows that stand, by dataset and natural key. Rows name clients by their place in the list of all names. */
export type StandingRows = Readonly<Record<DatasetKind, ReadonlyMap<string, Row>>>

export const nothingStands: StandingRows = {
  CLIENTS: new Map(),
  STAFF: new Map(),
  INVOICES: new Map(),
  TIME_LOGS: new Map(),
  LICENSES: new Map(),
  BUDGETS: new Map(),
  FX_RATES: new Map(),
}

const rowsOf = <D extends DatasetKind>(rows: StandingRows, dataset: D): RowOf[D][] =>
  [...rows[dataset].values()] as RowOf[D][]

/** The standing rows as a world; a client that does not stand is named by nobody. */
export const worldOf = (rows: StandingRows, names: readonly string[], firm: World): World => ({
  ...firm,
  clients: names.map(
    name =>
      (rows.CLIENTS.get(sameName(name)) as WorldClient | undefined) ?? {
        ...{ name, externalId: null, industry: null, isActive: null },
      },
  ),
  staff: rowsOf(rows, 'STAFF'),
  invoices: rowsOf(rows, 'INVOICES'),
  timeLogs: rowsOf(rows, 'TIME_LOGS'),
  licenses: rowsOf(rows, 'LICENSES'),
  budgets: rowsOf(rows, 'BUDGETS'),
  fxRates: rowsOf(rows, 'FX_RATES'),
})

/** The natural key of each row of a sheet that comes upon the standing rows. */
export function keysOf(dataset: DatasetKind, rows: readonly Row[], standing: StandingRows): string[] {
  const seen = new Map<string, number>()
  return rows.map(row => {
    if (dataset !== 'TIME_LOGS') return keyOf(dataset, row, standing)
    const log = row as WorldTimeLog
    if (log.externalId !== null) return `id ${log.externalId}`
    // Equal rows without an id all count.
    const content = contentOf(log)
    const occurrence = (seen.get(content) ?? 0) + 1
    seen.set(content, occurrence)
    return `${content} ${occurrence}`
  })
}

const contentOf = (log: WorldTimeLog): string =>
  JSON.stringify({
    ...log,
    staffName: sameName(log.staffName),
    staffEmail: log.staffEmail?.toLowerCase() ?? '',
    project: log.project && sameName(log.project),
    billable: log.billable ?? true,
  })

function keyOf(dataset: DatasetKind, row: Row, standing: StandingRows): string {
  switch (dataset) {
    case 'CLIENTS':
      return sameName((row as WorldClient).name)
    case 'STAFF':
      return staffKey(row as WorldStaff, standing)
    case 'INVOICES':
      return sameName((row as WorldInvoice).number)
    case 'LICENSES': {
      const { externalId, client, product, start } = row as WorldLicense
      return externalId === null ? `${client} ${sameName(product)} ${start}` : `id ${externalId}`
    }
    case 'BUDGETS': {
      const { month, measure, client } = row as WorldBudget
      return `${month} ${measure} ${client}`
    }
    default: {
      const { date, from, to } = row as WorldRate
      return `${date} ${from} ${to}`
    }
  }
}

/** By address, else by name: an address adopts the one of that name who has none, a bare name the only one of it. */
function staffKey({ name, email }: WorldStaff, standing: StandingRows): string {
  const all = [...standing.STAFF] as [string, WorldStaff][]
  const same = all.filter(([, other]) => sameName(other.name) === sameName(name))
  const known =
    email === null
      ? same.length === 1
        ? same[0]
        : undefined
      : (all.find(([, other]) => other.email === email) ?? same.find(([, other]) => other.email === null))
  return known?.[0] ?? (email === null ? `name ${sameName(name)}` : `email ${email}`)
}
