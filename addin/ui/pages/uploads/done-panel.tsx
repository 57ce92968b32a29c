import { useState } from 'preact/hooks'
import type { UploadFlow } from '../../../app/upload/upload-flow.ts'
import type { RowIssue } from '../../../app/upload/upload-outcome.ts'
import { Button } from '../../components/button.tsx'
import { Link } from '../../components/link.tsx'
import { MessageBar } from '../../components/message-bar.tsx'
import { useStore } from '../../pane/use-store.ts'
import { href } from '../../router/router.ts'
import { counted } from './dataset-titles.ts'
import { IssueList } from './issue-list.tsx'
import { RevertDialog } from './revert-dialog.tsx'

/** What became of a stored sheet: its version, what moved, what is left to correct, and the way back. */
export function DonePanel({
  flow,
  onTake,
  onStored,
}: {
  readonly flow: UploadFlow
  readonly onTake: (issue: RowIssue) => void
  readonly onStored: () => void
}) {
  const { report, step, changes, issues, rejected, busy, datasets } = useStore(flow)
  const [reverting, setReverting] = useState(false)
  if (!report) return null
  if (step === 'undone')
    return (
      <MessageBar tone="good" title={`Version ${report.number} was taken back.`}>
        The numbers are what they were before it; the log says why.
      </MessageBar>
    )
  const dataset = datasets.find(each => each.kind === report.dataset)
  const titleOf = (name: string) => dataset?.columns.find(column => column.name === name)?.title ?? name
  const left = rejected?.rows.size ?? 0
  const push = async () => {
    const before = flow.state.report?.id
    await flow.pushAgain()
    if (flow.state.report?.id !== before) onStored()
  }
  return (
    <>
      <MessageBar tone="good" title={`Stored as version ${report.number}.`}>
        {counted(report.addedCount, 'row')} new, {report.changedCount.toLocaleString('en-US')} changed,{' '}
        {report.unchangedCount.toLocaleString('en-US')} as before.
      </MessageBar>
      {changes && (
        <section aria-label="What changed">
          <h3>What changed, {changes.period}</h3>
          {changes.metrics.length === 0 ? (
            <p class="quiet">No metric of the whole firm moved.</p>
          ) : (
            <dl class="count-facts">
              {changes.metrics.map(({ key, name, before, after }) => (
                <div key={key}>
                  <dt>{name}</dt>
                  <dd>
                    <span class="quiet">{before} →</span> {after}
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </section>
      )}
      {left > 0 && (
        <section class="page-stack" aria-label="Rows left to correct">
          <h3>{counted(left, 'rejected row')} left</h3>
          <p>Correct the marked cells in the sheet, then send them. F8 goes to the next marked cell.</p>
          <div class="row-line">
            <Button kind="primary" busy={busy !== null} onClick={() => void push()}>
              Send corrected rows
            </Button>
          </div>
          <IssueList
            issues={issues.listed.filter(issue => rejected?.rows.has(issue.row))}
            total={issues.listed.filter(issue => rejected?.rows.has(issue.row)).length}
            titleOf={titleOf}
            onShow={(row, column) => void flow.showIssue(row, column)}
            onTake={onTake}
          />
        </section>
      )}
      <div class="row-line">
        <Link href={href('/overview')} button={left > 0 ? 'secondary' : 'primary'}>
          See the overview
        </Link>
        <Link href={href(`/uploads/${encodeURIComponent(report.id)}`)} button="secondary">
          This version
        </Link>
        <Button kind="subtle" onClick={() => setReverting(true)}>
          Take it back
        </Button>
      </div>
      <RevertDialog
        open={reverting}
        number={report.number}
        onClose={() => setReverting(false)}
        onRevert={async reason => {
          await flow.undo(reason)
          setReverting(false)
          onStored()
        }}
      />
    </>
  )
}
