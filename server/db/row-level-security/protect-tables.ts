import type { SqlEntityManager } from '@mikro-orm/sql'
import { sql } from 'kysely'
import { dbOf } from '../tables.ts'

/** Name of the policy; a new wording of the condition takes a new name. */
const POLICY = 'own_organization_1'

/**
 * Whether a row is of the organization that the connection works for. Nothing was said: no row is. Read once a
 * statement, not once a row.
 */
const condition = (column: string): string =>
  `${column} = (select nullif(nullif(current_setting('moat.organization', true), ''), '*')::bigint)
    or (select current_setting('moat.organization', true) = '*')`

/** Tables of people, who may belong to several organizations, and where a row says whose it is. */
const ofPeople: Readonly<Record<string, string>> = {
  user_account: 'id',
  second_factor: 'user_id',
  backup_code: 'user_id',
  identity: 'user_id',
}

/**
 * Whether a row is of a member of the organization that the connection works for: the policy of `membership` shows that
 * one's members only. Work across organizations comes first, as who asks is looked up in that for each request.
 */
const conditionOfPeople = (column: string): string =>
  `(select current_setting('moat.organization', true) = '*')
    or exists (select 1 from membership m where m.user_id = ${column}
      and m.organization_id = (select nullif(nullif(current_setting('moat.organization', true), ''), '*')::bigint))`

/**
 * Puts forced row-level security on every table that has an organization's rows (`organization_id`, and the
 * organizations themselves) or its people's, so that a statement that forgets to say whose rows it means meets only
 * those of the organization at hand, and none where there is none. Does nothing to tables that have it; any number of
 * processes may do so at once.
 */
export async function protectTables(em: SqlEntityManager): Promise<void> {
  if ((await unprotectedTables(em)).length === 0) return
  await em.fork().transactional(async inner => {
    const db = dbOf(inner)
    await sql`select pg_advisory_xact_lock(hashtext('moat row-level security'))`.execute(db)
    for (const { name, column } of await unprotectedTables(inner)) {
      const table = sql.table(name)
      await sql`drop policy if exists ${sql.ref(POLICY)} on ${table}`.execute(db)
      await sql`create policy ${sql.ref(POLICY)} on ${table} using (${sql.raw(conditionOf(name, column))})`.execute(db)
      await sql`alter table ${table} enable row level security`.execute(db)
      await sql`alter table ${table} force row level security`.execute(db)
    }
  })
}

const conditionOf = (table: string, column: string): string =>
  table in ofPeople ? conditionOfPeople(`${table}.${column}`) : condition(column)

interface TenantTable {
  readonly name: string
  /** Where a row says whose it is. */
  readonly column: string
}

/** Tables of organizations' and people's rows on which the policy is not in force. */
export async function unprotectedTables(em: SqlEntityManager): Promise<readonly TenantTable[]> {
  const { rows } = await sql<TenantTable>`
    select c.relname as name, a.attname as column
    from pg_class c join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
    where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace
      and (a.attname = 'organization_id' or c.relname = 'organization' and a.attname = 'id'
        or (c.relname, a.attname) in (${sql.join(Object.entries(ofPeople).map(pair => sql`(${sql.join(pair)})`))}))
      and not (c.relrowsecurity and c.relforcerowsecurity
        and exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = ${POLICY}))
    order by c.relname`.execute(dbOf(em))
  return rows
}
