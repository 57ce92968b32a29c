import { decodeId } from '../server/access/opaque-id.ts'
import { may } from '../server/access/policy.ts'
import { reviewTasksByIds } from '../server/reviews/read-review-tasks.ts'
import type { ReviewTaskRecord } from '../server/reviews/review-task.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { memberOf } from './member.ts'
import { loaderOf } from './request-cache.ts'

/** Declared here and given its fields in review-task.ts: values name their task. */
export const ReviewTask = builder.objectRef<ReviewTaskRecord>('ReviewTask')

/** The task with this number; null when there is none that the viewer may see. */
export async function reviewTaskOf(context: Context, id: number | null): Promise<ReviewTaskRecord | null> {
  if (id === null || !may(context.viewer, 'reviews:decide')) return null
  return await loaderOf(context, 'review tasks', (ids: readonly number[]) =>
    reviewTasksByIds(context.em, memberOf(context), ids),
  ).load(id)
}

/** The number of a task out of its id; null for anything else. */
export function reviewTaskNumber(context: Context, id: string): number | null {
  const number = Number(decodeId(id, 'ReviewTask', memberOf(context).organizationId)?.[0] ?? Number.NaN)
  return Number.isSafeInteger(number) ? number : null
}
