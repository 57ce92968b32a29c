import { type Api, ApiError, type RequestOptions } from '../../api/api.ts'
import type { ReviewTaskFilter, TaskFragment } from '../../api/operations/reviews.gen.ts'
import { me, type ReviewTaskQuery, reviewTask, reviewTasks } from '../../api/operations/reviews.gen.ts'

/** A result that a person has to look at. */
export type ReviewTask = TaskFragment
/** The same with why it is what it is; null where that cannot be said. */
export type ExplainedTask = NonNullable<ReviewTaskQuery['reviewTask']>

export interface ReviewPage {
  readonly tasks: readonly ReviewTask[]
  readonly totalCount: number
  /** For the next page; null: there is none. */
  readonly next: string | null
}

/** Tasks that nobody has decided. */
export const undecided: ReviewTaskFilter = { status: ['OPEN', 'IN_REVIEW'] }

export async function readReviewTasks(
  api: Api,
  filter: ReviewTaskFilter,
  {
    first = 50,
    after = null,
    ...options
  }: RequestOptions & { readonly first?: number; readonly after?: string | null } = {},
): Promise<ReviewPage> {
  const page = (await api.request(reviewTasks, { filter, first, after }, options)).reviewTasks
  const { hasNextPage, endCursor } = page.pageInfo
  return { tasks: page.nodes, totalCount: page.totalCount, next: hasNextPage ? endCursor : null }
}

export async function readReviewTask(api: Api, id: string, options?: RequestOptions): Promise<ExplainedTask> {
  const { reviewTask: task } = await api.request(reviewTask, { id }, options)
  if (!task) throw new ApiError('refused', 'Opening the review: it is not there any more; reload the list')
  return task
}

/** Who decides: what their role allows. */
export interface Decider {
  readonly userId: string | null
  readonly mayDecide: boolean
}

export async function readDecider(api: Api, options?: RequestOptions): Promise<Decider> {
  const { scopes, user } = (await api.request(me, {}, options)).viewer
  return { userId: user?.id ?? null, mayDecide: scopes.includes('reviews:decide') }
}

/** Why this person cannot decide this task; null: they can. The server has the last word. */
export function whyNotDecide(task: ReviewTask, { userId, mayDecide }: Decider): string | null {
  if (task.status !== 'OPEN' && task.status !== 'IN_REVIEW')
    return `It is decided: ${statusTexts[task.status].toLowerCase()}.`
  if (!mayDecide) return 'Your role does not decide reviews.'
  if (task.uploadedBy !== null && task.uploadedBy.id === userId)
    return 'The data is your own upload. Somebody else has to decide.'
  return null
}

export const statusTexts: Readonly<Record<ReviewTask['status'], string>> = {
  OPEN: 'Open',
  IN_REVIEW: 'In review',
  APPROVED: 'Approved',
  REJECTED: 'Withheld',
  CORRECTED: 'Corrected',
  EXPIRED: 'Expired',
}
