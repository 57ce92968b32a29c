import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { withoutTenant } from '../../../server/db/row-level-security/tenant-scope.ts'
import { dbOf } from '../../../server/db/tables.ts'
import { createWriteGate } from '../../../server/db/write-gate.ts'
import { createJobRunner } from '../../../server/jobs/create-job-runner.ts'
import { enqueueJob, type NewJob } from '../../../server/jobs/enqueue-job.ts'
import type { JobHandler } from '../../../server/jobs/job-handler.ts'
import { jobsByIds } from '../../../server/jobs/read-jobs.ts'
import { createJobThreads, type JobThreads } from '../../../server/jobs/thread/job-thread.ts'
import { longOnThread } from '../../../server/jobs/thread/long-on-thread.ts'
import { newOrganization } from '../../audit/generated-log.ts'
import { type TestDatabase, testDatabase } from '../../support/database.ts'
import { eventually } from '../../support/eventually.ts'
import { FakeClock } from '../fake-clock.ts'

const NOON = Date.UTC(2026, 3, 10, 12)
let database: TestDatabase
let organizationId: number
let clock: FakeClock
let threads: JobThreads
let gate: ReturnType<typeof createWriteGate>

beforeEach(async () => {
  database = await testDatabase()
  clock = new FakeClock(NOON)
  organizationId = await newOrganization(db(), 'Working MSP')
  gate = createWriteGate()
  threads = createJobThreads(new URL('./thread-of-tests.ts', import.meta.url), database.location, gate)
})
afterEach(async () => {
  await threads.close()
  await database[Symbol.asyncDispose]()
})

const db = () => dbOf(database.orm.em.fork())
const enqueue = (job: NewJob) => enqueueJob(db(), organizationId, job, clock.now())
const job = async (id = 'one') => (await jobsByIds(db(), organizationId, [id])).get(id)
const nameNow = async () => (await db().selectFrom('organization').select('name').executeTakeFirst())?.name

const kinds = ['compute', 'rename', 'reportAndRename', 'refuse', 'giveUp', 'fail', 'waitForStop', 'die']
function runner(handlers: Readonly<Record<string, JobHandler>> = {}) {
  const onThread = Object.fromEntries(kinds.map(kind => [kind, threads.handler(kind)]))
  return createJobRunner({
    ...{ em: database.orm.em, gate, handlers: { ...onThread, ...handlers }, now: clock.now, sleep: clock.sleep },
    ...{ owner: 'runner', leaseMs: 60_000, report: () => undefined },
  })
}

test('while the thread computes, this one hears everybody; its progress and its answer arrive, and it knows the time', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'moat-thread-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  await enqueue({ id: 'one', kind: 'compute', payload: join(folder, 'enough') })
  let ticks = 0
  const ticking = setInterval(() => ++ticks === 40 && writeFileSync(join(folder, 'enough'), ''), 5)
  await runner().runOne()
  clearInterval(ticking)
  const { result, progress, status } = (await job())!
  expect({ status, progress }).toEqual({ status: 'DONE', progress: { done: 1, total: 2, text: 'Half of it' } })
  expect(result).toMatchObject({ attempt: 1, heard: true })
  expect(Math.abs((result as { now: number }).now - NOON)).toBeLessThan(60_000)
})

test('what it writes waits for the gate, and a step that fails leaves the steps before it', async () => {
  await enqueue({ id: 'start', kind: 'compute', payload: null })
  await runner().runOne()
  await enqueue({ id: 'one', kind: 'rename', payload: ['First', null], maxAttempts: 1 })
  let before: string | undefined
  const held: JobHandler = running => {
    // Somebody else writes for a while; the thread has started and would be done long before.
    void gate.run(async () => {
      await new Promise(resolve => setTimeout(resolve, 200))
      before = await nameNow()
    })
    return threads.handler('rename')(running)
  }
  await runner({ rename: held }).runOne()
  expect(before).toBe('Working MSP')
  expect(await nameNow()).toBe('First')
  expect(await job()).toMatchObject({ status: 'FAILED', error: expect.stringContaining('Unexpected error') })
  // Nobody is left in the gate.
  await gate.run(async () => undefined)
})

test('a thread that began with one organization works for another, within its rows', async () => {
  database.workFor(null)
  const second = await withoutTenant('command line', () => newOrganization(db(), 'Second MSP'))
  const both = [organizationId, second]
  await withoutTenant('command line', async () => {
    for (const id of both)
      await enqueueJob(db(), id, { id: 'one', kind: 'reportAndRename', payload: `Renamed ${id}` }, clock.now())
  })
  const { runOne } = runner()
  while (await runOne());
  const done = await withoutTenant('command line', () =>
    db()
      .selectFrom('job')
      .innerJoin('organization as o', 'o.id', 'job.organization_id')
      .select(['job.status', 'job.error', 'job.progress_done', 'o.name'])
      .orderBy('o.id')
      .execute(),
  )
  // What is written waits behind the progress: had that met no row, the lease would be held for lost.
  expect(done).toEqual(both.map(id => ({ status: 'DONE', error: null, progress_done: 1, name: `Renamed ${id}` })))
})

test('a lease that was lost keeps it from writing', async () => {
  await enqueue({ id: 'one', kind: 'rename', payload: ['Never'], maxAttempts: 1 })
  const taken: JobHandler = async running => {
    await db().updateTable('job').set({ lease_owner: 'another' }).execute()
    return await threads.handler('rename')(running)
  }
  await runner({ rename: taken }).runOne()
  expect(await nameNow()).toBe('Working MSP')
  expect(await job()).toMatchObject({ status: 'RUNNING' })
})

test('failures are what they were where they were thrown', async () => {
  const outcome = async (kind: string) => {
    await enqueue({ id: kind, kind, maxAttempts: 2 })
    await runner().runOne()
    const { status, error } = (await job(kind)) ?? {}
    return { status, error }
  }
  expect(await outcome('refuse')).toEqual({ status: 'QUEUED', error: 'Looking for the file: it is not there' })
  expect(await outcome('giveUp')).toEqual({ status: 'FAILED', error: 'Exporting: the report was deleted' })
  const { status, error } = await outcome('fail')
  expect(status).toBe('QUEUED')
  expect(error).not.toContain('secret detail')
})

test('a job that is cancelled stops on the thread, too', async () => {
  await enqueue({ id: 'one', kind: 'waitForStop' })
  const ran = runner().runOne()
  await eventually(async () => expect(await job()).toMatchObject({ progress: { done: 1 } }))
  await db().updateTable('job').set({ cancel_requested: 1 }).execute()
  clock.forward(20_000)
  await ran
  expect(await job()).toMatchObject({ status: 'CANCELLED' })
})

test('a thread that dies fails its job, which is tried again on a new one', async () => {
  await enqueue({ id: 'one', kind: 'die' })
  const { runOne } = runner()
  await runOne()
  expect(await job()).toMatchObject({ status: 'QUEUED', attempts: 1 })
  clock.forward(60_000)
  await runOne()
  expect(await job()).toMatchObject({ status: 'DONE', result: 'alive' })
})

test('short jobs stay here, long ones go to the thread, and short ones follow once it is there', async () => {
  const where: string[] = []
  const noted =
    (place: string): JobHandler =>
    async ({ id }) =>
      void where.push(`${id} ${place}`)
  let started = false
  const fake = { started: () => started, handler: () => noted('there') }
  const handlers = longOnThread(
    { sum: noted('here'), other: noted('here') },
    { sum: async ({ payload }) => payload === 'long' },
    fake,
  )
  const { runOne } = runner(handlers)
  const run = async (id: string, kind: string, payload: string) => {
    await enqueue({ id, kind, payload })
    await runOne()
  }
  await run('one', 'sum', 'short')
  await run('two', 'sum', 'long')
  started = true
  await run('three', 'sum', 'short')
  await run('four', 'other', 'long')
  expect(where).toEqual(['one here', 'two there', 'three there', 'four here'])
})
