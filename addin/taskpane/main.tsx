import { render } from 'preact'
import { createApi } from '../api/create-api.ts'
import { tabKeeper } from '../api/tab-keeper.ts'
import { associateCommands } from '../commands/associate-commands.ts'
import { startFunctions } from '../functions/start-functions.ts'
import { MessageBar } from '../ui/components/message-bar.tsx'
import { AppContext, createApp } from '../ui/data/app-context.ts'
import { readPageSettings } from '../ui/data/page-settings.ts'
import { Pane } from '../ui/pane/pane.tsx'
import { createPaneSeat, SeatContext } from '../ui/pane/pane-seat.ts'
import { openView } from '../ui/pane/pane-view.ts'
import { runRefresh } from '../ui/pane/refresh/run-refresh.ts'
import { followOfficeTheme } from './follow-office-theme.ts'
import { lazyWorkbook } from './lazy-workbook.ts'
import '../ui/tokens/theme.ts'

/** The page of the shared runtime: the pane, the functions of cells and the buttons of the ribbon live in it together. */
const root = document.getElementById('root')
if (!root) throw new Error('Starting: the page has no element #root')
const { api, session } = createApi({
  origin: location.origin,
  fetch: (address, init) => fetch(address, init),
  tokens: tabKeeper(),
})
const app = createApp({ api, session, settings: readPageSettings() })

// Cells of a workbook that opens calculate at once, before anything is waited for.
const functions = typeof CustomFunctions === 'undefined' ? null : startFunctions({ api, session })

Office.onReady(({ host }) => {
  if (host !== Office.HostType.Excel) {
    render(<Elsewhere />, root)
    return
  }
  followOfficeTheme()
  const seat = createPaneSeat({
    app,
    workbook: lazyWorkbook(async () =>
      (await import('../workbook/excel/create-excel-workbook.ts')).createExcelWorkbook(),
    ),
    server: location.origin,
    selfCheck: async progress =>
      (await import('../workbook/excel/self-check/run-self-check.ts')).runSelfCheck(progress),
    ...(functions ? { refreshFormulas: functions.formulas.refresh } : {}),
  })
  associateCommands({ openView, refreshAll: () => runRefresh(app, seat) })
  render(
    <AppContext value={app}>
      <SeatContext value={seat}>
        <Pane onStarted={() => functions?.ready()} />
      </SeatContext>
    </AppContext>,
    root,
  )
}).catch(reportError)

/** What this page says outside of Excel, where it has no workbook to work on. */
function Elsewhere() {
  return (
    <main class="pane-body">
      <MessageBar title="This page belongs into Excel.">
        It is the task pane of the add-in. <a href="/">Open MoatMetrics in the browser</a> instead.
      </MessageBar>
    </main>
  )
}
