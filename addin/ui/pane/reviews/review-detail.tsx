import { useEffect, useState } from 'preact/hooks'
import type { ReviewVerdict } from '../../../api/operations/reviews.gen.ts'
import { type DecisionResult, decideReview, decisionProblem } from '../../../app/reviews/decide-review.ts'
import {
  type Decider,
  type ExplainedTask,
  type ReviewTask,
  readReviewTask,
  statusTexts,
  whyNotDecide,
} from '../../../app/reviews/review-task.ts'
import { Button } from '../../components/button.tsx'
import { MessageBar, ProblemBar } from '../../components/message-bar.tsx'
import { Skeleton } from '../../components/progress.tsx'
import { useApp } from '../../data/app-context.ts'
import { periodText } from '../../data/period-text.ts'
import { chevronLeftIcon } from '../../icons/icons.ts'
import { ExplanationView } from '../explain/explanation-view.tsx'
import { useSeat } from '../pane-seat.ts'
import { useAction } from '../use-action.ts'
import { DecisionForm } from './decision-form.tsx'
import { DecisionTrail } from './decision-trail.tsx'
import { reviewValue } from './review-value.ts'

/** One result under review: what it is and why, what was said, and the decision. */
export function ReviewDetail({
  task: listed,
  decider,
  onBack,
}: {
  readonly task: ReviewTask
  readonly decider: Decider
  readonly onBack: () => void
}) {
  const { api, viewer } = useApp()
  const seat = useSeat()
  const reading = useAction()
  const deciding = useAction()
  const [task, setTask] = useState<ReviewTask>(listed)
  const [explanation, setExplanation] = useState<ExplainedTask['explanation'] | 'unread'>('unread')
  const [result, setResult] = useState<DecisionResult | null>(null)
  const read = () =>
    void reading.run('Reading the review', async work => {
      const now = await readReviewTask(api, listed.id, work)
      setTask(now)
      setExplanation(now.explanation)
    })
  useEffect(read, [listed.id])

  const decide = (verdict: ReviewVerdict, comment: string, correctedValue: number | null) =>
    void deciding.run('Deciding', async () => {
      const decision = { verdict, comment, correctedValue }
      if (decisionProblem(decision) !== null) return
      const decided = await decideReview(api, task, decision)
      setResult(decided)
      if (decided.kind === 'not-allowed') return
      setTask(decided.task)
      await seat.dataChanged()
    })
  const hindrance = whyNotDecide(task, decider)
  return (
    <>
      <div class="pane-row">
        <Button size="small" kind="subtle" icon={chevronLeftIcon} onClick={onBack}>
          All reviews
        </Button>
      </div>
      <h2>
        {task.client?.name ?? 'The firm'}: {task.metric.name.toLowerCase()}
      </h2>
      <dl class="pane-facts">
        <div>
          <dt>Value</dt>
          <dd>
            <strong>{reviewValue(task, viewer.value?.organization?.baseCurrency ?? null)}</strong>
          </dd>
        </div>
        <div>
          <dt>Month</dt>
          <dd>{periodText(task.period.label)}</dd>
        </div>
        <div>
          <dt>Because</dt>
          <dd>{task.reason}</dd>
        </div>
        <div>
          <dt>Uploaded by</dt>
          <dd>{task.uploadedBy?.name ?? 'the command line'}</dd>
        </div>
        <div>
          <dt>State</dt>
          <dd>{statusTexts[task.status]}</dd>
        </div>
      </dl>
      {result?.kind === 'decided' && (
        <MessageBar tone="good" title={`${statusTexts[result.task.status]}.`}>
          It stands in the log with your name.
        </MessageBar>
      )}
      {result?.kind === 'conflict' && (
        <MessageBar tone="warn" title="Somebody was quicker.">
          {result.message} It is shown as it is now.
        </MessageBar>
      )}
      {result?.kind === 'not-allowed' && <MessageBar tone="warn">{result.message}</MessageBar>}
      {deciding.error !== null && <ProblemBar error={deciding.error} />}
      {hindrance === null ? (
        <DecisionForm busy={deciding.running !== null} onDecide={decide} />
      ) : (
        result?.kind !== 'decided' && <MessageBar>{hindrance}</MessageBar>
      )}
      {reading.error !== null && <ProblemBar error={reading.error} onRetry={read} />}
      {explanation === 'unread' ? (
        reading.error === null && <Skeleton height={200} />
      ) : explanation === null ? (
        <p class="quiet">It cannot be explained against the month before.</p>
      ) : (
        <ExplanationView explanation={explanation} />
      )}
      <DecisionTrail decisions={task.decisions} />
    </>
  )
}
