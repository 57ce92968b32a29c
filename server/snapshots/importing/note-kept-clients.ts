import type { SqlEntityManager } from '@mikro-orm/sql'
import { sql } from 'kysely'
import { dbOf } from '../../db/tables.ts'
import type { Findings } from './findings.ts'
import type { Stage } from './stage.ts'

/** Clients that a replacing client list leaves out stay where invoices, hours, licenses or budgets name them: says which. */
export async function noteKeptClients(
  em: SqlEntityManager,
  stage: Stage,
  findings: Findings,
  organizationId: number,
): Promise<void> {
  const { rows } = await sql<{ name: string }>`select t.name from client_row as t
    where t.organization_id = ${organizationId} and t.superseded_by is null
      and t.client_id not in (select client_id from ${sql.raw(stage.stageName)})
      and exists (
        select 1 from invoice_row as f where f.organization_id = t.organization_id and f.client_id = t.client_id and f.superseded_by is null
        union all
        select 1 from time_log_row as f where f.organization_id = t.organization_id and f.client_id = t.client_id and f.superseded_by is null
        union all
        select 1 from license_row as f where f.organization_id = t.organization_id and f.client_id = t.client_id and f.superseded_by is null
        union all
        select 1 from budget_row as f where f.organization_id = t.organization_id and f.client_id = t.client_id and f.superseded_by is null)
    order by t.name`.execute(dbOf(em))
  await findings.addIssues(
    rows.map(({ name }) => ({
      row: 0,
      column: 'name',
      value: name,
      code: 'CLIENT_STILL_IN_USE',
      message: `"${name}" is not in the new list but other data names it: it is kept; set is_active to false where it has left`,
      severity: 'WARNING' as const,
      suggestion: null,
    })),
  )
}
