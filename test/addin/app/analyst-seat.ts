import type { Api } from '../../../addin/api/api.ts'
import { createApi } from '../../../addin/api/create-api.ts'
import { memoryKeeper } from '../../../addin/api/kept-session.ts'
import type { PulledBy } from '../../../addin/app/metrics/metric-table-model.ts'
import { Book } from '../../../addin/workbook/browser/book.ts'
import { createBrowserWorkbook } from '../../../addin/workbook/browser/browser-workbook.ts'
import { addSheet, newSheet } from '../../../addin/workbook/browser/change-sheets.ts'
import { setCells } from '../../../addin/workbook/browser/edit-cells.ts'
import type { CellValue, PulledTable, Workbook } from '../../../addin/workbook/workbook.ts'
import type { Role } from '../../../server/access/policy.ts'
import { sampleSheets } from '../../support/sample-sheets.ts'
import { emailOf, PASSWORD, type TestServer, testServer } from '../../support/server.ts'

/** A person at a workbook, signed in at a server that runs for real. */
export interface Seat {
  readonly api: Api
  readonly workbook: Workbook
  readonly by: PulledBy
  /** A new sheet with these cells from A1 on; answers its id. */
  readonly sheet: (name: string, rows: readonly (readonly CellValue[])[]) => string
  /** Types into cells; rows from 1, columns from 0. */
  readonly type: (sheetId: string, row: number, column: number, value: CellValue) => void
  /** What stands in the sheet. */
  readonly cells: (sheetId: string) => readonly (readonly CellValue[])[]
  readonly book: Book
  readonly tables: () => Promise<readonly PulledTable[]>
}

export interface SeatServer extends AsyncDisposable {
  readonly server: TestServer
  readonly seat: (role: Role) => Promise<Seat>
}

const ROLES = ['OWNER', 'ADMIN', 'MANAGER', 'ANALYST', 'VIEWER'] as const

/** A server with one MSP and, unless said otherwise, the sample sheets in it. */
export async function seatServer(
  environment: Readonly<Record<string, string>> = {},
  filled = true,
): Promise<SeatServer> {
  const server = await testServer(environment)
  const { tokens } = await server.organization('Test MSP', ...ROLES)
  if (filled)
    for (const [dataset, csv] of Object.entries(sampleSheets)) {
      const response = await server.upload(tokens.OWNER, dataset, csv)
      if (!response.ok) throw new Error(`Filling ${dataset}: ${await response.text()}`)
    }
  return {
    server,
    seat: role => seatAt(server.address, emailOf('Test MSP', role)),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

async function seatAt(origin: string, email: string): Promise<Seat> {
  const { api, session } = createApi({ origin, fetch, tokens: memoryKeeper() })
  const outcome = await session.signIn({ email, password: PASSWORD })
  if (outcome.kind !== 'signed-in') throw new Error(outcome.message)
  let ids = 0
  const book = new Book(() => `id-${++ids}`)
  const workbook = createBrowserWorkbook(book)
  return {
    api,
    workbook,
    book,
    by: { user: email, server: origin, now: '2026-07-01T00:00:00Z' },
    sheet: (name, rows) => {
      const id = book.newId()
      book.change({ kind: 'structure' }, state => addSheet(state, { ...newSheet(id, name), rows }))
      return id
    },
    type: (sheetId, row, column, value) => setCells(book, sheetId, row - 1, column, [[value]]),
    cells: sheetId => book.sheet(sheetId)?.rows ?? [],
    tables: () => workbook.pulledTables({ content: true }),
  }
}
