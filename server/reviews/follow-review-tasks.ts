import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Member } from '../access/policy.ts'
import { dbOf } from '../db/tables.ts'
import { reviewTasksByIds } from './read-review-tasks.ts'
import type { ReviewTaskRecord } from './review-task.ts'

const LOOK_EVERY = 500

/**
 * Every task the viewer may see, each time something happened to it, from now until the signal is aborted. Whoever
 * changed it may be another process, so the table is where to look.
 */
export async function* followReviewTasks(
  em: SqlEntityManager,
  viewer: Member,
  sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): AsyncGenerator<ReviewTaskRecord> {
  const { organizationId } = viewer
  const newest = await dbOf(em.fork())
    .selectFrom('review_event')
    .select(eb => eb.fn.max('seq').as('seq'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  let seen = Number(newest?.seq ?? 0)
  while (!signal.aborted) {
    const events = await dbOf(em.fork())
      .selectFrom('review_event')
      .select(['seq', 'task_id'])
      .where('organization_id', '=', organizationId)
      .where('seq', '>', seen)
      .orderBy('seq')
      .limit(500)
      .execute()
    seen = events.at(-1)?.seq ?? seen
    yield* (await reviewTasksByIds(em.fork(), viewer, [...new Set(events.map(event => event.task_id))])).values()
    if (events.length < 500) await sleep(LOOK_EVERY, signal)
  }
}
