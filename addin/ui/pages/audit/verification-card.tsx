import { useState } from 'preact/hooks'
import { type AuditVerificationQuery, auditVerification } from '../../../api/operations/audit.gen.ts'
import { Button } from '../../components/button.tsx'
import { MessageBar, ProblemBar } from '../../components/message-bar.tsx'
import { useApp } from '../../data/app-context.ts'
import { checkIcon } from '../../icons/icons.ts'

type Verification = AuditVerificationQuery['auditVerification']

/** Checks the chain of the whole log on request, and says what was found. */
export function VerificationCard() {
  const { api } = useApp()
  const [result, setResult] = useState<Verification | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const verify = async () => {
    setBusy(true)
    setError(null)
    try {
      setResult((await api.request(auditVerification, { anchor: null })).auditVerification)
    } catch (failure) {
      setError(failure)
    }
    setBusy(false)
  }
  const again = (
    <Button size="small" icon={checkIcon} busy={busy} onClick={() => void verify()}>
      {result ? 'Check again' : 'Check the log'}
    </Button>
  )
  if (error !== null) return <ProblemBar error={error} onRetry={() => void verify()} />
  if (!result)
    return (
      <MessageBar title="Is it as it was written?" actions={again}>
        Every entry and its link to the one before are computed anew.
      </MessageBar>
    )
  const { valid, checked, head, problem } = result
  return (
    <MessageBar
      tone={valid ? 'good' : 'bad'}
      title={
        valid
          ? `All ${checked.toLocaleString('en-US')} entries are as they were written.`
          : `Entry ${problem?.seq} is not as it was written.`
      }
      actions={again}
    >
      {valid ? (
        <span>
          Note the newest, and compare later: entry {head?.seq}, <code class="pre">{head?.hash}</code>
        </span>
      ) : (
        problem?.text
      )}
    </MessageBar>
  )
}
