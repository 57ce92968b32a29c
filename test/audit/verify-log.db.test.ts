import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ERASED_ACTION } from '../../server/audit/chain-check.ts'
import { erasePersonalParts } from '../../server/audit/erase-personal-parts.ts'
import type { StoredEvent } from '../../server/audit/event-hash.ts'
import { recordEvent } from '../../server/audit/record-event.ts'
import { verifyLog } from '../../server/audit/verify-log.ts'
import { dbOf } from '../../server/db/tables.ts'
import { generatedLog, mutationsAt, newOrganization, START, type TestLog } from './generated-log.ts'

const LENGTH = 60

describe('a generated log', () => {
  let log: TestLog
  let entries: StoredEvent[]
  beforeAll(async () => {
    log = await generatedLog(LENGTH)
    entries = await log.entries()
  })
  afterAll(async () => await log[Symbol.asyncDispose]())

  const verify = (anchorAt: number | null = null, db = log.db) =>
    verifyLog(db, log.organizationId, anchorAt === null ? null : (entries[anchorAt - 1] ?? null))

  /** Looks at the table as a person with the database would leave it: rows after the first that differs are other ones. */
  async function falsified<T>(now: readonly StoredEvent[], look: (db: TestLog['db']) => Promise<T>): Promise<T> {
    const from = entries.findIndex((event, i) => JSON.stringify(event) !== JSON.stringify(now[i]))
    const seen: { value?: T } = {}
    const rollback = new Error('Put the log back')
    const falsifying = log.database.orm.em.fork().transactional(async em => {
      const db = dbOf(em)
      await db
        .deleteFrom('audit_event')
        .where('organization_id', '=', log.organizationId)
        .where('seq', '>', from)
        .execute()
      if (now.length > from) await db.insertInto('audit_event').values(now.slice(from)).execute()
      seen.value = await look(db)
      throw rollback
    })
    await falsifying.catch(error => {
      if (error !== rollback) throw error
    })
    return seen.value as T
  }

  test('is valid, with and without an anchor at any of its entries', async () => {
    expect(await verify()).toMatchObject({ valid: true, checked: LENGTH, head: { seq: LENGTH }, problem: null })
    for (const at of [1, 2, 30, LENGTH]) expect((await verify(at)).valid).toBe(true)
  })

  test.each(Array.from({ length: LENGTH }, (_, i) => i))(
    'entry after index %i: each falsification is found',
    async position => {
      for (const { name, entries: now } of mutationsAt(entries, position)) {
        const { valid, problem } = await falsified(now, db => verify(null, db))
        expect({ name, valid }).toEqual({ name, valid: false })
        expect([position + 1, position + 2], name).toContain(problem?.seq)
      }
    },
  )

  test.each([1, 2, 30, LENGTH])('with an anchor at its end, %i missing last entries are found', async cut => {
    const now = entries.slice(0, LENGTH - cut)
    const { valid, problem } = await falsified(now, db => verify(LENGTH, db))
    expect({ valid, problem }).toMatchObject({ valid: false, problem: { kind: 'CUT_TAIL', seq: LENGTH - cut + 1 } })
  })

  test('a log that was written anew has another hash than the anchor', async () => {
    const { head } = await verify()
    const other = await generatedLog(LENGTH)
    await using _ = other
    await other.db.deleteFrom('audit_event').execute()
    await recordEvent(
      other.db,
      other.organizationId,
      { userId: 1, role: 'OWNER' },
      { at: 1, action: 'a', subject: 'b' },
    )
    const anchor = { seq: 1, hash: entries[0]?.hash ?? '' }
    expect((await verifyLog(other.db, other.organizationId, anchor)).problem?.kind).toBe('ANCHOR_MISMATCH')
    expect(head?.seq).toBe(LENGTH)
  })

  test('entries before the first are found', async () => {
    const first = entries[0] as StoredEvent
    const { problem } = await falsified([{ ...first, seq: 0 }, ...entries], db => verify(null, db))
    expect(problem).toMatchObject({ seq: 0, kind: 'OUT_OF_ORDER' })
  })
})

test('entries written before requests were noted stay valid', async () => {
  await using log = await generatedLog(2)
  const organizationId = await newOrganization(log.db, 'Older MSP')
  // As the first version of the product wrote and hashed it.
  await log.db
    .insertInto('audit_event')
    .values({
      ...{ organization_id: organizationId, seq: 1, at: 1772352000977, actor_id: 1, role: 'OWNER' },
      ...{ action: 'session.opened', subject: 'User:1', details: '{}', previous_hash: '' },
      ...{ request_id: null, api_key_id: null, personal: null, personal_digest: null },
      hash: await sha256Of(
        `{"action":"session.opened","actor_id":1,"at":1772352000977,"details":"{}","organization_id":${organizationId},"previous_hash":"","role":"OWNER","seq":1,"subject":"User:1"}`,
      ),
    })
    .execute()
  expect(await verifyLog(log.db, organizationId)).toMatchObject({ valid: true, checked: 1 })
})

const sha256Of = async (text: string) =>
  Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(text))).toString('hex')

test('a log that nothing was written to is valid and has no head', async () => {
  await using log = await generatedLog(2)
  const empty = await newOrganization(log.db, 'Empty MSP')
  expect(await verifyLog(log.db, empty)).toEqual({ valid: true, checked: 0, head: null, problem: null })
})

test('addresses that are erased leave the chain valid and nothing of them in the log', async () => {
  await using log = await generatedLog(10)
  const { organizationId, database } = log
  const admin = { userId: 1, role: 'OWNER' as const }
  const maya = {
    ...{ userId: 5, role: 'ANALYST' as const, apiKeyId: null },
    origin: { requestId: 'r', address: '203.0.113.77', salt: 'abc' },
  }
  const write = <T>(work: (db: TestLog['db']) => Promise<T>) =>
    database.orm.em.fork().transactional(em => work(dbOf(em)))
  for (let n = 0; n < 3; n++)
    await write(db => recordEvent(db, organizationId, maya, { at: START, action: 'session.opened', subject: 'User:5' }))
  const erased = await write(db => erasePersonalParts(db, organizationId, admin, { actorId: 5 }, START))
  expect(erased).toBe(3)
  expect(JSON.stringify(await log.entries())).not.toContain('203.0.113.77')
  expect((await verifyLog(log.db, organizationId)).valid).toBe(true)
  // Erased later still, without an entry that says so: found.
  await write(db => recordEvent(db, organizationId, maya, { at: START, action: 'session.opened', subject: 'User:5' }))
  await log.db.updateTable('audit_event').set({ personal: null }).where('seq', '=', 15).execute()
  expect((await verifyLog(log.db, organizationId)).problem).toMatchObject({ seq: 15, kind: 'PERSONAL_MISSING' })
  await write(db => erasePersonalParts(db, organizationId, admin, { entries: [15] }, START))
  expect((await verifyLog(log.db, organizationId)).valid).toBe(true)
  const log2 = await log.entries()
  expect(log2.filter(event => event.action === ERASED_ACTION)).toHaveLength(3)
})
