import type { Insertable } from 'kysely'
import type { Db, Tables } from '../db/tables.ts'

export type NewReviewEvent = Omit<Insertable<Tables['review_event']>, 'organization_id' | 'seq'>

/** Writes down what happened to tasks, in order. The caller's transaction holds the organization's row. */
export async function appendReviewEvents(
  db: Db,
  organizationId: number,
  events: readonly NewReviewEvent[],
): Promise<void> {
  const last = await db
    .selectFrom('review_event')
    .select(eb => eb.fn.max('seq').as('seq'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  const rows = events.map((event, index) => ({
    ...event,
    organization_id: organizationId,
    seq: Number(last?.seq ?? 0) + index + 1,
  }))
  for (let at = 0; at < rows.length; at += 200)
    await db
      .insertInto('review_event')
      .values(rows.slice(at, at + 200))
      .execute()
}
