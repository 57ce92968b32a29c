import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import { expect } from 'vitest'
import type { Anchor } from '../../server/audit/chain-check.ts'
import { verifyLog } from '../../server/audit/verify-log.ts'
import { rollupDifferences } from '../../server/backups/rollup-differences.ts'
import { type DatabaseLocation, openDatabase } from '../../server/db/database.ts'
import { dbOf, type Tables } from '../../server/db/tables.ts'

type Db = Kysely<Tables>

/**
 * Opens the database that a killed server left, and looks whether it is whole: pages, numbers, rows, rollups, the log.
 * @param anchor the head of the log when it was looked at before: nothing before it may be gone
 */
export async function survivingState<T>(
  location: DatabaseLocation,
  organizationId: number,
  anchor: Anchor | null,
  look: (db: Db) => Promise<T>,
): Promise<{ head: Anchor | null; looked: T }> {
  if ('url' in location) await untilNobodyWorks(location.url)
  const database = await openDatabase(location, { scope: () => 'every' })
  try {
    const em = database.em.fork()
    const db = dbOf(em)
    if ('file' in location) {
      const { rows } = await sql`pragma integrity_check`.execute(db)
      expect(rows).toEqual([{ integrity_check: 'ok' }])
    }
    expect(await rollupDifferences(em, organizationId)).toEqual([])
    const { valid, problem, head } = await verifyLog(db, organizationId, anchor)
    expect({ valid, problem }).toEqual({ valid: true, problem: null })
    await numbersAreDense(db)
    await rowsAreThoseOfSnapshots(db)
    await decisionsAreWhole(db)
    return { head, looked: await look(db) }
  } finally {
    await database.close(true)
  }
}

/** PostgreSQL may still be at work on what a killed client sent last. */
async function untilNobodyWorks(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (let look = 0; look < 6000; look++) {
      const { rows } = await client.query(`select 1 from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`)
      if (rows.length === 0) return
      await sleep(10)
    }
    throw new Error('Connections of the killed server did not end')
  } finally {
    await client.end()
  }
}

const versioned = ['time_log_row', 'invoice_row', 'client_row'] as const
const brought = [
  ...versioned,
  'time_month',
  'time_open_month',
  'time_person_month',
  'invoice_month',
  'row_issue',
] as const
const numbersOf = (values: readonly { n: number }[]) => values.map(({ n }) => Number(n))
const dense = (length: number) => Array.from({ length }, (_, index) => index + 1)

async function numbersAreDense(db: Db): Promise<void> {
  const { last_snapshot: last } = await db.selectFrom('organization').select('last_snapshot').executeTakeFirstOrThrow()
  const stored = await db.selectFrom('snapshot').select('number as n').orderBy('number').execute()
  expect(numbersOf(stored)).toEqual(dense(last))
  const events = await db.selectFrom('review_event').select('seq as n').orderBy('seq').execute()
  expect(numbersOf(events)).toEqual(dense(events.length))
  const said = await sql<{ n: number }>`select count(*) as n from audit_event
    where action in ('snapshot.accepted', 'snapshot.corrected', 'snapshot.reverted')`.execute(db)
  expect(numbersOf(said.rows)).toEqual([last])
  for (const table of brought) {
    const { rows } = await sql<{
      n: number
    }>`select count(*) as n from ${sql.table(table)} where snapshot > ${last}`.execute(db)
    expect([table, ...numbersOf(rows)]).toEqual([table, 0])
  }
}

/** Each snapshot has the rows it says it brought, all of them or none; what it replaced, it names. */
async function rowsAreThoseOfSnapshots(db: Db): Promise<void> {
  const { rows } = await sql<{ number: number; said: number; found: number }>`
    select s.number, s.added_count + s.changed_count as said, (select count(*) from time_log_row r
      where r.organization_id = s.organization_id and r.snapshot = s.number) as found
    from snapshot s where s.dataset = 'TIME_LOGS'`.execute(db)
  expect(rows.filter(({ said, found }) => Number(said) !== Number(found))).toEqual([])
  for (const table of versioned) {
    const orphans = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)} r
      where not exists (select 1 from snapshot s where s.organization_id = r.organization_id and s.number = r.snapshot)
        or (r.superseded_by is not null and not exists (select 1 from snapshot s
          where s.organization_id = r.organization_id and s.number = r.superseded_by))`.execute(db)
    expect([table, ...numbersOf(orphans.rows)]).toEqual([table, 0])
  }
}

/** A task, what happened to it and what the log says of that go together. */
async function decisionsAreWhole(db: Db): Promise<void> {
  const { rows } = await sql<{ id: number }>`select t.id from review_task t
    where t.version <> (select max(e.version_after) from review_event e where e.task_id = t.id)
      or t.status <> (select e.status_after from review_event e where e.task_id = t.id order by e.seq desc limit 1)`.execute(
    db,
  )
  expect(rows).toEqual([])
  const events = await sql<{ n: number }>`select count(*) as n from review_event
    where kind in ('APPROVED', 'REJECTED', 'CORRECTED')`.execute(db)
  const said = await sql<{ n: number }>`select count(*) as n from audit_event where action = 'review.decided'`.execute(
    db,
  )
  expect(numbersOf(said.rows)).toEqual(numbersOf(events.rows))
}
