import { afterEach, beforeEach, expect, test } from 'vitest'
import { scopesOfRole } from '../../server/access/policy.ts'
import { openDatabase } from '../../server/db/database.ts'
import { dbOf } from '../../server/db/tables.ts'
import { createWriteGate } from '../../server/db/write-gate.ts'
import { NotFound } from '../../server/errors.ts'
import { cancelJob } from '../../server/jobs/cancel-job.ts'
import { createJobRunner, type JobRunnerSettings } from '../../server/jobs/create-job-runner.ts'
import { enqueueJob, type NewJob } from '../../server/jobs/enqueue-job.ts'
import { followJob } from '../../server/jobs/follow-job.ts'
import { GiveUp, type JobHandler, type RunningJob } from '../../server/jobs/job-handler.ts'
import { pruneJobs } from '../../server/jobs/prune-jobs.ts'
import { countJobs, jobsByIds, readJobs } from '../../server/jobs/read-jobs.ts'
import { newOrganization } from '../audit/generated-log.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { FakeClock } from './fake-clock.ts'

const NOON = Date.UTC(2026, 3, 10, 12)
const LEASE = 60_000
let database: TestDatabase
let organizationId: number
let clock: FakeClock
const gate = createWriteGate()

beforeEach(async () => {
  database = await testDatabase()
  clock = new FakeClock(NOON)
  organizationId = await newOrganization(db(), 'Working MSP')
})
afterEach(async () => await database[Symbol.asyncDispose]())

const db = () => dbOf(database.orm.em.fork())
const enqueue = (job: NewJob) => enqueueJob(db(), organizationId, job, clock.now())
const job = async (id = 'one') => (await jobsByIds(db(), organizationId, [id])).get(id)
const admin = () => ({
  ...{ userId: 1, email: null, organizationId, role: 'ADMIN' as const, apiKeyId: null },
  scopes: new Set(scopesOfRole.ADMIN),
})

let owners = 0
const reported: unknown[] = []
function runner(handlers: Readonly<Record<string, JobHandler>>, settings: Partial<JobRunnerSettings> = {}) {
  return createJobRunner({
    ...{ em: database.orm.em, gate, handlers, now: clock.now, sleep: clock.sleep, leaseMs: LEASE },
    ...{ owner: `runner${++owners}`, report: error => void reported.push(error), ...settings },
  })
}
/** A handler that stays at work until it is told to go on. */
function held() {
  const began = Promise.withResolvers<RunningJob>()
  const goOn = Promise.withResolvers<void>()
  const handler: JobHandler = async running => {
    began.resolve(running)
    await goOn.promise
    return 'held'
  }
  return { handler, began: began.promise, goOn: goOn.resolve }
}

test('a job is done once, with what it was given, and keeps its answer', async () => {
  await enqueue({ id: 'one', kind: 'add', payload: { a: 2, b: 3 }, createdBy: 4 })
  const sum = ({ a, b }: { a: number; b: number }) => a + b
  const { runOne } = runner({ add: async ({ payload }) => sum(payload as { a: number; b: number }) })
  expect(await runOne()).toBe(true)
  expect(await runOne()).toBe(false)
  expect(await job()).toMatchObject({
    ...{ status: 'DONE', result: 5, attempts: 1, createdBy: 4, error: null },
    ...{ createdAt: NOON, startedAt: NOON, endedAt: NOON },
  })
})

test('a job waits for its time, and others of a kind that nobody here can do stay', async () => {
  await enqueue({ id: 'one', kind: 'add', runAt: NOON + 5000 })
  await enqueue({ id: 'other', kind: 'unknown' })
  const { runOne } = runner({ add: async () => null })
  expect(await runOne()).toBe(false)
  clock.forward(5000)
  expect(await runOne()).toBe(true)
  expect(await job('other')).toMatchObject({ status: 'QUEUED', attempts: 0 })
})

test('the job that is due longest comes first', async () => {
  const order: string[] = []
  for (const [id, wait] of [
    ['late', 3],
    ['early', 1],
    ['middle', 2],
  ] as const)
    await enqueue({ id, kind: 'note', runAt: NOON + wait })
  clock.forward(10)
  const { runOne } = runner({ note: async ({ id }) => order.push(id) })
  while (await runOne());
  expect(order).toEqual(['early', 'middle', 'late'])
})

test('an unfinished job stands for others with its key; an id is used once', async () => {
  await enqueue({ id: 'one', kind: 'analyse', dedupeKey: 'all' })
  expect((await enqueue({ id: 'two', kind: 'analyse', dedupeKey: 'all' })).id).toBe('one')
  expect((await enqueue({ id: 'three', kind: 'other', dedupeKey: 'all' })).id).toBe('three')
  await runner({ analyse: async () => null }).runOne()
  expect((await enqueue({ id: 'two', kind: 'analyse', dedupeKey: 'all' })).id).toBe('two')
  expect((await enqueue({ id: 'one', kind: 'analyse' })).status).toBe('DONE')
  expect(await countJobs(db(), organizationId, {})).toBe(3)
})

test('a failed job is tried again, later each time, until its attempts are used up', async () => {
  await enqueue({ id: 'one', kind: 'fail', maxAttempts: 3 })
  const { runOne } = runner({
    fail: async ({ attempt }) => {
      throw attempt === 1 ? new NotFound('Looking for the file: it is not there') : new Error('secret detail')
    },
  })
  reported.length = 0
  await runOne()
  expect(await job()).toMatchObject({
    ...{ status: 'QUEUED', attempts: 1, runAt: NOON + 10_000 },
    error: 'Looking for the file: it is not there',
  })
  expect(await runOne()).toBe(false)
  clock.forward(10_000)
  await runOne()
  expect(await job()).toMatchObject({ status: 'QUEUED', attempts: 2, runAt: NOON + 50_000 })
  clock.forward(40_000)
  await runOne()
  const { status, attempts, error, endedAt } = (await job()) ?? {}
  expect({ status, attempts, endedAt }).toEqual({ status: 'FAILED', attempts: 3, endedAt: NOON + 50_000 })
  expect(error).not.toContain('secret detail')
  expect(reported).toHaveLength(3)
})

test('a job that cannot succeed is not tried again', async () => {
  await enqueue({ id: 'one', kind: 'fail' })
  const { runOne } = runner({
    fail: async () => {
      throw new GiveUp('Exporting: the report was deleted')
    },
  })
  await runOne()
  expect(await job()).toMatchObject({ status: 'FAILED', attempts: 1, error: 'Exporting: the report was deleted' })
})

test('forty jobs and four runners: each job is done exactly once', async () => {
  for (let n = 0; n < 40; n++) await enqueue({ id: `job${n}`, kind: 'note' })
  // Processes of their own on PostgreSQL: other connections, other gates. The embedded database has one process.
  const others =
    'url' in database.location ? await Promise.all([1, 2, 3].map(() => openDatabase(database.location))) : []
  const done: string[] = []
  const runners = [0, 1, 2, 3].map(i => {
    const orm = others[i - 1]
    const own = orm ? { em: orm.em, gate: createWriteGate() } : {}
    return runner({ note: async ({ id }) => done.push(id) }, own)
  })
  await Promise.all(
    runners.map(async ({ runOne }) => {
      while (await runOne());
    }),
  )
  // A runner may find nothing while another is taking the last ones.
  while (await runners[0]?.runOne());
  for (const orm of others) await orm.close(true)
  expect(done.sort()).toEqual(Array.from({ length: 40 }, (_, n) => `job${n}`).sort())
  expect(await countJobs(db(), organizationId, { status: ['DONE'] })).toBe(40)
})

test('the job of a runner that is gone is taken over when its lease ends; what the old one writes then is void', async () => {
  await enqueue({ id: 'one', kind: 'work' })
  const gone = held()
  const frozen = new FakeClock(NOON)
  const late = runner({ work: gone.handler }, { now: frozen.now, sleep: frozen.sleep }).runOne()
  const old = await gone.began

  const second = runner({ work: async () => 'second' })
  clock.forward(LEASE - 1)
  expect(await second.runOne()).toBe(false)
  clock.forward(1)
  expect(await second.runOne()).toBe(true)
  expect(await job()).toMatchObject({ status: 'DONE', result: 'second', attempts: 2 })

  await expect(
    old.write(db => db.updateTable('organization').set({ name: 'Written twice' }).execute()),
  ).rejects.toThrow('lease')
  gone.goOn()
  await late
  expect(await job()).toMatchObject({ status: 'DONE', result: 'second' })
  expect(await db().selectFrom('organization').select('name').executeTakeFirst()).toEqual({ name: 'Working MSP' })
})

test('a failure whose lease only seemed lost is heard of', async () => {
  await enqueue({ id: 'one', kind: 'work' })
  const before = reported.length
  const seemsLost: JobHandler = async ({ progress, lease }) => {
    await db().updateTable('job').set({ lease_owner: 'another' }).execute()
    await progress(1).catch(() => undefined)
    await db().updateTable('job').set({ lease_owner: lease }).execute()
    throw new Error('The work went wrong')
  }
  await runner({ work: seemsLost }).runOne()
  expect(await job()).toMatchObject({ status: 'QUEUED', error: expect.stringContaining('Unexpected error') })
  expect(reported.slice(before)).toEqual([new Error('The work went wrong')])
})

test('a runner that is alive keeps its lease, however long the job takes', async () => {
  await enqueue({ id: 'one', kind: 'work' })
  const long = held()
  const working = runner({ work: long.handler }).runOne()
  await long.began
  const other = runner({ work: async () => 'taken over' })
  for (let third = 1; third <= 9; third++) {
    clock.forward(LEASE / 3)
    await eventually(async () => {
      const row = await db().selectFrom('job').select('lease_until').executeTakeFirstOrThrow()
      expect(row.lease_until).toBe(clock.now() + LEASE)
    })
    expect(await other.runOne()).toBe(false)
  }
  long.goOn()
  await working
  expect(await job()).toMatchObject({ status: 'DONE', result: 'held', attempts: 1 })
})

test('a job that stops its server each time fails when its attempts are used up', async () => {
  await enqueue({ id: 'one', kind: 'crash', maxAttempts: 2 })
  for (let attempt = 1; attempt <= 2; attempt++) {
    const gone = held()
    const frozen = new FakeClock(clock.now())
    void runner({ crash: gone.handler }, { now: frozen.now, sleep: frozen.sleep }).runOne()
    await gone.began
    clock.forward(LEASE)
  }
  expect(await runner({ crash: async () => null }).runOne()).toBe(false)
  expect(await job()).toMatchObject({ status: 'FAILED', attempts: 2, endedAt: clock.now() })
})

test('a waiting job that is cancelled never starts; the log says who cancelled it', async () => {
  await enqueue({ id: 'one', kind: 'work' })
  const cancelled = await database.orm.em.fork().transactional(em => cancelJob(dbOf(em), admin(), 'one', clock.now()))
  expect(cancelled).toMatchObject({ status: 'CANCELLED', endedAt: NOON })
  expect(await runner({ work: async () => null }).runOne()).toBe(false)
  const log = await db().selectFrom('audit_event').select(['action', 'subject', 'actor_id']).execute()
  expect(log).toEqual([{ action: 'job.cancelled', subject: 'Job:one', actor_id: 1 }])
  await expect(
    database.orm.em.fork().transactional(em => cancelJob(dbOf(em), admin(), 'none', clock.now())),
  ).rejects.toThrow(NotFound)
})

test('a running job that is cancelled hears of it and ends as cancelled, with nothing written after', async () => {
  await enqueue({ id: 'one', kind: 'work' })
  const steps: number[] = []
  const { runOne } = runner({
    work: async ({ progress }) => {
      for (let step = 1; step <= 10; step++) {
        clock.forward(1000)
        if (step === 4)
          await database.orm.em.fork().transactional(em => cancelJob(dbOf(em), admin(), 'one', clock.now()))
        await progress(step, 10, 'Counting')
        steps.push(step)
      }
    },
  })
  await runOne()
  expect(steps).toEqual([1, 2, 3])
  expect(await job()).toMatchObject({
    ...{ status: 'CANCELLED', cancelRequested: true },
    progress: { done: 4, total: 10, text: 'Counting' },
  })
  expect(await runOne()).toBe(false)
})

test('a job that fails before it hears that it was cancelled is not tried again', async () => {
  await enqueue({ id: 'one', kind: 'work' })
  const { runOne } = runner({
    work: async () => {
      await database.orm.em.fork().transactional(em => cancelJob(dbOf(em), admin(), 'one', clock.now()))
      throw new Error('Too late')
    },
  })
  await runOne()
  clock.forward(10_000)
  expect(await runOne()).toBe(false)
  expect(await job()).toMatchObject({ status: 'CANCELLED', attempts: 1 })
})

test('a server that stops hands back what it did not finish, and the attempt does not count', async () => {
  await enqueue({ id: 'one', kind: 'work' })
  const began = Promise.withResolvers<void>()
  const stopping = runner({
    work: ({ signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
        began.resolve()
      }),
  })
  stopping.start()
  await began.promise
  await stopping.stop()
  expect(await job()).toMatchObject({ status: 'QUEUED', attempts: 0, runAt: clock.now(), error: null })
  expect(await runner({ work: async () => 'next' }).runOne()).toBe(true)
  expect(await job()).toMatchObject({ status: 'DONE', result: 'next', attempts: 1 })
})

test('a handler that does not heed the stop loses its job after the time it was given', async () => {
  await enqueue({ id: 'one', kind: 'work' })
  const deaf = held()
  const stopping = runner({ work: deaf.handler }, { graceMs: 5000 })
  stopping.start()
  const running = await deaf.began
  const stopped = stopping.stop()
  await eventually(() => expect(running.signal.aborted).toBe(true))
  clock.forward(5000)
  await stopped
  expect(await job()).toMatchObject({ status: 'QUEUED', attempts: 0 })
  await expect(running.write(async () => null)).rejects.toBe('stopping')
})

test('what a job changes is stored with its step, or not at all', async () => {
  await enqueue({ id: 'one', kind: 'rename', maxAttempts: 1 })
  const rename = (name: string, running: RunningJob) =>
    running.write(db => db.updateTable('organization').set({ name }).where('id', '=', organizationId).execute())
  await runner({
    rename: async running => {
      await rename('First', running)
      await running.write(async db => {
        await db.updateTable('organization').set({ name: 'Second' }).execute()
        await running.progress(1, 2)
        throw new Error('Second step failed')
      })
    },
  }).runOne()
  expect(await db().selectFrom('organization').select('name').executeTakeFirst()).toEqual({ name: 'First' })
})

test('a recurring job runs once in each slot for each organization, whoever asks and whatever was missed', async () => {
  const second = await newOrganization(db(), 'Second MSP')
  const done: string[] = []
  const schedules = [{ key: 'retention', kind: 'retention', every: 'DAY', atMinute: 150 } as const]
  const handlers = { retention: async (running: RunningJob) => done.push(`${running.organizationId} ${running.id}`) }
  const workAll = async () => {
    const runners = [runner(handlers, { schedules }), runner(handlers, { schedules })]
    for (const { runOne } of runners) while (await runOne());
  }
  const slot = (day: string) => [organizationId, second].map(id => `${id} retention@2026-04-${day}T02:30:00.000Z`)
  await workAll()
  expect(done).toEqual(slot('10'))
  clock.forward(14.5 * 3_600_000 - 1)
  await workAll()
  expect(done).toEqual(slot('10'))
  clock.forward(1)
  await workAll()
  expect(done).toEqual([...slot('10'), ...slot('11')])
  clock.forward(5 * 86_400_000)
  await workAll()
  expect(done).toEqual([...slot('10'), ...slot('11'), ...slot('16')])
})

test('whoever follows a job sees its progress and its end', async () => {
  await enqueue({ id: 'one', kind: 'count' })
  const seen: string[] = []
  const wake = async () => void (await new Promise(resolve => setTimeout(resolve, 5)))
  const following = (async () => {
    for await (const { status, progress } of followJob(
      database.orm.em,
      organizationId,
      'one',
      wake,
      AbortSignal.timeout(150_000),
    ))
      seen.push(`${status} ${progress.done}`)
  })()
  await eventually(() => expect(seen).toEqual(['QUEUED 0']))
  await runner({
    count: async ({ progress }) => {
      await progress(1, 2)
      await eventually(() => expect(seen).toContain('RUNNING 1'))
      clock.forward(10)
      await progress(2, 2)
    },
  }).runOne()
  await following
  expect(seen.at(-1)).toBe('DONE 2')
})

test('jobs are listed newest first, page by page, and forgotten after their time', async () => {
  for (const id of ['a', 'b', 'c']) {
    await enqueue({ id, kind: id === 'c' ? 'other' : 'note' })
    clock.forward(1000)
  }
  const first = await readJobs(db(), organizationId, {}, { size: 2, from: null, backward: false })
  expect([first.rows.map(row => row.id), first.more]).toEqual([['c', 'b'], true])
  const rest = await readJobs(db(), organizationId, {}, { size: 2, from: [NOON + 1000, 'b'], backward: false })
  expect([rest.rows.map(row => row.id), rest.more]).toEqual([['a'], false])
  expect(await countJobs(db(), organizationId, { kinds: ['note'] })).toBe(2)
  while (await runner({ note: async () => null }).runOne());
  expect(await pruneJobs(db(), organizationId, clock.now())).toBe(0)
  expect(await pruneJobs(db(), organizationId, clock.now() + 1)).toBe(2)
  expect((await job('c'))?.status).toBe('QUEUED')
})
