import type { SqlEntityManager } from '@mikro-orm/sql'
import { sql } from 'kysely'
import { isoOfMonth } from '../../analytics/calendar.ts'
import { dbOf } from '../../db/tables.ts'
import type { Findings } from './findings.ts'
import type { Stage } from './stage.ts'

/** Warns where clients' budgets of a month come to more than the firm's own, which is then the total. */
export async function noteBudgetParts(
  em: SqlEntityManager,
  { stageName, goneName }: Stage,
  findings: Findings,
  organizationId: number,
): Promise<void> {
  const { rows } = await sql<{ month: number; measure: string; row: number }>`
    select month, measure, coalesce(max(case when client_id <> 0 then fresh_row end), max(fresh_row)) as row
    from (select month, measure, client_id, amount, row as fresh_row from ${sql.raw(stageName)}
      union all
      select t.month, t.measure, t.client_id, t.amount, null from budget_row as t
      where t.organization_id = ${organizationId} and t.superseded_by is null
        and t.row_key not in (select row_key from ${sql.raw(stageName)})
        and (t.month, t.snapshot, t.row) not in (select month, snapshot, row from ${sql.raw(goneName)})) as kept
    group by month, measure
    having max(case when client_id = 0 then 1 else 0 end) = 1 and max(client_id) > 0 and max(fresh_row) is not null
      and sum(case when client_id <> 0 then amount else 0 end) > sum(case when client_id = 0 then amount else 0 end)
    order by month, measure`.execute(dbOf(em))
  await findings.addIssues(
    rows.map(({ month, measure, row }) => ({
      row: Number(row),
      column: 'amount',
      value: null,
      code: 'PARTS_ABOVE_FIRM',
      message: `The clients' budgets of ${measure} in ${isoOfMonth(Number(month))} come to more than the firm's own; the firm's counts as the total`,
      severity: 'WARNING' as const,
      suggestion: null,
    })),
  )
}
