import wasm from '@ironcalc/wasm/wasm_bg.wasm?url'
import { render } from 'preact'
import type { CellValue } from '../../../../../../addin/workbook/workbook.ts'
import { loadIronCalc } from '../../../../../excel-host/model/calculation/ironcalc.ts'
import { newBook } from '../../../../../excel-host/page/book.ts'
import { HostPage } from '../../../../../excel-host/page/host-page.tsx'
import type { Person } from '../../../person.ts'
import { fillSheets } from '../../fill-sheets.ts'
import { hostPerson } from '../../host-person.ts'

declare global {
  interface Window {
    /** Shows the spreadsheet's page with a workbook of these sheets and the adapter in its pane. */
    openWorkbook?: (sheets: Readonly<Record<string, readonly (readonly CellValue[])[]>>) => Promise<void>
    /** At the grid of the workbook that is shown. */
    person?: Person
    /** The pane waits for this before anything else that it asks of Excel is done. */
    paneIsHeard?: Promise<unknown>
  }
}

const root = document.getElementById('root')
if (!root) throw new Error('Opening the spreadsheet: the page has no element #root.')
loadIronCalc(await (await fetch(wasm)).arrayBuffer())

let count = 0
window.openWorkbook = async sheets => {
  const book = newBook(Object.keys(sheets).map(name => ({ name, rows: [] })))
  fillSheets(book, sheets)
  const pane = new URL('pane.html', location.href).href
  const settings = { pane, manifest: '', functions: null, samples: [] }
  const ribbon = { tab: 'Adapter', groups: [] }
  render(<HostPage key={++count} book={book} settings={settings} ribbon={ribbon} />, root)
  window.person = hostPerson(book)
  window.paneIsHeard = Promise.resolve()
  while (window.testSpreadsheet?.book !== book) await new Promise(requestAnimationFrame)
  const { host } = window.testSpreadsheet
  const receive = host?.receive.bind(host)
  if (host && receive)
    host.receive = async message => {
      await window.paneIsHeard
      await receive(message)
    }
}
