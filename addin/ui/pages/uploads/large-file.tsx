import { useState } from 'preact/hooks'
import type { DatasetKind } from '../../../api/operations/upload.gen.ts'
import type { SentFile } from '../../../app/first-run/send-file.ts'
import { uploadOrder } from '../../../app/first-run/upload-order.ts'
import type { UploadOutcome } from '../../../app/upload/upload-outcome.ts'
import type { Work } from '../../../workbook/workbook.ts'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { MessageBar, ProblemBar } from '../../components/message-bar.tsx'
import { Progress } from '../../components/progress.tsx'
import { Select } from '../../components/select.tsx'
import { stopIcon } from '../../icons/icons.ts'
import { datasetTitles } from './dataset-titles.ts'
import { IssueList } from './issue-list.tsx'
import { PreviewFacts } from './preview-facts.tsx'

/** A file too large for the grid: streamed to the server as it is, first to look, then to store. */
export function LargeFile({
  file,
  send,
  onStored,
  onClose,
}: {
  readonly file: File
  readonly send: (sent: SentFile, work: Work) => Promise<UploadOutcome>
  readonly onStored: () => void
  readonly onClose: () => void
}) {
  const [dataset, setDataset] = useState<DatasetKind | ''>('')
  const [busy, setBusy] = useState<{ part: number; text: string; stop: () => void } | null>(null)
  const [outcome, setOutcome] = useState<{ dryRun: boolean; result: UploadOutcome } | null>(null)
  const [error, setError] = useState<unknown>(null)
  const run = async (dryRun: boolean) => {
    if (dataset === '') return
    const controller = new AbortController()
    const show = (part: number, text: string) => setBusy({ part, text, stop: () => controller.abort() })
    show(0, `Sending ${file.name}`)
    setError(null)
    try {
      const sent = { file, dataset: dataset.toLowerCase(), dryRun, createMissingClients: false }
      const result = await send(sent, { signal: controller.signal, progress: show })
      setOutcome({ dryRun, result })
      if (!dryRun && result.__typename === 'Snapshot') onStored()
    } catch (failure) {
      setError(failure)
    }
    setBusy(null)
  }
  const report = outcome?.result.__typename === 'Snapshot' ? outcome.result : null
  return (
    <Card
      title={file.name}
      note={`${Math.round(file.size / 1_000_000).toLocaleString('en-US')} MB: too large to be shown, so it goes to the server as it is.`}
      actions={
        <Button size="small" kind="subtle" onClick={onClose}>
          Close
        </Button>
      }
    >
      {error !== null && <ProblemBar error={error} />}
      {outcome && !report && 'message' in outcome.result && (
        <MessageBar tone="warn" title="Nothing was stored.">
          {outcome.result.message}
        </MessageBar>
      )}
      {report && !outcome?.dryRun && (
        <MessageBar tone="good" title={`Stored as version ${report.number}.`}>
          {report.acceptedCount.toLocaleString('en-US')} rows accepted, {report.rejectedCount.toLocaleString('en-US')}{' '}
          rejected.
        </MessageBar>
      )}
      {report && <PreviewFacts report={report} />}
      {busy ? (
        <div class="row-line upload-busy" role="status">
          <Progress label={busy.text} value={busy.part < 1 ? busy.part : null} text={busy.text} />
          <Button size="small" icon={stopIcon} onClick={busy.stop}>
            Stop
          </Button>
        </div>
      ) : (
        <div class="filters filters-flat">
          <Select
            label="It holds"
            value={dataset}
            options={[
              { value: '', label: 'Choose…' },
              ...uploadOrder.map(kind => ({ value: kind, label: datasetTitles[kind] })),
            ]}
            onChange={value => {
              setDataset(value as DatasetKind | '')
              setOutcome(null)
            }}
          />
          <Button disabled={dataset === ''} onClick={() => void run(true)}>
            Look first
          </Button>
          <Button kind="primary" disabled={dataset === ''} onClick={() => void run(false)}>
            Store it
          </Button>
        </div>
      )}
      {report && report.found.totalCount > 0 && (
        <IssueList issues={report.found.nodes.slice(0, 50)} total={report.found.totalCount} titleOf={name => name} />
      )}
    </Card>
  )
}
