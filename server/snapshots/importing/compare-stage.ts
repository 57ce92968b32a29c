import type { SqlEntityManager } from '@mikro-orm/sql'
import { type RawBuilder, sql } from 'kysely'
import { monthOfDay } from '../../analytics/calendar.ts'
import { dbOf } from '../../db/tables.ts'
import type { ImportRequest } from '../import-request.ts'
import { CHANGED, NEW, type Stage, UNCHANGED } from './stage.ts'

export interface Comparison {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly removed: number
}

/** How a staged row finds the stored row `t` with the same natural key; each way walks an index or the table's own order. */
const matches = (stage: Stage): readonly string[] => {
  switch (stage.table.name) {
    case 'time_log_row':
      return [
        't.row_key = s.row_key and t.external_id = s.external_id and t.external_id is not null',
        `t.client_id = s.client_id and t.month = s.month and t.day = s.day and t.row_key = s.row_key
          and t.content_hash = s.content_hash and t.occurrence = s.occurrence
          and t.external_id is null and s.external_id is null`,
      ]
    case 'client_row':
      return ['t.client_id = s.client_id']
    case 'budget_row':
      return ['t.month = s.month and t.row_key = s.row_key']
    default:
      return ['t.row_key = s.row_key']
  }
}

/**
 * Marks each staged row as new, changed or unchanged and collects in `gone` what the sheet replaces or removes.
 * Reads only; temporary tables aside, nothing is written.
 */
export async function compareStage(
  em: SqlEntityManager,
  stage: Stage,
  organizationId: number,
  scope: Pick<ImportRequest, 'scope' | 'period'>,
): Promise<Comparison> {
  const db = dbOf(em)
  const { table, stageName, goneName } = stage
  const some = await db
    .selectFrom(table.name)
    .select('row')
    .where('organization_id', '=', organizationId)
    .where('superseded_by', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (some) {
    const old = table.key.map(name => `old_${name} = t.${name}`).join(', ')
    for (const match of matches(stage)) {
      await sql`update ${sql.raw(stageName)} as s
        set state = case when t.content_hash = s.content_hash then ${sql.lit(UNCHANGED)} else ${sql.lit(CHANGED)} end, ${sql.raw(old)}
        from ${sql.table(table.name)} as t
        where t.organization_id = ${organizationId} and t.superseded_by is null and ${sql.raw(match)}`.execute(db)
    }
    const keys = table.key.join(', ')
    const oldKeys = table.key.map(name => `old_${name}`).join(', ')
    await sql
      .raw(`insert into ${goneName} (${keys}) select ${oldKeys} from ${stageName} where state = ${CHANGED}`)
      .execute(db)
    const removal = removed(stage, scope)
    if (removal) {
      await sql`insert into ${sql.raw(goneName)} (${sql.raw(keys)})
        select ${sql.raw(table.key.map(name => `t.${name}`).join(', '))} from ${sql.table(table.name)} as t
        where t.organization_id = ${organizationId} and t.superseded_by is null and ${removal}
          and (${sql.raw(table.key.map(name => `t.${name}`).join(', '))}) not in
            (select ${sql.raw(oldKeys)} from ${sql.raw(stageName)} where state <> ${sql.lit(NEW)})`.execute(db)
    }
  }
  const counts = await sql<{
    state: number
    count: number
  }>`select state, count(*) as count from ${sql.raw(stageName)} group by state`.execute(db)
  const gone = await sql<{ count: number }>`select count(*) as count from ${sql.raw(goneName)}`.execute(db)
  const countOf = (state: number) => Number(counts.rows.find(row => Number(row.state) === state)?.count ?? 0)
  const changed = countOf(CHANGED)
  return {
    added: countOf(NEW),
    changed,
    unchanged: countOf(UNCHANGED),
    removed: Number(gone.rows[0]?.count ?? 0) - changed,
  }
}

/** Which stored rows a replacing sheet speaks for; null: it removes nothing. Clients that other data names stay. */
function removed(stage: Stage, { scope, period }: Pick<ImportRequest, 'scope' | 'period'>): RawBuilder<boolean> | null {
  if (scope === 'UPSERT') return null
  if (scope === 'REPLACE_ALL') return stage.table.name === 'client_row' ? withoutFacts : sql`1 = 1`
  if (!period || !stage.table.period) return null
  return stage.table.period === 'day'
    ? sql`t.day between ${period.from} and ${period.to}`
    : sql`t.month between ${monthOfDay(period.from)} and ${monthOfDay(period.to)}`
}

const withoutFacts = sql<boolean>`${sql.join(
  (['invoice_row', 'time_log_row', 'license_row', 'budget_row'] as const).map(
    name => sql`not exists (select 1 from ${sql.table(name)} as f
      where f.organization_id = t.organization_id and f.client_id = t.client_id and f.superseded_by is null)`,
  ),
  sql` and `,
)}`
