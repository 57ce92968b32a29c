import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sampleSheets } from '../../support/sample-sheets.ts'
import { type TestServer, testServer } from '../../support/server.ts'
import { type FormulaSeat, formulaSeat } from '../functions/formula-seat.ts'

/** =MOAT.ASK(…) at a server that runs for real. */
let server: TestServer
let seat: FormulaSeat
let viewer: FormulaSeat
beforeAll(async () => {
  server = await testServer()
  const { tokens } = await server.organization('North', 'OWNER', 'ANALYST', 'VIEWER')
  for (const [dataset, sheet] of Object.entries(sampleSheets)) await server.upload(tokens.OWNER, dataset, sheet)
  seat = await formulaSeat(server, 'North', 'ANALYST')
  viewer = await formulaSeat(server, 'North', 'VIEWER')
  await seat.signIn()
  await viewer.signIn()
})
afterAll(() => server[Symbol.asyncDispose]())
beforeEach(() => {
  seat.formulas.invalidate()
  seat.sent()
})

test('a question about one number is that number, in one cell', async () => {
  expect(await seat.formulas.ask('revenue of Acme Dental in June 2026')).toEqual([[500.5]])
})

test('a question about several spills them with headings', async () => {
  const spilled = await seat.formulas.ask('revenue by client in June 2026')
  expect(spilled[0]).toEqual(['Client', 'Revenue'])
  expect(Object.fromEntries(spilled.slice(1))).toMatchObject({ 'Acme Dental': 500.5, 'Bolt Legal': 700 })
})

test('a question why spills drivers that add up', async () => {
  const [headings, ...rows] = await seat.formulas.ask('why did revenue change in June 2026?')
  expect(headings).toEqual(['Driver', 'Before', 'Now', 'Contribution'])
  const contributions = rows.map(row => Number(row[3]))
  const all = contributions.pop() ?? Number.NaN
  expect(contributions.reduce((sum, each) => sum + each, 0)).toBeCloseTo(all, 9)
})

test('what is not understood is no value, and the cell says why and what can be asked', async () => {
  await expect(seat.formulas.ask('what did Northwind Tradres cost in June 2026?')).rejects.toMatchObject({
    kind: 'missing',
  })
  await expect(seat.formulas.ask('cost in June 2026')).rejects.toMatchObject({
    kind: 'missing',
    message: expect.stringMatching(/can mean several.*It can mean “.*” or “/),
  })
  await expect(seat.formulas.ask('will revenue grow next year?')).rejects.toMatchObject({ kind: 'missing' })
  await expect(seat.formulas.ask('')).rejects.toMatchObject({ kind: 'wrong', message: /question is missing/ })
})

test('what a role may not see is no value; nothing of it is in the reason', async () => {
  const failure = await viewer.formulas.ask('gross profit of Acme Dental in June 2026').catch(String)
  expect(failure).toMatch(/may not see/)
  expect(failure).not.toMatch(/\d{3}/)
})

test('120 questions are three requests, equal ones asked once, and none the second time', async () => {
  const questions = Array.from({ length: 120 }, (_, index) => `revenue of Acme Dental in the last ${index + 2} months`)
  const ask = () => Promise.allSettled([...questions, ...questions].map(question => seat.formulas.ask(question)))
  const first = await ask()
  expect(seat.sent()).toEqual(['AskedCells', 'AskedCells', 'AskedCells'])
  expect(first.filter(({ status }) => status === 'rejected')).toEqual([])
  expect(await ask()).toEqual(first)
  expect(seat.sent()).toEqual([])
})

test('one that nobody waits for any more is not asked', async () => {
  const stop = new AbortController()
  const asked = seat.formulas.ask('hours in June 2026', stop.signal)
  stop.abort()
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
  await new Promise(resolve => setTimeout(resolve, 60))
  expect(seat.sent()).toEqual([])
})

test('while the server is away every cell says so, and the next calculation asks again', async () => {
  seat.beforeSending = async () => {
    throw new TypeError('fetch failed')
  }
  await expect(seat.formulas.ask('revenue in June 2026')).rejects.toMatchObject({
    kind: 'missing',
    message: expect.stringContaining('recalculate'),
  })
  seat.beforeSending = async () => {}
  expect(await seat.formulas.ask('revenue in June 2026')).toEqual([[1200.5]])
})
