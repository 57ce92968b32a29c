import { useEffect, useRef, useState } from 'preact/hooks'
import type { Workbook } from '../model/workbook.ts'
import type { ExcelHost } from '../protocol/excel-host.ts'
import { revision } from './book.ts'
import { FaultsPanel } from './faults-panel.tsx'
import { FormulaBar } from './formula-bar.tsx'
import { Grid } from './grid/grid.tsx'
import type { HostSettings } from './host-settings.ts'
import { connectPane, loadPane } from './pane-connection.ts'
import { ProvenancePanel } from './provenance-panel.tsx'
import type { Ribbon } from './read-manifest.ts'
import { RibbonBar } from './ribbon-bar.tsx'
import { SheetTabs } from './sheet-tabs.tsx'
import { StatusBar } from './status-bar.tsx'

declare global {
  interface Window {
    /** For tests that look into the workbook. */
    testSpreadsheet?: { readonly book: Workbook; readonly host: ExcelHost | null }
  }
}

/** The spreadsheet with the add-in beside it. */
export function HostPage({ book, settings, ribbon }: { book: Workbook; settings: HostSettings; ribbon: Ribbon }) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [host, setHost] = useState<ExcelHost | null>(null)
  const [isPaneShown, showPane] = useState(true)
  const [side, setSide] = useState<'none' | 'faults' | 'provenance'>('none')
  void revision.value
  useEffect(() => {
    if (!frame.current) return
    const connected = connectPane(frame.current, book, settings.pane, settings.functions, {
      get visible() {
        return !frame.current?.closest('aside')?.hidden
      },
      set visible(visible) {
        showPane(visible)
      },
    })
    window.testSpreadsheet = { book, host: connected }
    setHost(connected)
    return () => connected.stop()
  }, [book, settings])
  const reload = () => {
    host?.customFunctions?.gone()
    if (frame.current) loadPane(frame.current, settings.pane)
  }
  return (
    <div class="host">
      <RibbonBar
        book={book}
        ribbon={ribbon}
        onCommand={(id, functionName) => {
          showPane(true)
          if (functionName !== null) host?.invokeCommand(id, functionName)
        }}
        side={side}
        onSide={setSide}
        onReload={reload}
      />
      <FormulaBar book={book} />
      <div class="work">
        <main class="sheet">
          <Grid book={book} host={host} />
        </main>
        {side === 'faults' && host && <FaultsPanel host={host} />}
        {side === 'provenance' && <ProvenancePanel />}
        <aside class="pane" hidden={!isPaneShown}>
          <header class="pane-header">
            <h2>{ribbon.tab}</h2>
            <button type="button" class="plain" aria-label="Close the pane" onClick={() => showPane(false)}>
              <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
                <path d="M2 2l8 8M10 2l-8 8" stroke="currentColor" stroke-width="1.4" />
              </svg>
            </button>
          </header>
          <iframe ref={frame} title={`${ribbon.tab} task pane`} />
        </aside>
      </div>
      <SheetTabs book={book} />
      <StatusBar book={book} host={host} />
    </div>
  )
}
