import type { SqlEntityManager } from '@mikro-orm/sql'
import { sql } from 'kysely'
import type { Dataset, DatasetKind } from '../../datasets/dataset.ts'
import { dbOf } from '../../db/tables.ts'
import type { Inspection } from '../reading/sheet.ts'
import type { Findings } from './findings.ts'
import type { Stage } from './stage.ts'

/** Where a declared column that a sheet may lack is stored, and what a stored row then loses: anything but this. */
const STORED: Partial<Record<DatasetKind, Readonly<Record<string, string>>>> = {
  CLIENTS: {
    industry: 'industry_id is not null',
    contact_email: 'contact_email is not null',
    contact_phone: 'contact_phone is not null',
    is_active: 'is_active = 0',
    since: 'since_day is not null',
  },
  INVOICES: {
    due_date: 'due_day is not null',
    service_line: 'service_line_id is not null',
    lines_json: 'lines is not null',
  },
  TIME_LOGS: {
    rate: 'rate is not null',
    cost_rate: 'cost_rate is not null',
    billable: 'billable = 0',
    work_type: 'work_type is not null',
    project_name: 'project_id is not null',
    task_description: 'description is not null',
  },
  LICENSES: {
    vendor: 'vendor_id is not null',
    license_type: 'license_type is not null',
    seats_assigned: 'seats_assigned is not null',
    seats_used: 'seats_used is not null',
    seats_billed: 'seats_billed is not null',
    cost_per_seat: 'cost_per_seat is not null',
    total_cost: 'total_cost is not null',
    end_date: 'end_day is not null',
    is_active: 'is_active = 0',
    auto_renew: 'auto_renew is not null',
  },
  STAFF: {
    capacity_hours_per_week: 'capacity <> 4000',
    cost_rate: 'cost_rate is not null',
    billing_rate: 'billing_rate is not null',
    team: 'team_id is not null',
    start_date: 'start_day is not null',
    end_date: 'end_day is not null',
  },
}

/**
 * A row is what the newest sheet says of it: a column that the sheet lacks is blank from then on. Warns, before anything
 * is stored, of rows that would lose a value so.
 */
export async function noteClearedColumns(
  em: SqlEntityManager,
  { table, goneName }: Stage,
  dataset: Dataset,
  inspection: Inspection,
  findings: Findings,
  organizationId: number,
): Promise<void> {
  const has = new Set(inspection.headings.map(heading => heading.column))
  const lacking = Object.entries(STORED[dataset.kind] ?? {}).filter(
    ([column]) => !has.has(column) && !(column === 'lines_json' && has.has('line_unit_price')),
  )
  if (lacking.length === 0) return
  const counts = sql.raw(
    lacking.map(([column, kept]) => `sum(case when t.${kept} then 1 else 0 end) as "${column}"`).join(', '),
  )
  const match = sql.raw(table.key.map(name => `t.${name} = g.${name}`).join(' and '))
  const { rows } = await sql<Record<string, number | null>>`select ${counts} from ${sql.raw(goneName)} as g
    cross join ${sql.table(table.name)} as t
    where g.replaced = 1 and t.organization_id = ${organizationId} and ${match}`.execute(dbOf(em))
  await findings.addIssues(
    Object.entries(rows[0] ?? {})
      .filter(([, count]) => Number(count) > 0)
      .map(([column, count]) => ({
        row: 0,
        column,
        value: null,
        code: 'COLUMN_CLEARED',
        message: `The sheet has no column ${column}, which ${count} of the rows it changes have a value in: it becomes blank there; add the column to keep it`,
        severity: 'WARNING' as const,
        suggestion: null,
      })),
  )
}
