import type { SqlEntityManager } from '@mikro-orm/sql'
import { sql } from 'kysely'
import type { Member } from '../access/policy.ts'
import { beyondKey, type Page, pageOrder, type Slice, sliceOf } from '../db/keyset.ts'
import { dbOf } from '../db/tables.ts'
import { type EventFilter, matchingEvents } from './event-filter.ts'
import type { StoredEvent } from './event-hash.ts'
import { type AuditEventRecord, eventRecord } from './event-record.ts'

/** Entries of the viewer's log, newest first. */
export async function readEvents(
  em: SqlEntityManager,
  viewer: Member,
  filter: EventFilter,
  page: Page,
): Promise<Slice<AuditEventRecord>> {
  const { rows } = await sql<StoredEvent>`select * from audit_event
    where organization_id = ${viewer.organizationId} and ${matchingEvents(filter)}
      and ${beyondKey([sql`seq`], 'DESC', page)}
    ${pageOrder([sql`seq`], 'DESC', page)}`.execute(dbOf(em))
  return sliceOf(rows.map(eventRecord), page)
}

export async function countEvents(em: SqlEntityManager, viewer: Member, filter: EventFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from audit_event
    where organization_id = ${viewer.organizationId} and ${matchingEvents(filter)}`.execute(dbOf(em))
  return Number(rows[0]?.count ?? 0)
}

/** Entries by number; those that do not exist are absent. */
export async function eventsBySeqs(
  em: SqlEntityManager,
  viewer: Member,
  seqs: readonly number[],
): Promise<Map<number, AuditEventRecord>> {
  if (seqs.length === 0) return new Map()
  const rows = await dbOf(em)
    .selectFrom('audit_event')
    .selectAll()
    .where('organization_id', '=', viewer.organizationId)
    .where('seq', 'in', [...seqs])
    .execute()
  return new Map(rows.map(row => [row.seq, eventRecord(row)]))
}
