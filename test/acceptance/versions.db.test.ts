import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { encodeId } from '../../server/access/opaque-id.ts'
import { dayOfIso } from '../../server/analytics/calendar.ts'
import { rollupDifferences } from '../../server/backups/rollup-differences.ts'
import { entities } from '../../server/db/entities/entities.ts'
import { dbOf } from '../../server/db/tables.ts'
import { importWorld } from '../metrics/oracle/import-world.ts'
import { makeWorld, smallSize } from '../metrics/oracle/make-world.ts'
import type { World } from '../metrics/oracle/world.ts'
import { worldFiles } from '../metrics/oracle/world-files.ts'
import type { TestMsp } from '../support/test-msp.ts'
import { everyMetric } from './every-metric.ts'

const world = makeWorld(7, smallSize, true)
const fileOf = (of: World, dataset: string): string =>
  worldFiles(of).find(file => file.name === `${dataset}.csv`)?.text ?? ''
const factsOf = ['invoices', 'time_logs', 'licenses', 'staff', 'budgets', 'fx_rates'] as const

/** The same MSP with every second invoice and time log gone, the others dearer, and half of the licenses. */
const later: World = {
  ...world,
  invoices: world.invoices!.filter((_, row) => row % 2 === 0).map(it => ({ ...it, total: it.total && it.total + 100 })),
  timeLogs: world.timeLogs!.filter((_, row) => row % 2 === 0).map(it => ({ ...it, rate: it.rate && it.rate + 100 })),
  licenses: world.licenses!.filter((_, row) => row % 2 === 0),
  staff: world.staff!.slice(0, 3),
  budgets: world.budgets!.slice(0, 4),
  fxRates: world.fxRates!.slice(0, 3),
}

/** Every row of every table, as text; without the tables that are left out. */
async function everything(msp: TestMsp, ...leftOut: readonly string[]): Promise<string[]> {
  const tables: string[] = []
  for (const entity of entities) {
    const { tableName } = msp.database.orm.getMetadata().get(entity.meta.class)
    if (leftOut.includes(tableName)) continue
    const { rows } = await sql`select * from ${sql.table(tableName)}`.execute(dbOf(msp.database.orm.em.fork()))
    tables.push(
      `${tableName}: ${rows
        .map(row => JSON.stringify(row))
        .sort()
        .join('\n')}`,
    )
  }
  return tables
}

const rollupsAgree = async (msp: TestMsp) =>
  expect(await rollupDifferences(msp.database.orm.em.fork(), msp.organizationId)).toEqual([])

test('the same bytes twice are the same snapshot, and nothing is written', async () => {
  await using msp = await importWorld(world)
  for (const dataset of ['clients', ...factsOf]) {
    const before = await everything(msp)
    const again = await msp.accept(dataset, fileOf(world, dataset))
    expect([dataset, await everything(msp)]).toEqual([dataset, before])
    expect(again.dataset).toBe(dataset.toUpperCase())
  }
})

test('a preview gives the report of the real upload, the changes in full, and writes nothing', async () => {
  await using msp = await importWorld(world)
  for (const dataset of factsOf) {
    const before = await everything(msp)
    const options = { scope: 'REPLACE_ALL' as const }
    const preview = await msp.accept(dataset, fileOf(later, dataset), { ...options, dryRun: true })
    expect(await everything(msp)).toEqual(before)
    const real = await msp.accept(dataset, fileOf(later, dataset), options)
    const { rowCount, acceptedCount, rejectedCount, addedCount, changedCount, unchangedCount, removedCount } = real
    const counts = { rowCount, acceptedCount, rejectedCount, addedCount, changedCount, unchangedCount, removedCount }
    expect(preview).toMatchObject({ ...counts, quality: real.quality })
    expect(preview.preview?.changeCount).toBe(addedCount + changedCount + removedCount)
    expect(preview.preview?.changes).toHaveLength(addedCount + changedCount + removedCount)
    const issues = await msp.issues(real)
    expect(preview.preview?.issues).toEqual(issues.map(({ seq: _, ...issue }: { seq?: number } & object) => issue))
  }
})

test('replacing all of a dataset leaves what an empty installation would have from the new file', async () => {
  await using msp = await importWorld(world)
  await using fresh = await importWorld(later)
  for (const dataset of factsOf) await msp.accept(dataset, fileOf(later, dataset), { scope: 'REPLACE_ALL' })
  expect(await everyMetric(msp)).toEqual(await everyMetric(fresh))
  await rollupsAgree(msp)
})

test('replacing a period touches only the period', async () => {
  await using msp = await importWorld(world)
  const month = world.invoices![0]!.date.slice(0, 7)
  const isWithin = ({ date }: { date: string }): boolean => date.startsWith(month)
  const inMonth = later.invoices!.filter(isWithin)
  const merged = { ...world, invoices: [...world.invoices!.filter(it => !isWithin(it)), ...inMonth] }
  await using fresh = await importWorld(merged)
  const period = { from: dayOfIso(`${month}-01`)!, to: dayOfIso(`${month}-28`)! }
  const file = fileOf({ ...world, invoices: inMonth }, 'invoices')
  const snapshot = await msp.accept('invoices', file, { scope: 'REPLACE_PERIOD', period })
  expect(snapshot.removedCount).toBe(world.invoices!.filter(isWithin).length - inMonth.length)
  expect(await everyMetric(msp)).toEqual(await everyMetric(fresh))
  await rollupsAgree(msp)

  const outside = await msp.accept('invoices', fileOf(later, 'invoices'), { scope: 'REPLACE_PERIOD', period })
  expect(outside.rejectedCount).toBe(later.invoices!.length - inMonth.length)
  expect(new Set((await msp.issues(outside)).map(issue => issue.code))).toEqual(new Set(['OUTSIDE_PERIOD']))
})

test('every past state reads as it was, by snapshot and by instant, whatever came after', async () => {
  await using msp = await importWorld(world)
  const states: { uid: string; at: number; metrics: string[] }[] = []
  const remember = async (snapshot: { uid: string; createdAt: number }) => {
    states.push({ uid: snapshot.uid, at: snapshot.createdAt, metrics: await everyMetric(msp) })
  }
  for (const dataset of factsOf) await remember(await msp.accept(dataset, fileOf(later, dataset)))
  for (const dataset of factsOf)
    await remember(await msp.accept(dataset, fileOf(later, dataset), { scope: 'REPLACE_ALL' }))
  const reverted = await msp.imports.revert({
    uid: randomUUID(),
    by: { organizationId: msp.organizationId, userId: msp.userId, role: 'OWNER' },
    snapshot: states.at(-1)!.uid,
    reason: 'A test of time',
  })
  expect(reverted.type).toBe('Snapshot')
  for (const { uid, at, metrics } of states) {
    expect(await everyMetric(msp, { snapshot: encodeId('Snapshot', msp.organizationId, uid) })).toEqual(metrics)
    expect(await everyMetric(msp, { instant: new Date(at).toISOString() })).toEqual(metrics)
  }
  await rollupsAgree(msp)
  for (let number = 1; number <= 15; number++)
    expect(await rollupDifferences(msp.database.orm.em.fork(), msp.organizationId, number)).toEqual([])
})

test('a file with nothing in it never empties a dataset: all that changes is the log, which says that it was refused', async () => {
  await using msp = await importWorld(world)
  const logged = async () => {
    const { rows } = await msp.sql`select action from audit_event order by seq`
    return rows.map(row => row.action)
  }
  const [before, loggedBefore] = [await everything(msp, 'audit_event'), await logged()]
  for (const text of ['', '\n\n', fileOf(world, 'invoices').split('\r\n')[0]!]) {
    expect(await msp.upload('invoices', text, { scope: 'REPLACE_ALL' })).toMatchObject({ type: 'InvalidFile' })
  }
  expect(await everything(msp, 'audit_event')).toEqual(before)
  expect(await logged()).toEqual([...loggedBefore, ...Array(3).fill('snapshot.refused')])
})

test('a rollup that came later is filled with every past state, too', async () => {
  await using msp = await importWorld(world)
  await msp.accept('time_logs', fileOf(later, 'time_logs'), { scope: 'REPLACE_ALL' })
  await msp.sql`drop table time_person_month`
  await msp.sql`delete from migration where name = '0006-time-by-person'`
  await msp.database.orm.migrator.up()
  for (let number = 1; number <= 9; number++)
    expect(await rollupDifferences(msp.database.orm.em.fork(), msp.organizationId, number)).toEqual([])
  const { rows } = await msp.sql`select count(distinct snapshot) as snapshots from time_person_month`
  expect(Number(rows[0]?.snapshots)).toBeGreaterThan(1)
})
