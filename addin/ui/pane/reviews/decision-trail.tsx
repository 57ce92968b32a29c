import type { ReviewTask } from '../../../app/reviews/review-task.ts'
import { timeText } from '../../data/period-text.ts'

/** Everything that happened to a review, oldest first. */
export function DecisionTrail({ decisions }: Pick<ReviewTask, 'decisions'>) {
  return (
    <details class="pane-more">
      <summary>What happened so far</summary>
      <ol class="pane-issues small">
        {decisions.map(({ kind, at, by, comment, correctedValue }) => (
          <li key={`${at} ${kind}`}>
            {timeText(at)}: {kind.toLowerCase()} by {by?.name ?? 'the server'}
            {correctedValue !== null && `, value ${correctedValue}`}
            {comment && `: “${comment}”`}
          </li>
        ))}
      </ol>
    </details>
  )
}
