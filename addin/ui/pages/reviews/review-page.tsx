import { useState } from 'preact/hooks'
import { assignReviewTask, commentOnReviewTask } from '../../../api/operations/review-queue.gen.ts'
import { type ReviewVerdict, reviewTask } from '../../../api/operations/reviews.gen.ts'
import { type DecisionResult, decideReview } from '../../../app/reviews/decide-review.ts'
import { type ReviewTask, statusTexts, whyNotDecide } from '../../../app/reviews/review-task.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { ConfidenceMark } from '../../components/confidence-mark.tsx'
import { Link } from '../../components/link.tsx'
import { MessageBar, ProblemBar } from '../../components/message-bar.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { useApp } from '../../data/app-context.ts'
import { unbroken, wholeText } from '../../data/number-text.ts'
import { dayText, periodText } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { useQuery } from '../../data/use-query.ts'
import { ExplainQuery } from '../../explanation/explain-query.tsx'
import { DecisionForm } from '../../pane/reviews/decision-form.tsx'
import { href, type PageProps } from '../../router/router.ts'
import { PageHead } from '../parts/page-head.tsx'
import { Trail } from './trail.tsx'
import '../../pane/pane.css'
import '../uploads/parts.css'

/** One result: what it is, why it is so, who said what, and the decision. */
export function ReviewPage({ params: { id = '' } }: PageProps) {
  const app = useApp()
  const query = useQuery(reviewTask, { id })
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [result, setResult] = useState<DecisionResult | null>(null)
  const [comment, setComment] = useState('')
  const run = async (work: () => Promise<void>) => {
    setBusy(true)
    setError(null)
    try {
      await work()
      query.reload()
      await app.refreshViewer()
    } catch (failure) {
      setError(failure)
    }
    setBusy(false)
  }
  const decide = (task: ReviewTask, verdict: ReviewVerdict, why: string, correctedValue: number | null) =>
    run(async () => setResult(await decideReview(app.api, task, { verdict, comment: why, correctedValue })))
  const me = app.viewer.value?.user
  const currency = app.viewer.value?.organization?.baseCurrency ?? null
  return (
    <div class="page">
      <QueryView query={query} height={400}>
        {({ reviewTask: task }) => {
          if (!task)
            return (
              <PageHead
                title="There is no such review"
                note="It may belong to another organization, or the address is cut off."
              >
                <Link href={href('/reviews')} button="primary">
                  All reviews
                </Link>
              </PageHead>
            )
          const hindrance = whyNotDecide(task, {
            userId: me?.id ?? null,
            mayDecide: app.can('reviews:decide'),
          })
          return (
            <>
              <PageHead
                title={`${task.client?.name ?? 'The firm'}: ${task.metric.name}`}
                back={<Link href={href('/reviews')}>Reviews</Link>}
                note={unbroken(task.reason)}
              >
                <Badge tone={task.status === 'OPEN' || task.status === 'IN_REVIEW' ? 'warn' : 'neutral'}>
                  {statusTexts[task.status]}
                </Badge>
              </PageHead>
              {result?.kind === 'decided' && (
                <MessageBar tone="good" title={`${statusTexts[result.task.status]}.`}>
                  It stands in the log with your name.{' '}
                  {result.task.status === 'IN_REVIEW' && 'Another step of approval follows.'}
                </MessageBar>
              )}
              {result?.kind === 'conflict' && (
                <MessageBar tone="warn" title="Somebody was quicker.">
                  {result.message} It is shown as it is now.
                </MessageBar>
              )}
              {result?.kind === 'not-allowed' && <MessageBar tone="warn">{result.message}</MessageBar>}
              {error !== null && <ProblemBar error={error} onRetry={query.reload} />}
              <div class="page-columns">
                <div class="page-stack">
                  <Card title="Why it is what it is">
                    {task.explanation ? (
                      <ExplainQuery
                        input={{
                          metric: task.metric.key,
                          against: 'PREVIOUS_PERIOD',
                          period: { between: { from: task.period.from, to: task.period.to } },
                          ...(task.client ? { where: { clients: [task.client.id] } } : {}),
                        }}
                      />
                    ) : (
                      <p class="quiet">
                        It cannot be explained against the month before: there is nothing to compare with.
                      </p>
                    )}
                  </Card>
                  <Trail task={task} currency={currency} />
                </div>
                <div class="page-stack">
                  <Facts task={task} currency={currency} />
                  <Card title="Decide">
                    {hindrance === null ? (
                      <DecisionForm
                        key={task.version}
                        busy={busy}
                        onDecide={(verdict, why, value) => void decide(task, verdict, why, value)}
                      />
                    ) : (
                      <p class="quiet">{hindrance}</p>
                    )}
                    {hindrance === null && me && task.assignee?.id !== me.id && (
                      <div class="row-line">
                        <Button
                          size="small"
                          busy={busy}
                          onClick={() =>
                            void run(async () => {
                              await app.api.request(assignReviewTask, { input: { id: task.id, assignee: me.id } })
                            })
                          }
                        >
                          Take it on
                        </Button>
                      </div>
                    )}
                  </Card>
                  {app.can('reviews:decide') && (
                    <Card title="Comment" note="Said without deciding, for whoever does.">
                      <form
                        class="page-stack"
                        onSubmit={event => {
                          event.preventDefault()
                          if (comment.trim() === '') return
                          void run(async () => {
                            await app.api.request(commentOnReviewTask, { id: task.id, comment: comment.trim() })
                            setComment('')
                          })
                        }}
                      >
                        <TextInput label="What you want to say" lines={2} value={comment} onInput={setComment} />
                        <div class="row-line">
                          <Button type="submit" busy={busy} disabled={comment.trim() === ''}>
                            Comment
                          </Button>
                        </div>
                      </form>
                    </Card>
                  )}
                </div>
              </div>
            </>
          )
        }}
      </QueryView>
    </div>
  )
}

function Facts({ task, currency }: { readonly task: ReviewTask; readonly currency: string | null }) {
  const { value, correctedValue, metric, period, confidence, uploadedBy, assignee, dueAt, step, chain } = task
  const say = (number: number | null) => (number === null ? 'no value' : wholeText(number, metric.unit, currency))
  return (
    <Card title="Result">
      <dl class="facts">
        <dt>Value</dt>
        <dd>
          <strong>{say(value)}</strong>
        </dd>
        {correctedValue !== null && (
          <>
            <dt>Corrected to</dt>
            <dd>
              <strong>{say(correctedValue)}</strong>
            </dd>
          </>
        )}
        <dt>Month</dt>
        <dd>{periodText(period.label)}</dd>
        <dt>Formula</dt>
        <dd class="formula">{metric.formula}</dd>
        <dt>Confidence</dt>
        <dd>
          <ConfidenceMark confidence={confidence} />
        </dd>
        <dt>Uploaded by</dt>
        <dd>{uploadedBy?.name ?? 'the command line'}</dd>
        <dt>With</dt>
        <dd>{assignee?.name ?? 'nobody yet'}</dd>
        <dt>Due</dt>
        <dd>{dueAt === null ? 'no date' : dayText(dueAt)}</dd>
        {chain.length > 1 && (
          <>
            <dt>Approval</dt>
            <dd>
              step {Math.min(step + 1, chain.length)} of {chain.length}
            </dd>
          </>
        )}
      </dl>
    </Card>
  )
}
