import { useState } from 'preact/hooks'
import { Button } from '../../components/button.tsx'
import { ProblemBar } from '../../components/message-bar.tsx'
import { useApp } from '../../data/app-context.ts'
import { downloadIcon } from '../../icons/icons.ts'
import { saveBlob } from '../uploads/save-blob.ts'

const formats = ['json', 'csv', 'xlsx'] as const

/** The whole log as a file; JSON is what `npm run audit:verify` checks without this server. */
export function ExportButtons() {
  const { api } = useApp()
  const [busy, setBusy] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const download = async (format: string) => {
    setBusy(format)
    setError(null)
    try {
      const { name, blob } = await api.download(`/audit/export.${format}`)
      saveBlob(blob, name)
    } catch (failure) {
      setError(failure)
    }
    setBusy(null)
  }
  return (
    <>
      {error !== null && <ProblemBar error={error} />}
      {formats.map(format => (
        <Button
          key={format}
          icon={downloadIcon}
          busy={busy === format}
          aria-label={`Export the log as ${format.toUpperCase()}`}
          onClick={() => void download(format)}
        >
          {format.toUpperCase()}
        </Button>
      ))}
    </>
  )
}
