import { render } from 'preact'
import { createApi } from '../../../addin/api/create-api.ts'
import { tabKeeper } from '../../../addin/api/tab-keeper.ts'
import { AppContext, createApp } from '../../../addin/ui/data/app-context.ts'
import { Pane } from '../../../addin/ui/pane/pane.tsx'
import { createPaneSeat, SeatContext } from '../../../addin/ui/pane/pane-seat.ts'
import { openView, type PaneView } from '../../../addin/ui/pane/pane-view.ts'
import '../../../addin/ui/tokens/theme.ts'
import { Book } from '../../../addin/workbook/browser/book.ts'
import { createBrowserWorkbook } from '../../../addin/workbook/browser/browser-workbook.ts'
import { addSheet, newSheet } from '../../../addin/workbook/browser/change-sheets.ts'
import { setCells } from '../../../addin/workbook/browser/edit-cells.ts'
import type { CellValue } from '../../../addin/workbook/workbook.ts'

/** The pane beside a workbook of the page, for tests that drive it as a person does. */
const { api, session } = createApi({
  origin: location.origin,
  fetch: (address, init) => fetch(address, init),
  tokens: tabKeeper(),
})
const oidc = new URLSearchParams(location.search).has('oidc') ? { label: 'Northern ID' } : null
const app = createApp({ api, session, settings: { demo: null, version: null, oidc } })
const book = new Book()
const workbook = createBrowserWorkbook(book)
const seat = createPaneSeat({ app, workbook, server: location.origin })

const hands = {
  addSheet(name: string, rows: readonly (readonly CellValue[])[]): string {
    const id = book.newId()
    book.change({ kind: 'structure' }, state => addSheet(state, { ...newSheet(id, name), rows }))
    return id
  },
  type: (sheetId: string, row: number, column: number, value: CellValue) =>
    setCells(book, sheetId, row - 1, column, [[value]]),
  select: (sheetId: string, row: number, column: number) => book.select(sheetId, row - 1, column),
  sheets: () => book.state.sheets.map(({ id, name, rows }) => ({ id, name, rows })),
  marks: () => book.state.marks.length,
  open: (view: PaneView) => openView(view),
}
export type Hands = typeof hands
Object.assign(globalThis, { hands })

const root = document.getElementById('root')
if (!root) throw new Error('Starting: the page has no element #root')
render(
  <AppContext value={app}>
    <SeatContext value={seat}>
      <Pane />
    </SeatContext>
  </AppContext>,
  root,
)
