import type { Api } from '../../api/api.ts'
import { decideReviewTask, type ReviewVerdict } from '../../api/operations/reviews.gen.ts'
import type { ReviewTask } from './review-task.ts'

export interface Decision {
  readonly verdict: ReviewVerdict
  readonly comment: string
  /** With CORRECT: the value that takes the place of the result, in the metric's unit. */
  readonly correctedValue: number | null
}

/** - `decided`: it is done, or one step of it. - `conflict`: somebody was quicker; `task` is how it stands now. */
export type DecisionResult =
  | { readonly kind: 'decided'; readonly task: ReviewTask }
  | { readonly kind: 'conflict'; readonly task: ReviewTask; readonly message: string }
  | { readonly kind: 'not-allowed'; readonly message: string }

/** What is missing from a decision, in words; null: nothing. */
export function decisionProblem({ verdict, comment, correctedValue }: Decision): string | null {
  if (verdict === 'CORRECT' && (correctedValue === null || !Number.isFinite(correctedValue)))
    return 'Enter the value that is right.'
  if (verdict !== 'APPROVE' && comment.trim() === '') return 'Say why, for those who read the decision later.'
  return null
}

/** Decides on the version that the person looked at. */
export async function decideReview(api: Api, task: ReviewTask, decision: Decision): Promise<DecisionResult> {
  const { verdict, comment, correctedValue } = decision
  const { decideReviewTask: result } = await api.request(decideReviewTask, {
    input: {
      id: task.id,
      version: task.version,
      decision: verdict,
      ...(comment.trim() === '' ? {} : { comment: comment.trim() }),
      ...(verdict === 'CORRECT' ? { correctedValue } : {}),
    },
  })
  if (result.__typename === 'ReviewTask') return { kind: 'decided', task: result }
  if (result.__typename === 'VersionConflict')
    return { kind: 'conflict', task: result.current, message: result.message }
  return { kind: 'not-allowed', message: result.message }
}
