import { useEffect, useState } from 'preact/hooks'
import { Button } from '../../components/button.tsx'
import { MessageBar } from '../../components/message-bar.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { refreshIcon, undoIcon } from '../../icons/icons.ts'
import { useSeat } from '../pane-seat.ts'
import { openView } from '../pane-view.ts'
import { IssueList } from './issue-list.tsx'
import { ReportCounts } from './report-counts.tsx'
import type { StepProps } from './step-props.ts'

/** The stored version: what it changed, what is left to correct, and the way to take it back. */
export function DoneStep({ flow, state }: StepProps) {
  const { step, report, changes, rejected, issues, busy } = state
  const seat = useSeat()
  const [reason, setReason] = useState<string | null>(null)
  useEffect(() => {
    // What fails here fails visibly in the next request.
    seat.dataChanged().catch(() => undefined)
  }, [report?.id, step])
  if (!report) return null
  if (step === 'undone')
    return (
      <>
        <MessageBar tone="good" title={`Version ${report.number} is taken back.`}>
          The data is what it was before; the log says who took it back, and why.
        </MessageBar>
        <div class="pane-row">
          <Button kind="primary" onClick={() => void flow.begin()}>
            Upload another sheet
          </Button>
        </div>
      </>
    )
  const left = rejected?.rows.size ?? 0
  return (
    <>
      <MessageBar tone="good" title={`Stored as version ${report.number}.`}>
        {report.acceptedCount.toLocaleString('en-US')} rows were taken
        {report.rejectedCount > 0 && `, ${report.rejectedCount.toLocaleString('en-US')} were not`}.
      </MessageBar>
      <ReportCounts report={report} />
      {changes && <Changes {...changes} />}
      {left > 0 && (
        <MessageBar
          tone="warn"
          title={left === 1 ? 'One row is left to correct.' : `${left} rows are left to correct.`}
          actions={
            <Button size="small" busy={busy !== null} onClick={() => void flow.pushAgain()}>
              Send corrections
            </Button>
          }
        >
          Mend the marked cells; only the mended rows are sent.
        </MessageBar>
      )}
      <IssueList flow={flow} issues={issues} />
      {reason !== null && (
        <form
          class="pane-stack"
          onSubmit={event => {
            event.preventDefault()
            if (reason.trim() !== '') void flow.undo(reason.trim())
          }}
        >
          <TextInput label="Why is it taken back?" required value={reason} onInput={setReason} maxLength={2000} />
          <div class="pane-row">
            <Button kind="danger" type="submit" disabled={reason.trim() === '' || busy !== null}>
              Take version {report.number} back
            </Button>
            <Button onClick={() => setReason(null)}>Keep it</Button>
          </div>
        </form>
      )}
      <div class="pane-foot">
        <Button kind="primary" icon={refreshIcon} onClick={() => openView('refresh')}>
          Refresh tables
        </Button>
        {reason === null && (
          <Button icon={undoIcon} onClick={() => setReason('')}>
            Undo
          </Button>
        )}
      </div>
    </>
  )
}

function Changes({ period, metrics }: NonNullable<StepProps['state']['changes']>) {
  if (metrics.length === 0) return <p class="quiet">No metric of {period} has changed.</p>
  return (
    <table class="pane-table">
      <caption class="small quiet">What changed in {period}</caption>
      <thead>
        <tr>
          <th scope="col">Metric</th>
          <th scope="col" class="number">
            Was
          </th>
          <th scope="col" class="number">
            Is
          </th>
        </tr>
      </thead>
      <tbody>
        {metrics.map(({ key, name, before, after }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td class="number">{before}</td>
            <td class="number">{after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
