import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createOrganization } from '../../server/accounts/create-organization.ts'
import { rollupDifferences } from '../../server/backups/rollup-differences.ts'
import { type DatabaseLocation, openDatabase } from '../../server/db/database.ts'
import { dbOf } from '../../server/db/tables.ts'
import { chanceOf } from '../metrics/oracle/random.ts'
import { closedDatabase } from '../support/closed-database.ts'

const ROWS = 20_000
const script = new URL('../support/import-until-killed.ts', import.meta.url).pathname

/** Time logs of a year; every edition says other hours of the same work, so that it replaces every row. */
function timeLogs(edition: number): string {
  const rows = Array.from({ length: ROWS }, (_, row) => {
    const date = `2025-${String((row % 12) + 1).padStart(2, '0')}-${String((row % 28) + 1).padStart(2, '0')}`
    const rate = row % 3 === 0 ? '' : '150.00'
    const cost = row % 4 === 0 ? '' : '60.00'
    return `Client ${row % 20},Person ${row % 10},${date},${(100 + edition) / 100},${rate},${cost},TE-${row}`
  })
  return ['client,staff_name,date,hours,rate,cost_rate,external_id', ...rows].join('\n')
}

function importInOwnProcess(location: DatabaseLocation, organizationId: number, path: string): ChildProcess {
  const job = JSON.stringify({ location, organizationId, dataset: 'TIME_LOGS', path })
  return spawn(process.execPath, [script, job], { stdio: ['ignore', 'pipe', 'inherit'] })
}

/** Resolves with the moment the process says the word, or ends. */
function says(child: ChildProcess, word: string): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  let heard = ''
  child.stdout!.on('data', piece => {
    heard += String(piece)
    if (heard.includes(`${word}\n`)) resolve(performance.now())
  })
  child.once('exit', () => resolve(performance.now()))
  return promise
}

/** What a fresh look at the database finds, and what must hold whatever happened. */
async function reopened(location: DatabaseLocation, organizationId: number) {
  const orm = await openDatabase(location, { scope: () => 'every' })
  try {
    const em = orm.em.fork()
    const db = dbOf(em)
    if ('file' in location) {
      const { rows } = await sql`pragma integrity_check`.execute(db)
      expect(rows).toEqual([{ integrity_check: 'ok' }])
    }
    expect(await rollupDifferences(em, organizationId)).toEqual([])
    const organization = await db.selectFrom('organization').selectAll().executeTakeFirstOrThrow()
    const count = organization.last_snapshot
    const dense = Array.from({ length: count }, (_, index) => index + 1)
    const snapshots = await db.selectFrom('snapshot').select('number').orderBy('number').execute()
    expect(snapshots.map(({ number }) => number)).toEqual(dense)
    const audit = await db.selectFrom('audit_event').select('seq').where('action', '=', 'snapshot.accepted').execute()
    expect(audit.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(dense)
    for (const table of [
      'time_log_row',
      'client_row',
      'time_month',
      'time_open_month',
      'time_person_month',
      'row_issue',
    ] as const) {
      const { rows } = await sql`select count(*) as n from ${sql.table(table)} where snapshot > ${count}`.execute(db)
      expect([table, rows]).toEqual([table, [{ n: 0 }]])
    }
    const { rows: superseded } =
      await sql`select count(*) as n from time_log_row where superseded_by > ${count}`.execute(db)
    expect(superseded).toEqual([{ n: 0 }])
    const { rows } = await sql<{ n: number; low: number; high: number }>`select count(*) as n, min(hours) as low,
      max(hours) as high from time_log_row where superseded_by is null`.execute(db)
    return { snapshots: count, ...rows[0]! }
  } finally {
    await orm.close(true)
  }
}

test('an import killed at twenty points leaves nothing of itself, or all', { timeout: 900_000 }, async () => {
  await using place = await closedDatabase()
  const { location, folder } = place
  const orm = await openDatabase(location, { scope: () => 'every' })
  const lakeside = { name: 'Lakeside IT', baseCurrency: 'USD', fiscalYearStart: 1 }
  const organizationId = await createOrganization(dbOf(orm.em.fork()), lakeside, 0)
  await orm.close(true)
  const path = join(folder, 'logs.csv')

  // An undisturbed import shows how long the stages last.
  writeFileSync(path, timeLogs(0))
  const first = importInOwnProcess(location, organizationId, path)
  const exited = once(first, 'exit')
  const started = performance.now()
  const storing = await says(first, 'STORING')
  await exited
  let [whole, writing] = [performance.now() - started, performance.now() - storing]
  expect(await reopened(location, organizationId)).toEqual({ snapshots: 1, n: ROWS, low: 100, high: 100 })

  const chance = chanceOf(2026)
  let [stored, edition, killed, lost] = [1, 0, 0, 0]
  for (let attempt = 1; killed < 20; attempt++) {
    writeFileSync(path, timeLogs(attempt))
    const child = importInOwnProcess(location, organizationId, path)
    const gone = once(child, 'exit')
    const share = chance.between(0, 1000) / 1000
    // Every second one is killed while it writes, the others at any time.
    if (attempt % 2 === 0) {
      await says(child, 'STORING')
      await sleep(share * writing)
    } else {
      await sleep(share * whole)
    }
    const living = child.kill('SIGKILL')
    await gone
    if (living) killed++
    else {
      // It was done before: the machine is quicker now than when that was measured, and the next is killed sooner.
      expect(child.exitCode).toBe(0)
      if (attempt % 2 === 0) writing /= 2
      else whole /= 2
    }
    const found = await reopened(location, organizationId)
    if (found.snapshots > stored) [stored, edition] = [stored + 1, attempt]
    else lost++
    expect(found).toEqual({ snapshots: stored, n: ROWS, low: 100 + edition, high: 100 + edition })
  }
  // The kills did hit imports under way, and the next import goes through.
  expect(lost).toBeGreaterThan(5)
  writeFileSync(path, timeLogs(99))
  const last = importInOwnProcess(location, organizationId, path)
  await once(last, 'exit')
  expect(await reopened(location, organizationId)).toMatchObject({ snapshots: stored + 1, low: 199, high: 199 })
})
