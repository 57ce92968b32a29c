import { useEffect, useState } from 'preact/hooks'
import { sendFile } from '../../../app/first-run/send-file.ts'
import type { RowIssue } from '../../../app/upload/upload-outcome.ts'
import { readArea } from '../../../workbook/browser/address.ts'
import { deleteSheet } from '../../../workbook/browser/change-sheets.ts'
import { setCells } from '../../../workbook/browser/edit-cells.ts'
import { LARGEST_IN_GRID, openFile } from '../../../workbook/browser/open-file.ts'
import { Button } from '../../components/button.tsx'
import { Link } from '../../components/link.tsx'
import { MessageBar, ProblemBar } from '../../components/message-bar.tsx'
import { useApp } from '../../data/app-context.ts'
import { Grid } from '../../grid/grid.tsx'
import { NoteBar } from '../../grid/note-bar.tsx'
import { SheetTabs } from '../../grid/sheet-tabs.tsx'
import { useBook } from '../../grid/use-book.ts'
import { useStore } from '../../pane/use-store.ts'
import { href, type PageProps, setQuery } from '../../router/router.ts'
import { PageHead } from '../parts/page-head.tsx'
import { DropZone } from './drop-zone.tsx'
import { LargeFile } from './large-file.tsx'
import { usePageWorkbook } from './page-workbook.ts'
import { TemplateLinks } from './template-links.tsx'
import { UploadPanel } from './upload-panel.tsx'
import './new-upload-page.css'
import './parts.css'

/** Files in, checked, corrected in the grid, and stored. */
export function NewUploadPage({ query }: PageProps) {
  const app = useApp()
  const { book } = usePageWorkbook()
  useBook(book)
  const [errors, setErrors] = useState<readonly unknown[]>([])
  const [notices, setNotices] = useState<readonly string[]>([])
  const [large, setLarge] = useState<readonly File[]>([])
  const open = async (files: readonly File[]) => {
    setErrors([])
    setNotices([])
    for (const file of files) {
      if (file.size > LARGEST_IN_GRID) {
        setLarge(before => [...before, file])
        continue
      }
      try {
        const opened = await openFile(book, file)
        setNotices(before => [...before, ...opened.notices])
        if (opened.sheetIds[0]) setQuery({ sheet: opened.sheetIds[0] })
      } catch (error) {
        setErrors(before => [...before, error])
      }
    }
  }
  const sheets = book.state.sheets.filter(({ rows }) => rows.length > 0)
  const sheet = sheets.find(({ id }) => id === query.sheet) ?? sheets[0]
  if (!app.can('data:write'))
    return (
      <>
        <PageHead title="Upload" back={<Link href={href('/uploads')}>Uploads</Link>} />
        <MessageBar tone="warn" title="Your role does not upload.">
          Ask an owner or administrator for the role of analyst, or send them the files.
        </MessageBar>
      </>
    )
  return (
    <div class="new-upload">
      <PageHead
        title="Upload"
        back={<Link href={href('/uploads')}>Uploads</Link>}
        note="Nothing is stored before you accept it. The files stay in this tab, on this machine, until you do; they are gone when you close it or sign out."
      />
      {errors.map((error, index) => (
        <ProblemBar key={index} error={error} />
      ))}
      {notices.map(notice => (
        <MessageBar key={notice}>{notice}</MessageBar>
      ))}
      {large.map(file => (
        <LargeFile
          key={`${file.name}${file.size}`}
          file={file}
          send={(sent, work) => sendFile(app.api, sent, work)}
          onStored={() => void app.refreshViewer()}
          onClose={() => setLarge(large.filter(each => each !== file))}
        />
      ))}
      <DropZone onFiles={files => void open(files)} compact={sheet !== undefined}>
        {sheet === undefined ? (
          <>
            <p>
              <strong>Drop CSV or XLSX files here</strong>, as your tools export them.
            </p>
            <p class="quiet">Several at once are fine; clients are best stored first, as the others name them.</p>
          </>
        ) : (
          <p class="quiet">Drop more files anywhere on this page.</p>
        )}
      </DropZone>
      {sheet === undefined ? <TemplateLinks /> : <SheetUpload key={sheet.id} sheetId={sheet.id} />}
    </div>
  )
}

function SheetUpload({ sheetId }: { readonly sheetId: string }) {
  const app = useApp()
  const { book, flowOf, sourceOf } = usePageWorkbook()
  const flow = flowOf(sheetId)
  const { cells, datasets } = useStore(flow)
  const sheet = book.sheet(sheetId)
  useEffect(() => {
    const begin = async () => {
      if (flow.state.source || flow.state.busy) return
      await flow.begin()
      if (flow.state.datasets.length > 0) await flow.choose(sourceOf(sheetId, flow.state.datasets))
    }
    void begin()
  }, [flow, sheetId, sourceOf])
  const take = (issue: RowIssue) => {
    const headings = flow.state.report?.headings ?? flow.state.needed?.headings ?? []
    const at = headings.findIndex(({ column }) => column !== null && column === issue.column)
    const left = readArea(cells?.address ?? 'A1')?.left ?? 0
    if (at < 0 || issue.suggestion === null) return
    setCells(book, sheetId, issue.row - 1, left + at, [[issue.suggestion]])
    void flow.showIssue(issue.row, issue.column)
  }
  const close = () => {
    flow.stop()
    book.change({ kind: 'structure' }, state => deleteSheet(state, sheetId))
  }
  return (
    <div class="upload-split">
      <div class="upload-sheet">
        <div class="row-line">
          <SheetTabs book={book} selected={sheetId} onSelect={id => setQuery({ sheet: id })} filledOnly />
          <Button size="small" kind="subtle" onClick={close}>
            Close this sheet
          </Button>
        </div>
        <Grid book={book} sheetId={sheetId} label={`Cells of ${sheet?.name ?? 'the sheet'}`} />
        <NoteBar book={book} sheetId={sheetId} />
      </div>
      <UploadPanel key={datasets.length} flow={flow} onTake={take} onStored={() => void app.refreshViewer()} />
    </div>
  )
}
