import type { ComponentType } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { openFile } from '../../../workbook/browser/open-file.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { MessageBar, ProblemBar } from '../../components/message-bar.tsx'
import { Skeleton } from '../../components/progress.tsx'
import { Tabs } from '../../components/tabs.tsx'
import { useApp } from '../../data/app-context.ts'
import { Grid } from '../../grid/grid.tsx'
import { NoteBar } from '../../grid/note-bar.tsx'
import { SheetTabs } from '../../grid/sheet-tabs.tsx'
import { useBook } from '../../grid/use-book.ts'
import { tableIcon } from '../../icons/icons.ts'
import { createPaneSeat, SeatContext } from '../../pane/pane-seat.ts'
import { paneView } from '../../pane/pane-view.ts'
import { PageHead } from '../parts/page-head.tsx'
import { DropZone } from '../uploads/drop-zone.tsx'
import { usePageWorkbook } from '../uploads/page-workbook.ts'
import { addBlankSheet } from './add-blank-sheet.ts'
import { TableCharts } from './table-charts.tsx'
import { WorkbookTools } from './workbook-tools.tsx'
import '../../pane/pane.css'
import '../uploads/new-upload-page.css'
import '../uploads/parts.css'

const views = ['insert', 'ask', 'refresh', 'explain'] as const
type View = (typeof views)[number]
const labels: Readonly<Record<View, string>> = { insert: 'Insert', ask: 'Ask', refresh: 'Tables', explain: 'Explain' }
const loaders: Readonly<Record<View, () => Promise<ComponentType>>> = {
  insert: async () => (await import('../../pane/insert/insert-view.tsx')).InsertView,
  ask: async () => (await import('../../pane/ask/pane-ask-view.tsx')).PaneAskView,
  refresh: async () => (await import('../../pane/refresh/refresh-view.tsx')).RefreshView,
  explain: async () => (await import('../../pane/explain/explain-view.tsx')).ExplainView,
}

/** A workbook without Excel: the same tables, refreshed, frozen, verified, and taken along as XLSX or CSV. */
export function WorkbookPage() {
  const app = useApp()
  const { book, workbook } = usePageWorkbook()
  useBook(book)
  const seat = useMemo(() => createPaneSeat({ app, workbook, server: location.origin }), [app, workbook])
  const [error, setError] = useState<unknown>(null)
  const [notices, setNotices] = useState<readonly string[]>([])
  useEffect(() => {
    seat.watch()
    if (book.state.sheets.length === 0) addBlankSheet(book)
  }, [seat, book])
  const { sheets } = book.state
  const shown = sheets.find(({ id }) => id === book.selection?.sheetId) ?? sheets[0]
  const open = async (files: readonly File[]) => {
    setError(null)
    try {
      for (const file of files) setNotices((await openFile(book, file)).notices)
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <SeatContext value={seat}>
      <div class="new-upload">
        <PageHead
          title="Workbook"
          note="Numbers as tables that know where they come from. It lives in this tab only, and goes when you close it or sign out: download it to keep it."
        >
          <WorkbookTools book={book} {...(shown ? { sheetId: shown.id } : {})} />
        </PageHead>
        {error !== null && <ProblemBar error={error} />}
        {notices.map(notice => (
          <MessageBar key={notice}>{notice}</MessageBar>
        ))}
        <DropZone onFiles={files => void open(files)} compact label="Open a file">
          <p class="quiet">Drop a workbook that was saved here, or any CSV or XLSX.</p>
        </DropZone>
        <div class="upload-split">
          {shown ? (
            <div class="upload-sheet">
              <SheetTabs book={book} selected={shown.id} onSelect={id => book.select(id, 0, 0)} />
              <Grid book={book} sheetId={shown.id} label={`Cells of ${shown.name}`} />
              <NoteBar book={book} sheetId={shown.id} />
            </div>
          ) : (
            <EmptyState
              title="No sheet"
              icon={tableIcon}
              actions={
                <Button kind="primary" onClick={() => addBlankSheet(book)}>
                  Add a sheet
                </Button>
              }
            >
              Add one, or open a file.
            </EmptyState>
          )}
          <Tools />
        </div>
        {shown && <TableCharts book={book} sheetId={shown.id} />}
      </div>
    </SeatContext>
  )
}

/** The pane's own views beside the grid. */
function Tools() {
  const asked = paneView.value
  const view = views.find(each => each === asked) ?? 'insert'
  const [loaded, setLoaded] = useState<{ view: View; Component: ComponentType } | null>(null)
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    setError(null)
    loaders[view]().then(Component => setLoaded({ view, Component }), setError)
  }, [view])
  const Component = loaded?.view === view ? loaded.Component : null
  return (
    <section class="upload-panel page-stack" aria-label="What to do with tables">
      <Tabs
        label="Tools"
        selected={view}
        onSelect={key => {
          paneView.value = key
        }}
        tabs={views.map(key => ({ key, label: labels[key] }))}
      >
        {error !== null && <ProblemBar error={error} />}
        {Component ? <Component key={view} /> : error === null && <Skeleton lines={4} />}
      </Tabs>
    </section>
  )
}
