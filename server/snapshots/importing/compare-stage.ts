import type { SqlEntityManager } from '@mikro-orm/sql'
import { type RawBuilder, sql } from 'kysely'
import { monthOfDay } from '../../analytics/calendar.ts'
import { dialectOf } from '../../db/dialect.ts'
import { dbOf } from '../../db/tables.ts'
import type { ImportRequest } from '../import-request.ts'
import { compareColumns } from './columns/compare-columns.ts'
import type { ImportContext } from './import-context.ts'
import { needKeyIndex } from './key-index.ts'
import type { KeySet } from './key-set.ts'
import { CHANGED, NEW, UNCHANGED } from './row-state.ts'
import type { RowTable } from './row-table.ts'
import type { Stage } from './stage.ts'

export interface Comparison {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly removed: number
}

/** How a staged row `s` finds the stored row `t` with the same natural key, and the index that leads there; null: the clustered key. */
interface Match {
  readonly index: string | null
  readonly on: string
}

const matches = ({ table }: Stage): readonly Match[] =>
  table.name === 'time_log_row'
    ? [
        {
          index: 'time_log_row_live',
          on: 't.row_key = s.row_key and t.external_id = s.external_id and t.external_id is not null',
        },
        {
          index: null,
          on: `t.client_id = s.client_id and t.month = s.month and t.day = s.day and t.row_key = s.row_key
            and t.content_hash = s.content_hash and t.occurrence = s.occurrence
            and t.external_id is null and s.external_id is null`,
        },
      ]
    : [{ index: `${table.name}_live`, on: 't.row_key = s.row_key' }]

/**
 * Marks each staged row as new, changed or unchanged and collects in `gone` what the sheet replaces or removes.
 * Reads only; temporary tables aside, nothing is written. `keys`: those of the sheet, which a stage in memory needs.
 */
export async function compareStage(
  surroundings: ImportContext,
  stage: Stage,
  organizationId: number,
  scope: Pick<ImportRequest, 'scope' | 'period'>,
  keys?: KeySet,
): Promise<Comparison> {
  const { em } = surroundings
  const db = dbOf(em)
  const needIndex = () => needKeyIndex(surroundings, stage.table.name)
  const { table, stageName, goneName } = stage
  if (stage.columns && keys) {
    const removal = removed(table, scope)?.compile(db).sql ?? null
    return compareColumns(em, stage.columns, { organizationId, goneName, removal, keys, needIndex })
  }
  const some = await db
    .selectFrom(table.name)
    .select('row')
    .where('organization_id', '=', organizationId)
    .where('superseded_by', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (some) {
    await needIndex()
    for (const match of matches(stage)) await markMatches(em, stage, organizationId, match)
    await noteReplaced(em, stage)
    const removal = removed(table, scope)
    if (removal) await noteRemoved(em, stage, organizationId, removal)
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

/**
 * Marks the staged rows that find a stored one. The pairs go through a table of their own: joined straight into the
 * update, SQLite walks all stored rows and scans the stage for each of them. CROSS JOIN and INDEXED BY hold it to
 * looking each staged row up by the index (it would take the clustered key for its first column, the organization):
 * 20,000 changed rows took 20 s so, and now take less than a tenth of one. PostgreSQL knows its tables and needs no telling.
 */
async function markMatches(em: SqlEntityManager, stage: Stage, organizationId: number, match: Match): Promise<void> {
  const db = dbOf(em)
  const { table, stageName } = stage
  const keys = table.key.map(name => `${name} bigint`).join(', ')
  const by = sql.raw(match.index !== null && dialectOf(em) === 'sqlite' ? `indexed by ${match.index}` : '')
  await sql.raw(`create temporary table stage_match (staged_row integer primary key, same bigint, ${keys})`).execute(db)
  try {
    await sql`insert into stage_match
      select s.row, case when t.content_hash = s.content_hash then 1 else 0 end, ${sql.raw(table.key.map(name => `t.${name}`).join(', '))}
      from ${sql.raw(stageName)} as s cross join ${sql.table(table.name)} as t ${by}
      where t.organization_id = ${organizationId} and t.superseded_by is null and ${sql.raw(match.on)}`.execute(db)
    await sql`update ${sql.raw(stageName)} as s
      set state = case when m.same = 1 then ${sql.lit(UNCHANGED)} else ${sql.lit(CHANGED)} end,
        ${sql.raw(table.key.map(name => `old_${name} = m.${name}`).join(', '))}
      from stage_match as m where m.staged_row = s.row`.execute(db)
  } finally {
    await sql.raw('drop table stage_match').execute(db)
  }
}

/** Stored rows that a staged one says anew are gone. */
async function noteReplaced(em: SqlEntityManager, { table, stageName, goneName }: Stage): Promise<void> {
  const [keys, oldKeys] = [table.key.join(', '), table.key.map(name => `old_${name}`).join(', ')]
  await sql
    .raw(`insert into ${goneName} (${keys}, replaced) select ${oldKeys}, 1 from ${stageName} where state = ${CHANGED}`)
    .execute(dbOf(em))
}

/** Stored rows that a replacing sheet speaks for and does not have are gone. NOT EXISTS over a key: NOT IN scans. */
async function noteRemoved(
  em: SqlEntityManager,
  { table, stageName, goneName }: Stage,
  organizationId: number,
  removal: RawBuilder<boolean>,
): Promise<void> {
  const db = dbOf(em)
  const keys = table.key.join(', ')
  const listed = (prefix: string) => sql.raw(table.key.map(name => `${prefix}${name}`).join(', '))
  const typed = table.key.map(name => `${name} bigint not null`).join(', ')
  await sql.raw(`create temporary table stage_kept (${typed}, primary key (${keys}))`).execute(db)
  try {
    await sql`insert into stage_kept select ${listed('old_')} from ${sql.raw(stageName)}
      where state <> ${sql.lit(NEW)}`.execute(db)
    await sql`insert into ${sql.raw(goneName)} (${sql.raw(keys)}, replaced)
      select ${listed('t.')}, 0 from ${sql.table(table.name)} as t
      where t.organization_id = ${organizationId} and t.superseded_by is null and ${removal} and not exists
        (select 1 from stage_kept as k
          where ${sql.raw(table.key.map(name => `k.${name} = t.${name}`).join(' and '))})`.execute(db)
  } finally {
    await sql.raw('drop table stage_kept').execute(db)
  }
}

/** Which stored rows a replacing sheet speaks for; null: it removes nothing. Clients that other data names stay. */
function removed(
  table: RowTable,
  { scope, period }: Pick<ImportRequest, 'scope' | 'period'>,
): RawBuilder<boolean> | null {
  if (scope === 'UPSERT') return null
  if (scope === 'REPLACE_ALL') return table.name === 'client_row' ? withoutFacts : sql`1 = 1`
  if (!period || !table.period) return null
  return table.period === 'day'
    ? sql`t.day between ${sql.lit(period.from)} and ${sql.lit(period.to)}`
    : sql`t.month between ${sql.lit(monthOfDay(period.from))} and ${sql.lit(monthOfDay(period.to))}`
}

const withoutFacts = sql<boolean>`${sql.join(
  (['invoice_row', 'time_log_row', 'license_row', 'budget_row'] as const).map(
    name => sql`not exists (select 1 from ${sql.table(name)} as f
      where f.organization_id = t.organization_id and f.client_id = t.client_id and f.superseded_by is null)`,
  ),
  sql` and `,
)}`
