import { findHeadings } from '../../../app/first-run/find-headings.ts'
import type { DatasetInfo } from '../../../app/upload/dataset-info.ts'
import { createUploadFlow, type UploadFlow } from '../../../app/upload/upload-flow.ts'
import { areaAddress } from '../../../workbook/browser/address.ts'
import { Book } from '../../../workbook/browser/book.ts'
import { createBrowserWorkbook } from '../../../workbook/browser/browser-workbook.ts'
import { usedArea } from '../../../workbook/browser/sheet-cells.ts'
import type { SourceRef, Workbook } from '../../../workbook/workbook.ts'
import { type App, useApp } from '../../data/app-context.ts'

/**
 * The workbook of this page: in memory, in this tab, until it is closed or the person signs out. It outlives a session
 * that has ended, for the same person. Nothing of it is kept on the machine, which may be a shared one.
 */
export interface PageWorkbook {
  readonly book: Book
  readonly workbook: Workbook
  /** The upload of a sheet; begun once, and there again when the person comes back to the page. */
  flowOf(sheetId: string): UploadFlow
  /** From the line that looks like headings down to the last filled cell. */
  sourceOf(sheetId: string, datasets: readonly DatasetInfo[]): SourceRef
}

const workbooks = new WeakMap<App, PageWorkbook>()

export function usePageWorkbook(): PageWorkbook {
  const app = useApp()
  const known = workbooks.get(app) ?? createPageWorkbook(app)
  workbooks.set(app, known)
  return known
}

function createPageWorkbook(app: App): PageWorkbook {
  const book = new Book()
  const workbook = createBrowserWorkbook(book)
  const flows = new Map<string, UploadFlow>()
  app.onLeave(() => {
    book.clear()
    for (const flow of flows.values()) flow.stop()
    flows.clear()
  })
  app.onUnsaved(() => book.unsaved && book.state.sheets.length > 0)
  return {
    book,
    workbook,
    flowOf: sheetId => {
      const flow = flows.get(sheetId) ?? createUploadFlow(app.api, workbook)
      flows.set(sheetId, flow)
      return flow
    },
    sourceOf: (sheetId, datasets) => {
      const sheet = book.sheet(sheetId)
      const area = sheet && usedArea(sheet)
      if (!sheet || !area) return { kind: 'sheet', id: sheetId }
      const { row } = findHeadings(sheet.rows.slice(area.top), datasets)
      return row === 0
        ? { kind: 'sheet', id: sheetId }
        : { kind: 'range', sheetId, address: areaAddress({ ...area, top: area.top + row }) }
    },
  }
}
