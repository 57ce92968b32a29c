import { expect, test } from 'vitest'
import { dbOf } from '../../server/db/tables.ts'
import { type TestOrganization, testOrganization } from '../support/imports.ts'
import { recomputedRollups, rollupSums, rowsInForce } from '../support/stored-state.ts'

const CLIENTS = 'name\nAcme Corp\nHarbor Dental\n'
let reverts = 0
const revert = (msp: TestOrganization, snapshot: string) =>
  msp.imports.revert({
    uid: `revert-${++reverts}`,
    by: { organizationId: msp.organizationId, userId: msp.userId, role: 'ANALYST' },
    snapshot,
    reason: 'Wrong file',
  })

/** A small seeded generator (mulberry32), so that a failing run can be repeated. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

test('a revert is a version that restores the rows and rollups before it', async () => {
  await using msp = await testOrganization()
  await msp.accept('clients', CLIENTS)
  const head = 'client,number,date,total,status\n'
  await msp.accept('invoices', `${head}Acme Corp,1,2026-01-05,100,paid\nAcme Corp,2,2026-01-06,200,pending\n`)
  const em = msp.database.orm.em.fork()
  const [rows, sums] = [await rowsInForce(em), await rollupSums(em)]
  const wrong = await msp.accept(
    'invoices',
    `${head}Acme Corp,2,2026-01-06,250,paid\nHarbor Dental,3,2026-02-01,10,paid\n`,
    { scope: 'REPLACE_ALL' },
  )
  const outcome = await revert(msp, wrong.uid)
  expect(outcome).toMatchObject({
    type: 'Snapshot',
    snapshot: { number: 4, origin: 'REVERT', addedCount: 1, changedCount: 1, removedCount: 1 },
  })
  expect(await rowsInForce(em)).toEqual(rows)
  expect(await rollupSums(em)).toEqual(sums)
  expect(await rollupSums(em, 3)).toEqual(await recomputedRollups(em, 3))
  expect(await revert(msp, wrong.uid)).toMatchObject({ type: 'NotFound' })
})

test('a snapshot that a later one builds on cannot be reverted first', async () => {
  await using msp = await testOrganization()
  const clients = await msp.accept('clients', CLIENTS)
  const first = await msp.accept('invoices', 'client,number,date,total,status\nAcme Corp,1,2026-01-05,100,pending\n')
  const second = await msp.accept('invoices', 'client,number,date,total,status\nAcme Corp,1,2026-01-05,100,paid\n')
  expect(await revert(msp, first.uid)).toMatchObject({ type: 'RevertConflict', snapshots: [second.uid] })
  expect(await revert(msp, clients.uid)).toMatchObject({ type: 'RevertConflict', snapshots: [second.uid] })
  for (const uid of [second.uid, first.uid, clients.uid]) expect((await revert(msp, uid)).type).toBe('Snapshot')
  expect((await rowsInForce(msp.database.orm.em.fork())).client_row).toEqual([])
})

test('clients that an upload created go with its revert', async () => {
  await using msp = await testOrganization()
  const upload = await msp.accept('time_logs', 'client,staff,date,hours\nNova Labs,Maya,2026-03-02,1\n', {
    createMissingClients: true,
  })
  const em = msp.database.orm.em.fork()
  expect((await rowsInForce(em)).client_row).toHaveLength(1)
  expect((await revert(msp, upload.uid)).type).toBe('Snapshot')
  expect(await rowsInForce(em)).toMatchObject({ client_row: [], time_log_row: [] })
})

test('after any sequence of uploads and reverts the rollups equal the rows, then and now, and numbers are dense', async () => {
  await using msp = await testOrganization()
  await msp.accept('clients', CLIENTS)
  const random = randomOf(20260715)
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
  const em = msp.database.orm.em.fork()
  const undoable: { uid: string; before: Awaited<ReturnType<typeof rowsInForce>> }[] = []
  for (let step = 0; step < 25; step++) {
    const last = undoable.at(-1)
    if (last && random() < 0.3) {
      undoable.pop()
      expect((await revert(msp, last.uid)).type).toBe('Snapshot')
      expect(await rowsInForce(em)).toEqual(last.before)
    } else {
      const before = await rowsInForce(em)
      const count = 1 + Math.floor(random() * 12)
      const lines = Array.from({ length: count }, (_, i) =>
        [
          pick(['Acme Corp', 'Harbor Dental']),
          pick(['Maya', 'Sam']),
          `2026-0${1 + Math.floor(random() * 3)}-1${Math.floor(random() * 9)}`,
          pick(['0.25', '1', '2']),
          pick(['', '150']),
          pick(['', '60']),
          pick(['yes', 'no']),
          random() < 0.5 ? '' : `t${step}-${i % 5}`,
        ].join(','),
      )
      const snapshot = await msp.accept(
        'time_logs',
        `client,staff,date,hours,rate,cost_rate,billable,id\n${[...new Set(lines)].join('\n')}\n#${step}`.replace(
          /\n#\d+$/,
          '\n'.repeat(1 + step),
        ),
        {
          scope: random() < 0.2 ? 'REPLACE_ALL' : 'UPSERT',
        },
      )
      if (snapshot.addedCount + snapshot.changedCount + snapshot.removedCount > 0)
        undoable.push({ uid: snapshot.uid, before })
    }
    expect(await rollupSums(em)).toEqual(await recomputedRollups(em))
  }
  const numbers = await dbOf(em).selectFrom('snapshot').select('number').orderBy('number').execute()
  expect(numbers.map(row => row.number)).toEqual(numbers.map((_, i) => i + 1))
  for (const { number } of numbers)
    expect([number, await rollupSums(em, number)]).toEqual([number, await recomputedRollups(em, number)])
})
