import { useEffect, useState } from 'preact/hooks'
import {
  type Decider,
  type ReviewPage,
  type ReviewTask,
  readDecider,
  readReviewTasks,
  undecided,
} from '../../../app/reviews/review-task.ts'
import { clientChoices } from '../../../app/upload/client-choices.ts'
import { Button } from '../../components/button.tsx'
import { Combobox } from '../../components/combobox.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemBar } from '../../components/message-bar.tsx'
import { Skeleton } from '../../components/progress.tsx'
import { useApp } from '../../data/app-context.ts'
import { checkIcon } from '../../icons/icons.ts'
import { useAction } from '../use-action.ts'
import { ReviewDetail } from './review-detail.tsx'
import { ReviewItem } from './review-item.tsx'

const PAGE = 20

/** Results that await a person: the list, and one of them to be decided. */
export function ReviewsView() {
  const { api } = useApp()
  const action = useAction()
  const [page, setPage] = useState<ReviewPage | null>(null)
  const [decider, setDecider] = useState<Decider | null>(null)
  const [client, setClient] = useState<{ readonly value: string; readonly label: string } | null>(null)
  const [open, setOpen] = useState<ReviewTask | null>(null)

  const filter = { ...undecided, ...(client ? { client: client.value } : {}) }
  const load = () =>
    void action.run('Reading the reviews', async work => {
      const [tasks, who] = await Promise.all([
        readReviewTasks(api, filter, { ...work, first: PAGE }),
        decider ?? readDecider(api, work),
      ])
      setPage(tasks)
      setDecider(who)
    })
  const more = () =>
    void action.run('Reading more reviews', async work => {
      if (!page) return
      const next = await readReviewTasks(api, filter, { ...work, first: PAGE, after: page.next })
      setPage({ ...next, tasks: [...page.tasks, ...next.tasks] })
    })
  useEffect(load, [client?.value])

  if (open && decider)
    return (
      <ReviewDetail
        task={open}
        decider={decider}
        onBack={() => {
          setOpen(null)
          load()
        }}
      />
    )
  return (
    <>
      {action.error !== null && <ProblemBar error={action.error} onRetry={load} />}
      <Combobox
        label="Client"
        placeholder="All clients"
        value={client?.label ?? ''}
        search={(text, signal) => clientChoices(api, text, signal)}
        onSelect={setClient}
      />
      {page === null ? (
        action.error === null && <Skeleton lines={6} />
      ) : page.tasks.length === 0 ? (
        <EmptyState title="Nothing to review" icon={checkIcon}>
          No number {client ? 'of this client ' : ''}awaits a decision.
        </EmptyState>
      ) : (
        <>
          <p class="small quiet" aria-live="polite">
            {page.tasks.length} of {page.totalCount.toLocaleString('en-US')} open
          </p>
          <ul class="pane-items">
            {page.tasks.map(task => (
              <ReviewItem key={task.id} task={task} onOpen={() => setOpen(task)} />
            ))}
          </ul>
          {page.next !== null && (
            <Button busy={action.running !== null} onClick={more}>
              Show more
            </Button>
          )}
        </>
      )}
    </>
  )
}
