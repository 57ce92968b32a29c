import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ReviewedServer, reviewedServer, sheets } from '../../reviews/reviewed-server.ts'
import { type FormulaSeat, formulaSeat, metricCall } from './formula-seat.ts'

let server: ReviewedServer
let viewer: FormulaSeat
let manager: FormulaSeat
beforeAll(async () => {
  server = await reviewedServer()
  await server.bring('ANALYST', 'invoices', sheets.invoices)
  viewer = await formulaSeat(server, 'North', 'VIEWER')
  manager = await formulaSeat(server, 'North', 'MANAGER')
  await viewer.signIn()
  await manager.signIn()
})
afterAll(() => server[Symbol.asyncDispose]())

const call = metricCall('revenue', 'Acme', '2026-01')

test('who may not decide sees that a number awaits review, not the number; who may sees it', async () => {
  expect(await manager.formulas.metric(call)).toBe(1000)
  await expect(viewer.formulas.metric(call)).rejects.toMatchObject({
    kind: 'missing',
    message: 'This number awaits review: a person has yet to decide whether it stands',
  })
  await expect(viewer.formulas.confidence(call)).rejects.toMatchObject({ kind: 'missing' })
  const series = { metric: 'revenue', client: 'Acme', from: '2025-12', to: '2026-01' }
  expect((await viewer.formulas.series(series)).map(row => row[1])).toEqual(['', 'awaits review'])
})

test('a table says so in its cells, beside those that stand', async () => {
  const query = { metrics: ['revenue'], groupBy: ['CLIENT'], period: { named: '2026-01' } }
  await server.ask(server.tokens.MANAGER, 'mutation ($input: SaveQueryInput!) { saveQuery(input: $input) { id } }', {
    input: { name: 'January', query, shared: true },
  })
  const { id, version } = await server.taskOf('revenue', 'Birch', '2026-01')
  await server.decide('MANAGER', { id, version, decision: 'APPROVE' })
  expect(await viewer.formulas.table('January')).toEqual([
    ['Client', 'Revenue'],
    ['Acme', 'awaits review'],
    ['Birch', 400],
  ])
})

test('once it is approved, the next refresh shows it; withheld, it says that', async () => {
  const { id, version } = await server.taskOf('revenue', 'Acme', '2026-01')
  await server.decide('MANAGER', { id, version, decision: 'APPROVE' })
  viewer.formulas.invalidate()
  expect(await viewer.formulas.metric(call)).toBe(1000)
  const february = await server.taskOf('revenue', 'Acme', '2026-02')
  await server.decide('MANAGER', { id: february.id, version: february.version, decision: 'REJECT', comment: 'Wrong' })
  await expect(viewer.formulas.metric({ ...call, period: '2026-02' })).rejects.toThrow('withheld')
})
