import type { SqlEntityManager } from '@mikro-orm/sql'
import { type Member, may } from '../../access/policy.ts'
import { dbOf } from '../../db/tables.ts'
import type { WriteGate } from '../../db/write-gate.ts'
import { writeIn } from '../../db/write-in.ts'
import { Forbidden } from '../../errors.ts'
import { eventBatches } from '../event-batches.ts'
import { type EventFilter, isWholeLog, matchingEvents } from '../event-filter.ts'
import { recordEvent } from '../record-event.ts'
import type { LogExport } from './log-export.ts'

export type ExportFormat = 'csv' | 'json' | 'xlsx'

/**
 * Begins an export of the viewer's log: first writes that it was exported, then reads up to that entry, which is the
 * head the export prints. Throws Forbidden without audit:export.
 * @param now milliseconds since 1970
 */
export async function startExport(
  em: SqlEntityManager,
  gate: WriteGate,
  viewer: Member,
  { format, filter }: { format: ExportFormat; filter: EventFilter },
  now: number,
): Promise<LogExport> {
  if (!may(viewer, 'audit:export'))
    throw new Forbidden('Exporting the audit log: your role may not do this; ask for audit:export')
  const { organizationId } = viewer
  const selection = isWholeLog(filter) ? null : { ...filter }
  const head = await writeIn(em, gate, db =>
    recordEvent(db, organizationId, viewer, {
      at: now,
      action: 'audit.exported',
      subject: 'AuditLog',
      // A text that was searched for may be somebody's name: the log says that there was one.
      details: { format, selection: selection && { ...selection, search: filter.search && '(a text)' } },
    }),
  )
  const db = dbOf(em.fork())
  return {
    organization: (
      await db.selectFrom('organization').select('name').where('id', '=', organizationId).executeTakeFirstOrThrow()
    ).name,
    exportedAt: now,
    selection,
    head,
    batches: eventBatches(db, organizationId, { matching: matchingEvents(filter), upTo: head.seq }),
    actors: new Map(
      (
        await db
          .selectFrom('membership as m')
          .innerJoin('user_account as u', 'u.id', 'm.user_id')
          .where('m.organization_id', '=', organizationId)
          .select(['u.id', 'u.name'])
          .execute()
      ).map(user => [user.id, user.name]),
    ),
  }
}
