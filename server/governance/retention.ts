import { type RawBuilder, sql } from 'kysely'
import { dayOfInstant, firstDayOfMonth, monthOfDay } from '../analytics/calendar.ts'
import { type Actor, recordEvent } from '../audit/record-event.ts'
import type { DatasetKind } from '../datasets/dataset.ts'
import { lockOrganization } from '../db/lock-organization.ts'
import { type Db, dbOf } from '../db/tables.ts'
import type { JobHandler, RunningJob } from '../jobs/job-handler.ts'
import { readPolicies } from './read-policies.ts'

/** Rows by table that retention removed, or would remove. */
export interface Retention {
  readonly dryRun: boolean
  readonly counts: Readonly<Record<string, number>>
}

interface Cut {
  readonly table: string
  readonly where: RawBuilder<unknown>
}

/** Rows of a dataset that are older than the first month that is kept. */
function cutsOf(dataset: DatasetKind, month: number): Cut[] {
  const day = firstDayOfMonth(month)
  const instant = day * 86_400_000
  const byMonth = (...tables: string[]): Cut[] => tables.map(table => ({ table, where: sql`month < ${month}` }))
  // Sheets: what was wrong with them, and rows that were not accepted. They go with the last day of their sheet.
  const sheets = sql`snapshot in (select number from snapshot where organization_id = o.id and dataset = ${dataset}
    and (last_day < ${day} or (last_day is null and created_at < ${instant})))`
  const ofSheets: Cut[] = ['rejected_row', 'row_issue'].map(table => ({ table, where: sheets }))
  // What holds for all time goes once something newer stands in its place.
  const replaced = sql`superseded_by in (select number from snapshot where organization_id = o.id
    and created_at < ${instant})`
  switch (dataset) {
    case 'INVOICES':
      return [...byMonth('invoice_row', 'invoice_month'), ...ofSheets]
    case 'TIME_LOGS':
      return [...byMonth('time_log_row', 'time_month', 'time_open_month', 'time_person_month'), ...ofSheets]
    case 'BUDGETS':
      return [...byMonth('budget_row'), ...ofSheets]
    case 'FX_RATES':
      return [{ table: 'fx_rate_row', where: sql`day < ${day}` }, ...ofSheets]
    case 'LICENSES':
      return [{ table: 'license_row', where: sql`(end_day < ${day} or ${replaced})` }, ...ofSheets]
    case 'CLIENTS':
      return [{ table: 'client_row', where: replaced }, ...ofSheets]
    case 'STAFF':
      return [{ table: 'staff_row', where: replaced }, ...ofSheets]
  }
}

/**
 * Deletes rows that are older than the retention policy keeps, with their sums and the issues of their sheets; they are
 * gone for questions about the past, too. Months count from the present one: 24 keeps it and the 24 before. What was
 * removed stands in the audit log, in numbers. The caller's transaction is one of the organization's writes.
 */
export async function applyRetention(
  db: Db,
  organizationId: number,
  by: Actor,
  { dryRun }: { readonly dryRun: boolean },
  now: number,
): Promise<Retention> {
  await lockOrganization(db, organizationId)
  const { retention } = await readPolicies(db, organizationId)
  const thisMonth = monthOfDay(dayOfInstant(now))
  const counts: Record<string, number> = {}
  for (const [dataset, months] of Object.entries(retention.months)) {
    if (months === null || months === undefined) continue
    for (const { table, where } of cutsOf(dataset as DatasetKind, thisMonth - months)) {
      const condition = sql`exists (select 1 from organization o where o.id = ${organizationId}
        and ${sql.table(table)}.organization_id = o.id and ${where})`
      const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}
        where organization_id = ${organizationId} and ${condition}`.execute(db)
      const count = Number(rows[0]?.count ?? 0)
      if (count === 0) continue
      counts[table] = (counts[table] ?? 0) + count
      if (!dryRun)
        await sql`delete from ${sql.table(table)} where organization_id = ${organizationId} and ${condition}`.execute(
          db,
        )
    }
  }
  if (dryRun || Object.keys(counts).length === 0) return { dryRun, counts }
  await db
    .updateTable('organization')
    .set(eb => ({ data_version: eb('data_version', '+', 1) }))
    .where('id', '=', organizationId)
    .execute()
  await recordEvent(db, organizationId, by, {
    ...{ at: now, action: 'retention.applied', subject: 'Policy:retention', details: { counts } },
  })
  return { dryRun, counts }
}

/** Applies retention every day. Answers what was removed. */
export const retainDaily: JobHandler = ({ organizationId, now, write }) =>
  write(db => applyRetention(db, organizationId, { userId: null, role: null }, { dryRun: false }, now()))

/** Whether there is anything that retention may remove: looking for it takes a walk through whole tables. */
export const hasRetention = async ({ em, organizationId }: RunningJob): Promise<boolean> =>
  Object.values((await readPolicies(dbOf(em), organizationId)).retention.months).some(
    months => typeof months === 'number',
  )
