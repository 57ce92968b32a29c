import type { SqlEntityManager } from '@mikro-orm/sql'
import { type Member, may } from '../access/policy.ts'
import { recordEvent } from '../audit/record-event.ts'
import { lockOrganization } from '../db/lock-organization.ts'
import type { WriteGate } from '../db/write-gate.ts'
import { writeIn } from '../db/write-in.ts'
import { Forbidden, NotFound } from '../errors.ts'
import { checkMaySave } from './save-query.ts'
import { isOwn, type SavedQueryRecord, savedQueryOf } from './saved-query.ts'

/**
 * Deletes a saved query: one's own, or, by those who manage users, a shared one. Throws Forbidden for a shared one of
 * somebody else; NotFound for what is not there, and for what others keep to themselves.
 */
export async function deleteSavedQuery(
  em: SqlEntityManager,
  viewer: Member,
  id: number,
  { now, gate }: { readonly now: number; readonly gate: WriteGate },
): Promise<SavedQueryRecord> {
  const { organizationId } = viewer
  checkMaySave(viewer, false)
  return await writeIn(em, gate, async db => {
    await lockOrganization(db, organizationId)
    const row = await db
      .selectFrom('saved_query')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      .executeTakeFirst()
    const saved = row && savedQueryOf(row)
    if (!saved || !(isOwn(saved, viewer) || saved.shared))
      throw new NotFound('Deleting a saved query: there is no such query')
    if (!isOwn(saved, viewer) && !may(viewer, 'users:manage'))
      throw new Forbidden(`Deleting the query "${saved.name}": it is somebody else's; ask them or an administrator`)
    await db.deleteFrom('saved_query').where('organization_id', '=', organizationId).where('id', '=', id).execute()
    await recordEvent(db, organizationId, viewer, {
      ...{ at: now, action: 'saved_query.deleted', subject: `SavedQuery:${id}` },
      details: { shared: saved.shared, metrics: saved.query.metrics, groupBy: saved.query.groupBy },
    })
    return saved
  })
}
