import type { DatasetKind } from '../../../api/operations/upload.gen.ts'
import type { FirstFile, FirstFiles } from '../../../app/first-run/first-files.ts'
import { uploadOrder } from '../../../app/first-run/upload-order.ts'
import { Badge } from '../../components/badge.tsx'
import { Button, IconButton } from '../../components/button.tsx'
import { Link } from '../../components/link.tsx'
import { Progress } from '../../components/progress.tsx'
import { Select } from '../../components/select.tsx'
import { closeIcon } from '../../icons/icons.ts'
import { useStore } from '../../pane/use-store.ts'
import { href, navigate } from '../../router/router.ts'
import { counted, datasetTitles } from '../uploads/dataset-titles.ts'
import { usePageWorkbook } from '../uploads/page-workbook.ts'
import './file-list.css'

/** The files that were dropped: what each seems to be, and what became of it. Props: `files`, `sending`, `onSend`. */
export function FileList({
  files,
  sending,
  onSend,
}: {
  readonly files: FirstFiles
  readonly sending: boolean
  readonly onSend: () => void
}) {
  const { files: all } = useStore(files)
  const ready = all.filter(({ state, dataset }) => state === 'ready' && dataset !== null).length
  const open = all.filter(({ state, dataset }) => state === 'ready' && dataset === null).length
  return (
    <>
      <ul class="file-list">
        {all.map(each => (
          <li key={each.id}>
            <FileLine entry={each} files={files} sending={sending} />
          </li>
        ))}
      </ul>
      {(ready > 0 || sending) && (
        <div class="row-line">
          <Button kind="primary" busy={sending} onClick={onSend}>
            {sending ? 'Uploading' : `Upload ${counted(ready, 'file')}`}
          </Button>
          <span class="quiet">
            {open > 0
              ? `Say what ${open === 1 ? 'the other one is' : `the other ${open} are`}, and they go too.`
              : 'In the right order: clients first.'}
          </span>
        </div>
      )}
    </>
  )
}

function FileLine({
  entry,
  files,
  sending,
}: {
  readonly entry: FirstFile
  readonly files: FirstFiles
  readonly sending: boolean
}) {
  const { id, file, dataset, rows, state, part } = entry
  return (
    <div class="file-line">
      <div class="file-name">
        <strong>{file.name}</strong>
        <span class="small quiet">
          {rows === null
            ? `${Math.max(1, Math.round(file.size / 1000)).toLocaleString('en-US')} kB`
            : counted(rows, 'row')}
        </span>
      </div>
      <Select
        label={`What ${file.name} holds`}
        labelHidden
        value={dataset ?? ''}
        disabled={sending || state === 'stored'}
        options={[
          ...(dataset === null ? [{ value: '', label: 'What is it?' }] : []),
          ...uploadOrder.map(kind => ({ value: kind as string, label: datasetTitles[kind] })),
        ]}
        onChange={value => value !== '' && files.setDataset(id, value as DatasetKind)}
      />
      <div class="file-state">
        {state === 'ready' && (dataset === null ? <Badge tone="warn">Say what it is</Badge> : <Badge>Ready</Badge>)}
        {state === 'sending' && (
          <Progress
            label={`Uploading ${file.name}`}
            value={part > 0 && part < 1 ? part : null}
            text={part < 1 ? 'Sending' : 'Reading rows'}
          />
        )}
        {state !== 'ready' && state !== 'sending' && <Outcome entry={entry} />}
      </div>
      <IconButton
        size="small"
        label={`Take ${file.name} off the list`}
        icon={closeIcon}
        disabled={state === 'sending'}
        onClick={() => files.remove(id)}
      />
    </div>
  )
}

function Outcome({ entry: { state, outcome, problem, file } }: { readonly entry: FirstFile }) {
  const { book } = usePageWorkbook()
  const openInGrid = async () => {
    const { openFile } = await import('../../../workbook/browser/open-file.ts')
    const { sheetIds } = await openFile(book, file)
    navigate(href('/uploads/new', { sheet: sheetIds[0] }))
  }
  const inGrid = (words: string) => (
    <Button size="small" onClick={() => void openInGrid()}>
      {words}
    </Button>
  )
  if (state === 'stored' && outcome?.__typename === 'Snapshot')
    return (
      <>
        <Badge tone="good">{counted(outcome.acceptedCount, 'row')} stored</Badge>
        {outcome.rejectedCount > 0 && (
          <Link href={href(`/uploads/${encodeURIComponent(outcome.id)}`)}>
            {counted(outcome.rejectedCount, 'row')} to correct
          </Link>
        )}
      </>
    )
  if (state === 'asks')
    return (
      <>
        <Badge tone="warn">It has a question</Badge>
        {inGrid('Answer it')}
      </>
    )
  const text = problem?.text ?? (outcome && 'message' in outcome ? outcome.message : 'Nothing was stored.')
  return (
    <>
      <Badge tone="bad">Not stored</Badge>
      <span class="small">{text}</span>
      {state === 'refused' && inGrid('Look at it')}
    </>
  )
}
