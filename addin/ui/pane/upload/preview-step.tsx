import { Button } from '../../components/button.tsx'
import { MessageBar } from '../../components/message-bar.tsx'
import { DiffList } from './diff-list.tsx'
import { HeadingList } from './heading-list.tsx'
import { IssueList } from './issue-list.tsx'
import { QualityFacts } from './quality-facts.tsx'
import { ReportCounts } from './report-counts.tsx'
import type { StepProps } from './step-props.ts'
import { UnknownClients } from './unknown-clients.tsx'
import { UploadChoices } from './upload-choices.tsx'

/** What storing would do: the difference, what is wrong with which cell, and how to send it. */
export function PreviewStep({ flow, state }: StepProps) {
  const { report, options, busy, issues, marked } = state
  if (!report || !options) return null
  const { rowCount, acceptedCount, rejectedCount, addedCount, changedCount, removedCount } = report
  const nothing = addedCount + changedCount + removedCount === 0
  return (
    <>
      <ReportCounts report={report} />
      {rejectedCount > 0 ? (
        <MessageBar
          tone="warn"
          title={`${rejectedCount.toLocaleString('en-US')} of ${rowCount.toLocaleString('en-US')} rows cannot be taken.`}
        >
          {marked > 0 && 'Their cells are marked in the sheet. '}Correct them and check again, or send the others.
        </MessageBar>
      ) : (
        <MessageBar tone="good">
          {rowCount === 1 ? 'The row can be taken.' : `All ${rowCount.toLocaleString('en-US')} rows can be taken.`}
        </MessageBar>
      )}
      <UnknownClients flow={flow} state={state} />
      <IssueList flow={flow} issues={issues} />
      <DiffList report={report} />
      <HeadingList flow={flow} state={state} />
      <QualityFacts quality={report.quality} />
      <UploadChoices flow={flow} state={state} />
      <div class="pane-foot">
        <Button
          kind="primary"
          busy={busy !== null}
          disabled={acceptedCount === 0 || (nothing && rejectedCount === 0)}
          onClick={() => void flow.accept()}
        >
          {nothing
            ? 'Nothing to store'
            : rejectedCount > 0
              ? `Store ${acceptedCount.toLocaleString('en-US')} good rows`
              : 'Store'}
        </Button>
        <Button disabled={busy !== null} onClick={() => void flow.check()}>
          Check again
        </Button>
      </div>
    </>
  )
}
