import { appendEvent } from '../../server/audit/append-event.ts'
import { ERASED_ACTION } from '../../server/audit/chain-check.ts'
import { eventHash, type StoredEvent } from '../../server/audit/event-hash.ts'
import { lockOrganization } from '../../server/db/lock-organization.ts'
import { type Db, dbOf } from '../../server/db/tables.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

export const START = Date.UTC(2026, 2, 1, 8)

export interface TestLog extends AsyncDisposable {
  readonly database: TestDatabase
  readonly db: Db
  readonly organizationId: number
  /** The stored entries in their order. */
  readonly entries: () => Promise<StoredEvent[]>
}

/**
 * A log of an organization with entries of all shapes: with and without actors, keys, requests and addresses, with
 * details that are awkward in CSV, and with an address that was erased.
 */
export async function generatedLog(length: number): Promise<TestLog> {
  const database = await testDatabase()
  const db = dbOf(database.orm.em.fork())
  const organizationId = await newOrganization(db, 'Logged MSP')
  await database.orm.em.fork().transactional(async em => {
    await lockOrganization(dbOf(em), organizationId)
    for (let n = 1; n <= length; n++) await appendEvent(dbOf(em), organizationId, entryOf(n, length))
    await dbOf(em).updateTable('audit_event').set({ personal: null }).where('actor_id', '=', 3).execute()
  })
  return {
    database,
    db,
    organizationId,
    entries: () =>
      db.selectFrom('audit_event').selectAll().where('organization_id', '=', organizationId).orderBy('seq').execute(),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}

export async function newOrganization(db: Db, name: string): Promise<number> {
  const { id } = await db
    .insertInto('organization')
    .values({
      ...{ name, base_currency: 'USD', fiscal_year_start: 1, default_cost_rate: null },
      ...{ last_snapshot: 0, data_version: 0, created_at: START },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

const texts = ['=1+1', "'@quoted", 'a "word", and more', 'two\nlines', 'Zoë · 東京 · 😀', '', "''-x", 'tab\there']

function entryOf(n: number, length: number) {
  // The last but one entry says that what the third actor left behind is erased.
  if (n === length - 1)
    return {
      at: START + n,
      actorId: 1,
      role: 'OWNER',
      action: ERASED_ACTION,
      subject: 'User:3',
      details: { actorId: 3 },
    } as const
  const text = texts[n % texts.length] ?? ''
  return {
    at: START + n * 977,
    actorId: n % 5 === 0 ? null : 1 + (n % 3),
    role: n % 5 === 0 ? null : ('ANALYST' as const),
    action: n % 7 === 0 ? text : 'snapshot.accepted',
    subject: n % 4 === 0 ? text : `Snapshot:${n}`,
    details: { text, rows: n, nested: { list: [n, null, n / 3], 10: 'a', 9: 'b' } },
    apiKeyId: n % 6 === 0 ? 7 : null,
    origin:
      n % 3 === 0 ? undefined : { requestId: `request-${n}`, address: n % 2 ? `10.0.0.${n}` : null, salt: `salt-${n}` },
  }
}

/** The entry with its own hash computed anew, as a forger would. */
const rehashed = (event: StoredEvent): StoredEvent => ({ ...event, hash: eventHash(event) })

/** Another value of the same type for a column: what an edit would leave there. */
function edited(event: StoredEvent, column: keyof StoredEvent): StoredEvent {
  const value = event[column]
  if (column === 'details') return { ...event, details: event.details.replace('}', ',"more":1}') }
  if (column === 'hash' || column === 'previous_hash') return { ...event, [column]: 'f'.repeat(64) }
  // Beyond the end: the table's key refuses numbers that are taken.
  if (column === 'seq') return { ...event, seq: event.seq + 1000 }
  if (typeof value === 'number') return { ...event, [column]: value + 1 }
  if (typeof value === 'string') return { ...event, [column]: `${value}x` }
  return { ...event, [column]: column === 'actor_id' || column === 'api_key_id' ? 9 : 'OWNER' }
}

/** An edit that takes away what may be null; null where there is nothing to take. */
const emptied = (event: StoredEvent, column: keyof StoredEvent): StoredEvent | null =>
  event[column] !== null &&
  (['actor_id', 'role', 'api_key_id', 'request_id', 'personal', 'personal_digest'] as string[]).includes(column)
    ? { ...event, [column]: null }
    : null

export interface Mutation {
  readonly name: string
  readonly entries: readonly StoredEvent[]
}

/** Every small way to falsify a log at one position (from 0): edits of each field, deletion, insertions, a swap. */
export function* mutationsAt(entries: readonly StoredEvent[], position: number): Generator<Mutation> {
  const event = entries[position] as StoredEvent
  const columns = Object.keys(event).filter(name => name !== 'organization_id') as (keyof StoredEvent)[]
  const replaced = (...now: StoredEvent[]) => [...entries.slice(0, position), ...now, ...entries.slice(position + 1)]
  const at = `entry ${position + 1}`
  for (const column of columns) {
    yield { name: `${at}: ${column} edited`, entries: replaced(edited(event, column)) }
    const without = emptied(event, column)
    if (without) yield { name: `${at}: ${column} emptied`, entries: replaced(without) }
    // With its own hash computed anew an edited entry no longer is the one that the next refers to.
    if (position < entries.length - 1 && column !== 'hash' && column !== 'personal')
      yield { name: `${at}: ${column} edited, hash recomputed`, entries: replaced(rehashed(edited(event, column))) }
  }
  if (position < entries.length - 1) {
    yield { name: `${at}: deleted`, entries: replaced() }
    yield { name: `${at}: deleted, the rest renumbered`, entries: renumbered(replaced()) }
    const next = entries[position + 1] as StoredEvent
    const swapped = [...entries]
    swapped[position] = { ...next, seq: event.seq }
    swapped[position + 1] = { ...event, seq: next.seq }
    yield { name: `${at}: contents swapped with the next`, entries: swapped }
  }
  const forged = { ...event, action: 'forged', previous_hash: entries[position - 1]?.hash ?? '' }
  const before = [...entries.slice(0, position)]
  const after = entries.slice(position)
  yield { name: `${at}: inserted before`, entries: renumbered([...before, forged, ...after]) }
  yield {
    name: `${at}: inserted before, its hash recomputed`,
    entries: renumbered([...before, rehashed(forged), ...after]),
  }
}

const renumbered = (entries: readonly StoredEvent[]): StoredEvent[] =>
  entries.map((event, index) => ({ ...event, seq: index + 1 }))
