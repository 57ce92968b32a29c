import { useState } from 'preact/hooks'
import { counted } from '../../../app/counted.ts'
import { Badge, type Tone } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { MessageBar, ProblemBar } from '../../components/message-bar.tsx'
import { toast } from '../../components/toast.tsx'
import { checkIcon } from '../../icons/icons.ts'
import { useSeat } from '../pane-seat.ts'
import { Running } from '../running.tsx'
import { useAction } from '../use-action.ts'
import { type SelfChecked, type SelfCheckTranscript, transcriptFile } from './self-check.ts'

const outcomes: Readonly<Record<SelfChecked['outcome'], { readonly label: string; readonly tone: Tone }>> = {
  agrees: { label: 'As expected', tone: 'good' },
  differs: { label: 'Otherwise', tone: 'warn' },
  failed: { label: 'Failed', tone: 'bad' },
  skipped: { label: 'Too old for it', tone: 'neutral' },
}

/** Tries in this Excel what the product relies on, and gives what was seen as a transcript to send on. */
export function SelfCheckView() {
  const { selfCheck } = useSeat()
  const action = useAction()
  const [transcript, setTranscript] = useState<SelfCheckTranscript | null>(null)
  if (!selfCheck)
    return (
      <EmptyState title="Only in Excel" icon={checkIcon}>
        The self-check tries what Excel does, and this workbook is in a browser.
      </EmptyState>
    )
  const run = () => void action.run('Checking', async ({ progress }) => setTranscript(await selfCheck(progress)))
  const count = (outcome: SelfChecked['outcome']) =>
    transcript?.checks.filter(check => check.outcome === outcome).length ?? 0
  return (
    <>
      <p>
        Tries what MoatMetrics relies on, on sheets of its own that are deleted again. Your cells are not touched, and
        nothing is sent.
      </p>
      {action.error !== null && <ProblemBar error={action.error} onRetry={run} />}
      {action.running ? (
        <Running {...action.running} />
      ) : (
        <div class="pane-row">
          <Button kind="primary" icon={checkIcon} onClick={run}>
            {transcript ? 'Check again' : 'Check this Excel'}
          </Button>
        </div>
      )}
      {transcript && !action.running && (
        <>
          <MessageBar tone={count('differs') + count('failed') === 0 ? 'good' : 'warn'}>
            {counted(count('agrees'), 'check')} as expected, {count('differs')} otherwise, {count('failed')} failed,{' '}
            {count('skipped')} skipped. {transcript.host} {transcript.version} on {transcript.platform}.
          </MessageBar>
          <Transcript transcript={transcript} />
          <ul class="pane-issues small">
            {transcript.checks.map(check => (
              <li key={check.name}>
                <div class="pane-between">
                  <span>{check.name}</span>
                  <Badge tone={outcomes[check.outcome].tone}>{outcomes[check.outcome].label}</Badge>
                </div>
                {check.error && <p>{check.error}</p>}
                {check.outcome === 'differs' && (
                  <p>
                    Expected {JSON.stringify(check.expected)}, saw {JSON.stringify(check.observed)}
                  </p>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** The ways out of the pane: a file, and the clipboard, as task panes on some platforms do not download. */
function Transcript({ transcript }: { readonly transcript: SelfCheckTranscript }) {
  const action = useAction()
  const file = transcriptFile(transcript, new Date().toISOString())
  const save = () => {
    const address = URL.createObjectURL(new Blob([file.text], { type: 'application/json' }))
    const link = document.createElement('a')
    link.href = address
    link.download = file.name
    link.click()
    URL.revokeObjectURL(address)
  }
  const copy = () =>
    void action.run('Copying', async () => {
      await navigator.clipboard.writeText(file.text)
      toast('The transcript is in the clipboard')
    })
  return (
    <>
      <div class="pane-row">
        <Button onClick={save}>Save transcript</Button>
        <Button onClick={copy}>Copy transcript</Button>
      </div>
      {action.error !== null && <ProblemBar error={action.error} />}
    </>
  )
}
