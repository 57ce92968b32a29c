import type { SqlEntityManager } from '@mikro-orm/sql'
import { sql } from 'kysely'
import { dbOf } from '../../server/db/tables.ts'

const FACTS = [
  'client_row',
  'invoice_row',
  'time_log_row',
  'license_row',
  'staff_row',
  'budget_row',
  'fx_rate_row',
] as const
const ROLLUPS = {
  time_month: ['client_id', 'month'],
  time_open_month: ['client_id', 'month', 'person_id'],
  time_person_month: ['month', 'person_id', 'work_type'],
  invoice_month: ['client_id', 'month', 'service_line_id'],
} as const

type Row = Record<string, string | number | null | undefined>
const withoutVersion = ({ snapshot, row, superseded_by, origin_snapshot, origin_row, ...rest }: Row): string =>
  JSON.stringify(rest)

/** The rows in force, as sorted texts without the version's own columns: equal texts are equal data. */
export async function rowsInForce(em: SqlEntityManager): Promise<Record<string, string[]>> {
  const state: Record<string, string[]> = {}
  for (const fact of FACTS) {
    const { rows } = await sql<Row>`select * from ${sql.table(fact)} where superseded_by is null`.execute(dbOf(em))
    state[fact] = rows.map(withoutVersion).sort()
  }
  return state
}

/** The rollups as of snapshot `asOf`, summed over their deltas; groups that sum to nothing are left out. */
export async function rollupSums(
  em: SqlEntityManager,
  asOf = Number.MAX_SAFE_INTEGER,
): Promise<Record<string, Record<string, Row>>> {
  const state: Record<string, Record<string, Row>> = {}
  for (const [table, grain] of Object.entries(ROLLUPS)) {
    const { rows } = await sql<Row>`select * from ${sql.table(table)} where snapshot <= ${asOf}`.execute(dbOf(em))
    const groups: Record<string, Row> = {}
    for (const { organization_id: _, snapshot: __, ...row } of rows) {
      const key = grain.map(name => row[name]).join(':')
      const sum = groups[key] ?? Object.fromEntries(Object.keys(row).map(name => [name, 0]))
      groups[key] = sum
      for (const [name, value] of Object.entries(row)) {
        sum[name] = (grain as readonly string[]).includes(name) ? value : Number(sum[name]) + Number(value)
      }
    }
    state[table] = Object.fromEntries(
      Object.entries(groups).filter(([, sum]) =>
        Object.entries(sum).some(([name, value]) => !(grain as readonly string[]).includes(name) && value !== 0),
      ),
    )
  }
  return state
}

/** The rollups computed anew from the rows in force as of snapshot `asOf`, one row at a time. */
export async function recomputedRollups(
  em: SqlEntityManager,
  asOf = Number.MAX_SAFE_INTEGER,
): Promise<Record<string, Record<string, Row>>> {
  const state: Record<string, Record<string, Row>> = {
    time_month: {},
    time_open_month: {},
    time_person_month: {},
    invoice_month: {},
  }
  const inForce = sql`snapshot <= ${asOf} and (superseded_by is null or superseded_by > ${asOf})`
  const logs = (await sql<Row>`select * from time_log_row where ${inForce}`.execute(dbOf(em))).rows
  for (const log of logs) {
    const [hours, rate, cost] = [Number(log.hours), log.rate, log.cost_rate]
    const billable = log.billable === 1
    const sums = {
      rows: 1,
      hours,
      billable_hours: billable ? hours : 0,
      cost: hours * Number(cost ?? 0),
      value: billable ? hours * Number(rate ?? 0) : 0,
    }
    addTo(state.time_month, { client_id: log.client_id, month: log.month }, sums)
    const open = {
      cost_rows: cost === null ? 1 : 0,
      cost_hours: cost === null ? hours : 0,
      billing_cost: cost === null ? hours * Number(rate ?? 0) : 0,
      bare_rows: cost === null && rate === null ? 1 : 0,
      value_rows: rate === null && billable ? 1 : 0,
      value_hours: rate === null && billable ? hours : 0,
    }
    addTo(
      state.time_person_month,
      { month: log.month, person_id: log.person_id, work_type: log.work_type ?? '' },
      { ...sums, ...open },
    )
    if (cost !== null && (rate !== null || !billable)) continue
    addTo(
      state.time_open_month,
      { client_id: log.client_id, month: log.month, person_id: log.person_id },
      { ...open, bare_hours: cost === null && rate === null ? hours : 0 },
    )
  }
  const invoices = (await sql<Row>`select * from invoice_row where ${inForce}`.execute(dbOf(em))).rows
  for (const invoice of invoices) {
    const { status, net, tax, total } = invoice
    if (invoice.is_foreign === 1 || status === 'draft' || status === 'void') continue
    addTo(
      state.invoice_month,
      { client_id: invoice.client_id, month: invoice.month, service_line_id: invoice.service_line_id ?? 0 },
      {
        rows: 1,
        net: Number(net),
        tax: Number(tax ?? 0),
        tax_rows: tax === null ? 0 : 1,
        billed: Number(total),
        paid: status === 'paid' ? Number(total) : 0,
        overdue: status === 'overdue' ? Number(total) : 0,
        pending_rows: status === 'pending' ? 1 : 0,
      },
    )
  }
  return state
}

function addTo(groups: Record<string, Row> | undefined, grain: Row, measures: Record<string, number>): void {
  if (!groups) return
  const key = Object.values(grain).join(':')
  const sum = groups[key] ?? { ...grain, ...Object.fromEntries(Object.keys(measures).map(name => [name, 0])) }
  groups[key] = sum
  for (const [name, value] of Object.entries(measures)) sum[name] = Number(sum[name]) + value
}
