import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createApi } from '../../../addin/api/create-api.ts'
import { memoryKeeper } from '../../../addin/api/kept-session.ts'
import type { Session } from '../../../addin/api/session.ts'
import { functionsMetadata } from '../../../addin/functions/functions-metadata.ts'
import { type RunningFunctions, startFunctions } from '../../../addin/functions/start-functions.ts'
import type { FunctionsMetadata } from '../../excel-host/custom-functions/metadata.ts'
import { typeText } from '../../excel-host/model/edits/type-text.ts'
import { createNodeHost, type NodeHost } from '../../excel-host/node-host.ts'
import { sampleSheets } from '../../support/sample-sheets.ts'
import { emailOf, PASSWORD, type TestServer, testServer } from '../../support/server.ts'
import { steadyFetch } from './formula-seat.ts'

/** Microsoft's own office.js, its runtime for custom functions and the functions of the add-in, at a running server. */
let server: TestServer
let owner: string
let metadata: FunctionsMetadata
let excel: NodeHost
let session: Session
let running: RunningFunctions
let requests: string[]
let gate: Promise<void>
/** Cells gather until this is over, and no shorter than they do for a person. */
let gathering: Promise<void>
beforeAll(async () => {
  server = await testServer()
  owner = (await server.organization('North', 'OWNER', 'ANALYST')).tokens.OWNER
  for (const [dataset, sheet] of Object.entries(sampleSheets)) await server.upload(owner, dataset, sheet)
  metadata = JSON.parse(await functionsMetadata())
})
afterAll(() => server[Symbol.asyncDispose]())

beforeEach(async () => {
  requests = []
  gate = Promise.resolve()
  gathering = Promise.resolve()
  excel = await createNodeHost({ functions: metadata })
  Object.assign(globalThis, { Excel: excel.Excel, CustomFunctions: excel.CustomFunctions })
  const counted = async (address: string, init: RequestInit) => {
    requests.push(/(?:query|mutation) (\w+)/.exec(String(init.body))?.[1] ?? 'unknown')
    await gate
    return await steadyFetch(address, init)
  }
  const made = createApi({ origin: server.address, fetch: counted, tokens: memoryKeeper() })
  session = made.session
  const sleep = async (milliseconds: number) => {
    await new Promise(resolve => setTimeout(resolve, milliseconds))
    await gathering
  }
  running = startFunctions({ ...made, timing: { now: Date.now, sleep } })
})
afterEach(() => excel.stop())

async function signIn(): Promise<void> {
  await session.signIn({ email: emailOf('North', 'ANALYST'), password: PASSWORD })
  requests = []
}
const type = (row: number, column: number, text: string) =>
  excel.workbook.edit('Type', () => typeText(excel.workbook.activeSheet, row, column, text))
const shown = (row: number, column: number) => excel.workbook.activeSheet.value(row, column)
const message = (row: number, column: number) => {
  const cell = excel.workbook.activeSheet.cell(row, column)
  return cell ? excel.workbook.calculator.messageOf(cell) : null
}
/** What is typed reaches the add-in before any of it is sent, however slow the machine is just now. */
async function together(typing: () => void): Promise<void> {
  const all = Promise.withResolvers<void>()
  gathering = all.promise
  typing()
  await expect.poll(() => excel.customFunctions?.settled, { interval: 1 }).toBe(false)
  await excel.settled()
  all.resolve()
}
/** No cell is #BUSY! any more. */
async function calculated(): Promise<void> {
  await expect.poll(() => excel.customFunctions?.settled, { timeout: 180_000, interval: 10 }).toBe(true)
  await excel.settled()
  await new Promise(resolve => setTimeout(resolve, 5))
}

test('formulas calculate, nested, from cells, with dates, and follow what they depend on', async () => {
  await signIn()
  running.ready()
  await together(() => {
    type(0, 0, 'Acme Dental')
    type(0, 1, '2026-06')
    type(0, 2, '=MOAT.METRIC("revenue",A1,B1)')
    type(1, 2, '=ROUND(MOAT.METRIC("Gross margin",A1,"2026-06"),0)')
    type(2, 2, '=C1*2+MOAT.METRIC("revenue",,B1)')
    type(3, 2, '=MOAT.CONFIDENCE("revenue",A1,B1)')
    expect(shown(0, 2)).toBe('#BUSY!')
  })
  await calculated()
  expect([shown(0, 2), shown(1, 2), shown(2, 2)]).toEqual([500.5, expect.any(Number), 500.5 * 2 + 1200.5])
  expect(shown(3, 2)).toSatisfy((score: number) => score > 0 && score < 1)
  expect(requests).toEqual(['MetricCells'])

  await together(() => type(0, 0, 'Bolt Legal'))
  await calculated()
  expect([shown(0, 2), shown(2, 2)]).toEqual([700, 2600.5])
  type(0, 0, 'Acme Dental')
  await calculated()
  expect(shown(0, 2)).toBe(500.5)
  expect(requests).toHaveLength(2)
})

test('a failing cell shows #N/A or #VALUE! and the reason; others beside it stand', async () => {
  await signIn()
  running.ready()
  type(0, 0, '=MOAT.METRIC("revenue","Acme Dentist","2026-06")')
  type(1, 0, '=MOAT.METRIC("revenue",,"someday")')
  type(2, 0, '=MOAT.METRIC("revenue","Acme Dental","2019-06")')
  type(3, 0, '=IFERROR(A1,"none")')
  type(4, 0, '=MOAT.METRIC("revenue","Acme Dental","2026-06")')
  await calculated()
  expect([0, 1, 2, 3, 4].map(row => shown(row, 0))).toEqual(['#N/A', '#VALUE!', '#N/A', 'none', 500.5])
  expect(message(0, 0)).toContain('there is no "Acme Dentist"; did you mean "Acme Dental"?')
  expect(message(1, 0)).toContain('Reading the period')
  expect(message(2, 0)).toContain('No data')
  expect(message(4, 0)).toBeNull()
})

test('a cell that is cancelled before it was sent sends nothing; one that is changed asks for what it became', async () => {
  await signIn()
  running.ready()
  const gathered = Promise.withResolvers<void>()
  gathering = gathered.promise
  type(0, 0, '=MOAT.METRIC("revenue","Acme Dental","2026-05")')
  await excel.settled()
  type(0, 0, '')
  await excel.settled()
  gathered.resolve()
  await new Promise(resolve => setTimeout(resolve, 80))
  expect(requests).toEqual([])
  expect(excel.customFunctions?.statistics).toMatchObject({ invoked: 1, cancelled: 1 })

  let open = () => {}
  gate = new Promise(resolve => {
    open = resolve
  })
  type(1, 0, 'Acme Dental')
  type(1, 1, '=MOAT.METRIC("revenue",A2,"2026-06")')
  await expect.poll(() => requests.length).toBe(1)
  type(1, 0, 'Bolt Legal')
  open()
  await calculated()
  expect(shown(1, 1)).toBe(700)
  expect(requests).toHaveLength(2)
})

test('cells that calculated before somebody signed in say what to do, and fill once somebody has', async () => {
  type(0, 0, '=MOAT.METRIC("revenue","Acme Dental","2026-06")')
  running.ready()
  await calculated()
  expect([shown(0, 0), message(0, 0)]).toEqual(['#N/A', 'You are signed out: sign in to MoatMetrics in its task pane'])
  await signIn()
  await expect.poll(() => shown(0, 0)).toBe(500.5)
  await session.signOut()
  await new Promise(resolve => setTimeout(resolve, 50))
  expect(shown(0, 0)).toBe(500.5)
})

test('series, lists, tables and explanations spill, and formulas over them follow', async () => {
  await signIn()
  running.ready()
  const query = { metrics: ['revenue'], groupBy: ['CLIENT'], period: { named: '2026-06' } }
  await server.ask(owner, 'mutation ($input: SaveQueryInput!) { saveQuery(input: $input) { id } }', {
    input: { name: 'June', query, shared: true },
  })
  type(0, 0, '=MOAT.CLIENTS()')
  type(0, 2, '=MOAT.SERIES("revenue","Acme Dental","2026-05","2026-06")')
  type(0, 5, '=MOAT.TABLE("june")')
  type(0, 8, '=MOAT.EXPLAIN("revenue","","2026-06","previous period")')
  type(6, 0, '=SUM(D1:D2)')
  await calculated()
  expect([0, 1, 2].map(row => shown(row, 0))).toEqual(['Acme Dental', 'Bolt Legal', 'Cedar Schools'])
  expect([0, 1].map(row => [shown(row, 2), shown(row, 3)])).toEqual([
    [46143, 1000],
    [46174, 500.5],
  ])
  expect([0, 1, 2].map(row => [shown(row, 5), shown(row, 6)])).toEqual([
    ['Client', 'Revenue'],
    ['Acme Dental', 500.5],
    ['Bolt Legal', 700],
  ])
  expect([8, 9, 10, 11].map(column => shown(0, column))).toEqual(['Driver', 'Before', 'Now', 'Contribution'])
  expect(shown(6, 0)).toBe(1500.5)
})

test('questions in words spill tables, fill single cells, follow the cell they are in, and say why there is no answer', async () => {
  await signIn()
  running.ready()
  await together(() => {
    type(0, 0, 'revenue by client in June 2026')
    type(0, 1, '=MOAT.ASK(A1)')
    type(5, 0, '=MOAT.ASK("revenue of Acme Dental in June 2026")*2')
    type(6, 0, '=MOAT.ASK("cost in June 2026")')
  })
  await calculated()
  expect([0, 1, 2].map(row => [shown(row, 1), shown(row, 2)])).toEqual([
    ['Client', 'Revenue'],
    ['Acme Dental', 500.5],
    ['Bolt Legal', 700],
  ])
  expect([shown(5, 0), shown(6, 0)]).toEqual([1001, '#N/A'])
  expect(message(6, 0)).toMatch(/^“cost” can mean several metrics.*It can mean “labour cost in June 2026” or /)
  expect(requests).toEqual(['AskedCells'])
  type(0, 0, 'hours of Bolt Legal in June 2026')
  await calculated()
  expect([shown(0, 1), shown(1, 1)]).toEqual([3, null])
})

test('5,000 cells are at most five requests; calculated again, none; after a refresh of everything, new numbers', async () => {
  await signIn()
  running.ready()
  const metrics = ['revenue', 'hours', 'gross_profit', 'billed', 'labour_cost']
  const fill = () => {
    for (let row = 0; row < 1000; row++)
      for (const [column, metric] of metrics.entries()) {
        const client = ['Acme Dental', 'Bolt Legal', 'Cedar Schools', ''][row % 4]
        const month = `${2026 - Math.floor(row / 48)}-${String((Math.floor(row / 4) % 12) + 1).padStart(2, '0')}`
        typeText(excel.workbook.activeSheet, row, column, `=MOAT.METRIC("${metric}","${client}","${month}")`)
      }
  }
  await together(() => excel.workbook.edit('Fill', fill))
  await calculated()
  expect(excel.customFunctions?.statistics.invoked).toBe(5000)
  expect(requests).toEqual(Array(5).fill('MetricCells'))
  // Row 20 is Acme in June 2026.
  expect(shown(20, 0)).toBe(500.5)

  requests = []
  await excel.Excel.run(async context => {
    context.workbook.application.calculate('Full')
    await context.sync()
  })
  await calculated()
  expect(excel.customFunctions?.statistics.invoked).toBe(10_000)
  expect([requests, shown(20, 0)]).toEqual([[], 500.5])

  const more = 'client,invoice_number,date,currency,status,subtotal\nAcme Dental,N-1,2026-06-15,USD,paid,99.5\n'
  await server.upload(owner, 'invoices', more)
  await running.formulas.refresh()
  await calculated()
  expect(shown(20, 0)).toBe(600)
  expect(requests.length).toBeLessThanOrEqual(5)
}, 240_000)
