import type { ReviewTask } from '../../../app/reviews/review-task.ts'
import { ConfidenceMark } from '../../components/confidence-mark.tsx'
import { useApp } from '../../data/app-context.ts'
import { periodText } from '../../data/period-text.ts'
import { reviewValue } from './review-value.ts'

/** A task in the list. */
export function ReviewItem({ task, onOpen }: { readonly task: ReviewTask; readonly onOpen: () => void }) {
  const { viewer } = useApp()
  const { metric, client, period, reason, confidence } = task
  return (
    <li class="pane-item">
      <div class="pane-between">
        <button type="button" class="pane-item-name" onClick={onOpen}>
          {client?.name ?? 'The firm'}: {metric.name.toLowerCase()}
        </button>
        <strong class="number">{reviewValue(task, viewer.value?.organization?.baseCurrency ?? null)}</strong>
      </div>
      <p class="small">{reason}</p>
      <div class="pane-row small quiet">
        {periodText(period.label)}
        <ConfidenceMark confidence={confidence} />
      </div>
    </li>
  )
}
