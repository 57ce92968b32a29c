import { Button } from '../../components/button.tsx'
import { MessageBar } from '../../components/message-bar.tsx'
import { timeText } from '../../data/period-text.ts'
import { IssueList } from './issue-list.tsx'
import { QualityFacts } from './quality-facts.tsx'
import type { StepProps } from './step-props.ts'

/** Why nothing was stored, and what helps. */
export function RefusedStep({ flow, state: { refusal, issues, busy, options } }: StepProps) {
  if (!refusal) return null
  return (
    <>
      <MessageBar tone={refusal.__typename === 'UploadCancelled' ? 'info' : 'bad'} title="Nothing was stored.">
        {refusal.message}
      </MessageBar>
      {refusal.__typename === 'DuplicateUpload' && refusal.existing && (
        <p>
          It is version {refusal.existing.number} of {timeText(refusal.existing.createdAt)}.
        </p>
      )}
      <IssueList flow={flow} issues={issues} />
      {'quality' in refusal && <QualityFacts quality={refusal.quality} />}
      <div class="pane-foot">
        <Button kind="primary" busy={busy !== null} onClick={() => void flow.check()}>
          Check again
        </Button>
        {options?.mode === 'STRICT' && (
          <Button disabled={busy !== null} onClick={() => void flow.setOptions({ mode: 'LENIENT' })}>
            Take the good rows
          </Button>
        )}
      </div>
    </>
  )
}
