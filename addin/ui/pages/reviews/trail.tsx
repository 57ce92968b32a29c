import type { ReviewTask } from '../../../app/reviews/review-task.ts'
import { Card } from '../../components/card.tsx'
import { wholeText } from '../../data/number-text.ts'
import { timeText } from '../../data/period-text.ts'

const words = {
  OPENED: 'Opened',
  APPROVED: 'Approved',
  REJECTED: 'Rejected',
  CORRECTED: 'Corrected',
  COMMENTED: 'Commented',
  ASSIGNED: 'Assigned',
  DUE: 'Due date moved',
  EXPIRED: 'Expired',
} as const

/** Everything that happened to a review, oldest first. Props: `task`, `currency`. */
export function Trail({ task, currency }: { readonly task: ReviewTask; readonly currency: string | null }) {
  return (
    <Card title="What happened">
      <ol>
        {task.decisions.map(({ kind, at, by, comment, correctedValue }, index) => (
          <li class="list-line" key={`${at}${index}`}>
            <span>
              <strong>{words[kind]}</strong> by {by?.name ?? 'the server'}
              {correctedValue !== null && `: ${wholeText(correctedValue, task.metric.unit, currency)}`}
              {comment && <span class="quiet"> “{comment}”</span>}
            </span>
            <time class="small quiet" dateTime={at}>
              {timeText(at)}
            </time>
          </li>
        ))}
      </ol>
    </Card>
  )
}
