import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { explainTarget } from '../../../addin/app/explain/explain-target.ts'
import { readExplanation } from '../../../addin/app/explain/read-explanation.ts'
import { insertMetric } from '../../../addin/app/metrics/insert-metric.ts'
import { emptyForm } from '../../../addin/app/metrics/metric-form.ts'
import { freezeTable } from '../../../addin/app/tables/freeze-table.ts'
import { refreshAll } from '../../../addin/app/tables/refresh-all.ts'
import { verifyTable } from '../../../addin/app/tables/verify-table.ts'
import { createUploadFlow } from '../../../addin/app/upload/upload-flow.ts'
import type { CellValue, Selection } from '../../../addin/workbook/workbook.ts'
import { openInNode } from '../workbook/excel/open-in-node.ts'
import { type Seat, type SeatServer, seatServer } from './analyst-seat.ts'

/** The use cases on the Excel adapter, with Microsoft's office.js, against the server as it runs. */
let place: SeatServer
let seat: Seat
beforeAll(async () => {
  place = await seatServer()
  seat = await place.seat('ANALYST')
})
afterAll(() => place[Symbol.asyncDispose]())

const time: CellValue[][] = [
  ['Work date', 'Company', 'Technician', 'Hours', 'Entry ID'],
  ['2026-06-08', 'Acme Dental', 'Petra Quillfeather', 1.5, 'E-1'],
  ['2026-06-09', 'Acme Dentall', 'Petra Quillfeather', 2, 'E-2'],
  ['2026-06-10', 'Bolt Legal', 'Petra Quillfeather', 26, 'E-3'],
]
const byClientAndMonth = {
  ...emptyForm,
  metrics: ['revenue', 'gross_margin_pct'],
  groupBy: ['CLIENT', 'MONTH'],
  period: { between: { from: '2026-05-01', to: '2026-06-30' } },
} as const

describe('in Excel', () => {
  test('a sheet is uploaded, its bad cells are marked with notes, and the mended ones are sent', async () => {
    const { workbook, person } = await openInNode({ Time: time })
    const flow = createUploadFlow(seat.api, workbook)
    await flow.begin()
    const source = flow.state.sources.find(({ ref }) => ref.kind === 'sheet')
    if (!source) throw new Error('there is no sheet to upload')
    await flow.choose(source.ref)
    expect(flow.state).toMatchObject({ problem: null, step: 'preview', marked: 2 })
    expect(await person.colour('Time', 'B3')).not.toBeNull()
    expect(await person.note('Time', 'D4')).toContain('26 is out of range')
    await flow.accept()
    expect(flow.state).toMatchObject({ step: 'done', report: { acceptedCount: 1, rejectedCount: 2 } })
    await person.type('Time', 'B3', 'Acme Dental')
    await person.type('Time', 'D4', '2.6')
    await flow.pushAgain()
    expect(flow.state).toMatchObject({ problem: null, marked: 0, rejected: null })
    expect(await person.note('Time', 'D4')).toBeNull()
    expect(await person.colour('Time', 'B3')).toBeNull()
  })

  test('a pulled table follows the data; notes beside it and formulas into it stay right', async () => {
    const { workbook, person } = await openInNode({ Report: [[]] })
    await person.select('Report', 'A1')
    const inserted = await insertMetric(seat.api, workbook, byClientAndMonth, seat.by, { at: 'selection', chart: true })
    const rowOf = async (client: string, month: string) => {
      const cells = await person.cells('Report')
      const row = Array.from({ length: 30 }, (_, at) => at + 1).find(
        at => cells.get(`A${at}`) === client && cells.get(`B${at}`) === month,
      )
      if (row === undefined) throw new Error(`there is no row of ${client} in ${month}`)
      return row
    }
    const row = await rowOf('Acme Dental', '2026-06')
    await person.type('Report', `F${row}`, 'ask Ann')
    await person.type('Report', 'H1', `=SUM(${inserted.name}[Revenue])`)
    const before = Number((await person.cells('Report')).get('H1'))

    const { api } = await place.seat('OWNER')
    const csv = 'client,invoice_number,date,subtotal\nAcme Dental,X-1,2026-06-15,250\n'
    await api.upload({ dataset: 'invoices', file: new Blob([csv]), fileName: 'x.csv', parameters: {} })
    const outcomes = await refreshAll(seat.api, workbook, seat.by, {})
    expect(outcomes).toMatchObject([{ outcome: { kind: 'refreshed' } }])
    const cells = await person.cells('Report')
    expect(cells.get('H1')).toBe(before + 250)
    expect(cells.get(`F${await rowOf('Acme Dental', '2026-06')}`)).toBe('ask Ann')

    const [table] = await workbook.pulledTables()
    if (!table) throw new Error('there is no table')
    const verified = await verifyTable(seat.api, workbook, table.id, seat.by)
    expect(verified).toMatchObject({ differences: [], missingRows: [], extraRows: [] })
    await freezeTable(seat.api, workbook, table, seat.by)
    expect((await refreshAll(seat.api, workbook, seat.by, {}))[0]?.outcome).toMatchObject({ reason: 'frozen' })
  })

  test('the selected number is explained', async () => {
    const { workbook, person, host } = await openInNode({ Report: [[]] })
    await person.select('Report', 'A1')
    await insertMetric(seat.api, workbook, byClientAndMonth, seat.by, { at: 'selection', chart: false })
    const selections: Selection[] = []
    const stop = workbook.watch(event => {
      if (event.kind === 'selection') selections.push(event.selection)
    })
    await person.select('Report', 'D3')
    await host.settled()
    await expect.poll(() => selections.at(-1)?.pulled).toBeTruthy()
    stop()
    const target = explainTarget(selections.at(-1) ?? null, await workbook.pulledTables(), seat.by)
    expect(target).toMatchObject({ kind: 'input', input: { metric: 'gross_margin_pct' } })
    if (target.kind !== 'input') return
    const { drivers, difference } = await readExplanation(seat.api, target.input)
    expect(drivers.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(difference, 9)
  })

  test('50,000 selected rows are read and uploaded with progress', async () => {
    const rows = Array.from({ length: 50_000 }, (_, at): CellValue[] => [
      46174 + (at % 28),
      at % 2 ? 'Acme Dental' : 'Bolt Legal',
      'Petra Quillfeather',
      1 + (at % 7),
      `L-${at}`,
    ])
    const { workbook, person } = await openInNode({ Time: [time[0] ?? [], ...rows] })
    await person.select('Time', 'A1:E50001')
    const flow = createUploadFlow(seat.api, workbook)
    const told = new Set<string>()
    flow.subscribe(({ busy }) => busy && told.add(busy.doing.replace(/[\d,]+/g, '#')))
    await flow.begin()
    await flow.choose({ kind: 'selection' })
    expect(flow.state).toMatchObject({ problem: null, step: 'preview', report: { rowCount: 50_000, rejectedCount: 0 } })
    await flow.accept()
    expect(flow.state).toMatchObject({ problem: null, step: 'done', report: { acceptedCount: 50_000 } })
    expect([...told].some(text => /^(?:Reading and checking|Comparing|Storing)/.test(text))).toBe(true)
  })
})
