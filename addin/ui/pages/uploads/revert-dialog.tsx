import { useState } from 'preact/hooks'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ProblemBar } from '../../components/message-bar.tsx'
import { TextInput } from '../../components/text-input.tsx'

/** Asks why a version is taken back. Props: `open`, `number`, `onClose`, `onRevert(reason)`, which may reject. */
export function RevertDialog({
  open,
  number,
  onClose,
  onRevert,
}: {
  readonly open: boolean
  readonly number: number
  readonly onClose: () => void
  readonly onRevert: (reason: string) => Promise<void>
}) {
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const revert = async () => {
    setBusy(true)
    setError(null)
    await onRevert(reason.trim()).catch(setError)
    setBusy(false)
  }
  return (
    <Dialog
      title={`Take version ${number} back`}
      open={open}
      onClose={onClose}
      size="small"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="danger" busy={busy} disabled={reason.trim() === ''} onClick={() => void revert()}>
            Take it back
          </Button>
        </>
      }
    >
      <div class="page-stack">
        <p>Every number goes back to what it was before this version. The version stays in the list, and in the log.</p>
        <TextInput
          label="Why"
          required
          hint="Written to the log, for whoever asks later."
          value={reason}
          onInput={setReason}
        />
        {error !== null && <ProblemBar error={error} />}
      </div>
    </Dialog>
  )
}
