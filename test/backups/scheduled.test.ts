import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readArchive } from '../../server/backups/archive/read-archive.ts'
import {
  type BackupReport,
  createScheduledBackups,
  type ScheduledBackupsSettings,
} from '../../server/backups/scheduled/create-scheduled-backups.ts'
import { openDatabase } from '../../server/db/database.ts'

const HOUR = 3_600_000
const START = Date.UTC(2026, 10, 21, 18, 45)

let place: string
let now: number
let reports: BackupReport[]
beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'moat-schedule-'))
  await (await openDatabase({ file: join(place, 'moat.sqlite') })).close(true)
  now = START
  reports = []
})
afterEach(() => rmSync(place, { recursive: true, force: true }))

const folder = () => join(place, 'backups')
const made = () => readdirSync(folder()).sort()

const scheduled = (more: Partial<ScheduledBackupsSettings> = {}) =>
  createScheduledBackups({
    ...{ folder: folder(), every: 'HOUR', keep: 3, uid: randomUUID(), now: () => now },
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }).catch(() => undefined),
    report: what => reports.push(what),
    request: (out, at) => ({
      ...{ location: { file: join(place, 'moat.sqlite') }, keysOf: place, out, passphrase: null },
      ...{ salt: randomBytes(16), uid: randomUUID(), now: at, product: '0.1.0' },
    }),
    ...more,
  })

test('each slot gets one backup, named after it, whole and readable by its owner only', async () => {
  const backups = scheduled()
  expect(await backups.runDue()).toBe(true)
  expect(await backups.runDue()).toBe(false)
  expect(made()).toEqual(['moatmetrics-2026-11-21T18-30Z.moatbackup'])
  const path = join(folder(), made()[0] ?? '')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(statSync(folder()).mode & 0o777).toBe(0o700)
  expect((await readArchive(path, null, null)).dialect).toBe('sqlite')
  now += HOUR
  expect(await backups.runDue()).toBe(true)
  expect(made()).toHaveLength(2)
})

test('a daily one is of half past midnight UTC', async () => {
  await scheduled({ every: 'DAY' }).runDue()
  expect(made()).toEqual(['moatmetrics-2026-11-21T00-30Z.moatbackup'])
})

test('of several processes that share the folder one makes it', async () => {
  const all = await Promise.all(Array.from({ length: 4 }, () => scheduled().runDue()))
  expect(all.filter(Boolean)).toHaveLength(1)
  expect(made()).toEqual(['moatmetrics-2026-11-21T18-30Z.moatbackup'])
})

test('the oldest go, after a good new one only; what people put there stays', async () => {
  const backups = scheduled({ keep: 2 })
  mkdirSync(folder())
  writeFileSync(join(folder(), 'before-the-move.moatbackup'), 'mine')
  for (let hour = 0; hour < 4; hour++) {
    await backups.runDue()
    now += HOUR
  }
  const two = ['moatmetrics-2026-11-21T20-30Z.moatbackup', 'moatmetrics-2026-11-21T21-30Z.moatbackup']
  expect(made()).toEqual(['before-the-move.moatbackup', ...two])
  rmSync(join(place, 'moat.sqlite'))
  await expect(backups.runDue()).rejects.toThrow(/there is no database/)
  expect(made()).toEqual(['before-the-move.moatbackup', ...two])
})

test('a failure is reported and said, and over with the next good one', async () => {
  const database = join(place, 'moat.sqlite')
  const backups = scheduled({ request: (out, at) => ({ ...requestOf(out, at), location: { file: database } }) })
  expect(await backups.state()).toBe('none was made yet')
  expect(await backups.lastGoodAt()).toBeNull()
  writeFileSync(folder(), 'a file in the way')
  backups.start()
  await until(() => reports.length === 1)
  expect(reports).toEqual([{ failed: expect.anything() }])
  expect(await backups.state()).toBe('failing since 2026-11-21T18:45:00.000Z, see the log; none was made yet')
  await backups.stop()
  rmSync(folder())
  const next = scheduled()
  next.start()
  await until(() => reports.length === 2)
  await next.stop()
  expect(reports[1]).toMatchObject({
    made: expect.stringContaining('2026-11-21T18-30Z'),
    organizations: 0,
    removed: [],
  })
  expect(await next.state()).toMatch(/^the last one was made /)
})

test('one that should long have been made is said to be overdue', async () => {
  const backups = scheduled()
  await backups.runDue()
  const path = join(folder(), made()[0] ?? '')
  utimesSync(path, START / 1000, START / 1000)
  now = START + 3 * HOUR
  expect(await backups.lastGoodAt()).toBe(START)
  expect(await backups.state()).toBe('overdue; the last one was made 2026-11-21T18:45:00.000Z')
})

test('what a killed process left is cleared away, and its lock is taken over once it is old', async () => {
  const left = `.moatmetrics-${randomUUID()}`
  mkdirSync(join(folder(), `${left}.making`), { recursive: true })
  writeFileSync(join(folder(), `${left}.part`), 'half')
  const lock = join(folder(), '.moatmetrics.lock')
  writeFileSync(lock, 'somebody')
  utimesSync(lock, START / 1000, START / 1000)
  const backups = scheduled()
  now = START + 60_000
  expect(await backups.runDue()).toBe(false)
  now = START + 200_000
  expect(await backups.runDue()).toBe(true)
  expect(made()).toEqual(['moatmetrics-2026-11-21T18-30Z.moatbackup'])
})

test('stopping in the middle ends at once and leaves nothing half', async () => {
  const backups = scheduled()
  backups.start()
  await until(
    () => made().includes('.moatmetrics.lock'),
    () => undefined,
  )
  await backups.stop()
  expect(made().filter(name => !name.endsWith('.moatbackup'))).toEqual([])
  expect(reports.filter(report => 'failed' in report)).toEqual([])
})

const requestOf = (out: string, at: number) => ({
  ...{ keysOf: place, out, passphrase: null, salt: randomBytes(16), uid: randomUUID(), now: at, product: '0.1.0' },
})

async function until(done: () => boolean, otherwise: () => unknown = () => undefined): Promise<void> {
  for (let look = 0; look < 3000; look++) {
    try {
      if (done()) return
    } catch {
      otherwise()
    }
    await sleep(10)
  }
  throw new Error('It did not come about')
}
