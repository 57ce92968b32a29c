import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { explainTarget } from '../../../addin/app/explain/explain-target.ts'
import { explanationTable } from '../../../addin/app/explain/explanation-table.ts'
import { readExplanation } from '../../../addin/app/explain/read-explanation.ts'
import { insertMetric } from '../../../addin/app/metrics/insert-metric.ts'
import { emptyForm, type MetricForm } from '../../../addin/app/metrics/metric-form.ts'
import { metricTableModel } from '../../../addin/app/metrics/metric-table-model.ts'
import { readMetricTable } from '../../../addin/app/metrics/read-metric-table.ts'
import { describeTable } from '../../../addin/app/tables/describe-table.ts'
import { forgetTable } from '../../../addin/app/tables/forget-table.ts'
import { freezeTable, unfreezeTable } from '../../../addin/app/tables/freeze-table.ts'
import type { Asking } from '../../../addin/app/tables/other-source.ts'
import { refreshAll } from '../../../addin/app/tables/refresh-all.ts'
import { refreshSummary } from '../../../addin/app/tables/refresh-outcome.ts'
import { refreshTable } from '../../../addin/app/tables/refresh-table.ts'
import { verifyTable } from '../../../addin/app/tables/verify-table.ts'
import { deleteSheet } from '../../../addin/workbook/browser/change-sheets.ts'
import type { CellValue, PulledTable } from '../../../addin/workbook/workbook.ts'
import { PASSWORD } from '../../support/server.ts'
import { type Seat, type SeatServer, seatServer } from './analyst-seat.ts'

let place: SeatServer
let seat: Seat

beforeAll(async () => {
  place = await seatServer()
})
afterAll(() => place[Symbol.asyncDispose]())
beforeEach(async () => {
  seat = await place.seat('ANALYST')
})

const byClientAndMonth: MetricForm = {
  ...emptyForm,
  metrics: ['revenue', 'gross_margin_pct'],
  groupBy: ['CLIENT', 'MONTH'],
  period: { between: { from: '2026-05-01', to: '2026-06-30' } },
}
const insert = (form: MetricForm = byClientAndMonth, person = seat) =>
  insertMetric(person.api, person.workbook, form, person.by, { at: 'sheet', chart: true })
const only = async (): Promise<PulledTable> => {
  const [table] = await seat.tables()
  if (!table) throw new Error('there is no table')
  return table
}
const refresh = async (choice = {}) => refreshTable(seat.api, seat.workbook, await only(), seat.by, choice)
let invoices = 0
/** A new invoice of June, uploaded as the owner does. */
const uploadInvoice = async (amount: number, client = 'Acme Dental') => {
  const csv = `client,invoice_number,date,subtotal\n${client},N-${++invoices},2026-06-15,${amount}\n`
  const { api } = await place.seat('OWNER')
  const parameters = { mode: 'strict' }
  const answer = await api.upload({ dataset: 'invoices', file: new Blob([csv]), fileName: 'new.csv', parameters })
  expect(answer.__typename).toBe('Snapshot')
}
/** Where a value stands: sheet, row and column from 0. */
const placeOf = (table: PulledTable, client: string, column: number) => {
  const sheet = seat.book.state.sheets.find(({ name }) => name === table.sheet)
  const state = seat.book.state.tables.find(({ id }) => id === table.id)
  const at = sheet?.rows.findIndex(row => row[state?.left ?? 0] === client && row[(state?.left ?? 0) + 1] === '2026-06')
  return { sheetId: sheet?.id ?? '', row: (at ?? -1) + 1, column: (state?.left ?? 0) + column }
}
const valueAt = (table: PulledTable, client: string, column: number): CellValue => {
  const { sheetId, row, column: at } = placeOf(table, client, column)
  return seat.cells(sheetId)[row - 1]?.[at] ?? null
}

describe('a metric table', () => {
  test('is written with formats, keys, marks and where it comes from', async () => {
    const inserted = await insert()
    expect(inserted).toMatchObject({ name: expect.stringMatching(/Revenue_and_Gross_margin_by_client_and_month/) })
    const table = await only()
    expect(table.content?.columns).toEqual(['client', 'month', 'revenue', 'gross_margin_pct'])
    expect(table.content?.rows.find(({ cells }) => cells[0] === 'Bolt Legal' && cells[1] === '2026-06')?.cells[2]).toBe(
      700,
    )
    const bolt = table.content?.rows.find(({ cells }) => cells[0] === 'Bolt Legal' && cells[1] === '2026-05')
    expect(bolt?.cells[2]).toBe(0)
    expect(table.provenance).toMatchObject({
      definitions: { revenue: 1, gross_margin_pct: 1 },
      period: { from: '2026-05-01', to: '2026-06-30' },
      frozen: false,
      snapshot: 5,
    })
    expect(describeTable(table, key => key).map(({ text }) => text)).toContain(
      'revenue, gross_margin_pct, by client, month, from 2026-05-01 to 2026-06-30.',
    )
  })

  test('says of each number how far to trust it, and leaves blank what is unknown', async () => {
    const query = {
      metrics: ['gross_margin_pct'],
      groupBy: ['CLIENT', 'MONTH'],
      period: { between: { from: '2026-05-01', to: '2026-06-30' } },
    } as const
    const answer = await readMetricTable(seat.api, query)
    const { rows, columns } = metricTableModel(answer, query, seat.by, { chart: false })
    expect(columns.map(({ numberFormat }) => numberFormat)).toEqual(['@', '@', '#,##0.0" %"'])
    answer.rows.forEach((row, at) => {
      const [value] = row.values
      expect(rows[at]?.cells[2]).toBe(value?.value ?? null)
      const mark = rows[at]?.marks?.[2] ?? null
      expect(mark?.level ?? 'HIGH').toBe(value?.value === null ? 'HIGH' : value?.confidence.level)
    })
    expect(rows.some(({ cells }) => cells[2] === null)).toBe(true)
    expect(rows.some(({ marks }) => marks?.[2]?.note.includes('confidence'))).toBe(true)
  })

  test('follows the data, and leaves what stands beside it alone', async () => {
    await insert()
    const table = await only()
    const own = placeOf(table, 'Acme Dental', 4)
    seat.type(own.sheetId, own.row, own.column, 'my note')
    await uploadInvoice(250)
    const outcome = await refresh()
    expect(outcome).toMatchObject({ kind: 'refreshed', written: { rowsAdded: 0, rowsRemoved: 0 } })
    expect(valueAt(await only(), 'Acme Dental', 2)).toBe(750.5)
    expect(seat.cells(own.sheetId)[own.row - 1]?.[own.column]).toBe('my note')
    expect(refreshSummary([{ table, outcome }])).toMatch(/^1 table refreshed; 1 of them changed, \d+ cells? in all\.$/)
  })

  test('is not overwritten where a person changed it, until they say so', async () => {
    await insert()
    const { sheetId, row, column } = placeOf(await only(), 'Bolt Legal', 2)
    const was = seat.cells(sheetId)[row - 1]?.[column]
    seat.type(sheetId, row, column, 1)
    const outcome = await refresh()
    expect(outcome).toMatchObject({ kind: 'skipped', reason: 'edited' })
    expect(seat.cells(sheetId)[row - 1]?.[column]).toBe(1)
    expect((await only()).edits).toMatchObject([{ was, is: 1 }])
    expect(await refresh({ overwriteEdits: true })).toMatchObject({ kind: 'refreshed' })
    expect(seat.cells(sheetId)[row - 1]?.[column]).toBe(was)
  })

  test('of a metric that is defined otherwise now is refreshed only when that is said', async () => {
    const token = (await place.server.signIn('owner@test-msp.example')).data.signIn.accessToken
    const define = (formula: string) =>
      place.server.ask(token, 'mutation ($input: DefineMetricInput!) { defineMetric(input: $input) { version } }', {
        input: { key: 'half_revenue', name: 'Half revenue', formula },
      })
    await define('revenue / 2')
    await insert({ ...byClientAndMonth, metrics: ['half_revenue'] })
    await define('revenue / 3')
    const outcome = await refresh()
    expect(outcome).toMatchObject({ kind: 'skipped', reason: 'definition' })
    expect(outcome.kind === 'skipped' && outcome.text).toContain('Half revenue (version 1, now 2)')
    expect(await refresh({ acceptDefinitions: true })).toMatchObject({ kind: 'refreshed' })
  })

  test('of another server, or one whose metrics the role may not see, is left as it was', async () => {
    await insert()
    const table = await only()
    const elsewhere = { ...seat.by, server: 'https://other.example' }
    expect(await refreshTable(seat.api, seat.workbook, table, elsewhere, {})).toMatchObject({ reason: 'other-server' })
    for (const ask of [freezeTable, unfreezeTable])
      await expect(ask(seat.api, seat.workbook, table, elsewhere)).rejects.toMatchObject({
        kind: 'refused',
        message: expect.stringContaining('sign in there'),
      })
    await expect(verifyTable(seat.api, seat.workbook, table.id, elsewhere)).rejects.toMatchObject({ kind: 'refused' })
    expect(await only()).toEqual(table)
    const viewer = await place.seat('VIEWER')
    expect(await refreshTable(viewer.api, seat.workbook, table, seat.by, {})).toMatchObject({ reason: 'forbidden' })
  })
})

describe('a table that a person deleted', () => {
  test('is said to be gone until it is forgotten; one that is there again stays', async () => {
    await insert()
    await insert()
    const [kept, deleted] = await seat.tables()
    seat.book.change({ kind: 'structure' }, state =>
      deleteSheet(state, state.sheets.find(({ name }) => name === deleted?.sheet)?.id ?? ''),
    )
    const gone = (await seat.tables()).find(({ id }) => id === deleted?.id)
    expect(await refreshTable(seat.api, seat.workbook, gone!, seat.by, {})).toMatchObject({ reason: 'gone' })
    seat.book.undo()
    await expect(forgetTable(seat.workbook, gone!)).rejects.toMatchObject({ kind: 'mismatch' })
    expect((await seat.tables()).map(({ state }) => state)).toEqual(['intact', 'intact'])
    seat.book.redo()
    await forgetTable(seat.workbook, gone!)
    expect((await seat.tables()).map(({ id }) => id)).toEqual([kept?.id])
  })
})

describe('a frozen table', () => {
  test('keeps its numbers, can be verified, and follows the data again when it is let go', async () => {
    await insert()
    const before = valueAt(await only(), 'Bolt Legal', 2)
    await freezeTable(seat.api, seat.workbook, await only(), seat.by)
    await uploadInvoice(99, 'Bolt Legal')
    expect(await refresh()).toMatchObject({ kind: 'skipped', reason: 'frozen' })
    expect(valueAt(await only(), 'Bolt Legal', 2)).toBe(before)
    const verified = await verifyTable(seat.api, seat.workbook, (await only()).id, seat.by)
    expect(verified).toMatchObject({ differences: [], missingRows: [], extraRows: [] })
    expect(verified.same).toBeGreaterThan(0)
    await unfreezeTable(seat.api, seat.workbook, await only(), seat.by)
    expect(valueAt(await only(), 'Bolt Legal', 2)).toBe(Number(before) + 99)
    expect((await only()).provenance.frozen).toBe(false)
  })

  test('that was changed is found out, cell by cell', async () => {
    await insert()
    const { sheetId, row, column } = placeOf(await only(), 'Bolt Legal', 2)
    const was = seat.cells(sheetId)[row - 1]?.[column]
    seat.type(sheetId, row, column, 123)
    expect((await verifyTable(seat.api, seat.workbook, (await only()).id, seat.by)).differences).toEqual([
      { row: 'Bolt Legal · 2026-06', column: 'Revenue', inTable: 123, recomputed: was },
    ])
  })
})

describe('refreshing all', () => {
  test('does one after the other, says why one was left out, and sums up', async () => {
    await insert()
    await insert({ ...byClientAndMonth, groupBy: ['CLIENT'] })
    const [first] = await seat.tables()
    if (first) await freezeTable(seat.api, seat.workbook, first, seat.by)
    const told: string[] = []
    const outcomes = await refreshAll(seat.api, seat.workbook, seat.by, { progress: (_, text) => told.push(text) })
    expect(outcomes.map(({ outcome }) => (outcome.kind === 'skipped' ? outcome.reason : 'refreshed'))).toEqual([
      'frozen',
      'refreshed',
    ])
    expect(told.at(-1)).toMatch(/2 of 2/)
    expect(refreshSummary(outcomes)).toMatch(/^1 table refreshed; nothing has changed; 1 table left as it was\.$/)
  })

  test('stops when it is told to, and leaves the rest', async () => {
    await insert()
    await insert({ ...byClientAndMonth, groupBy: ['CLIENT'] })
    const controller = new AbortController()
    const outcomes = await refreshAll(seat.api, seat.workbook, seat.by, {
      signal: controller.signal,
      done: () => controller.abort(),
    })
    expect(outcomes.map(({ outcome }) => outcome.kind)).toEqual(['refreshed', 'skipped'])
    expect(outcomes[1]?.outcome).toMatchObject({ reason: 'stopped' })
  })

  test('without a server leaves every table as it was and says so once for each', async () => {
    await insert()
    await insert({ ...byClientAndMonth, groupBy: ['CLIENT'] })
    const { createApi } = await import('../../../addin/api/create-api.ts')
    const { memoryKeeper } = await import('../../../addin/api/kept-session.ts')
    const { api } = createApi({ origin: seat.by.server, fetch, tokens: memoryKeeper() })
    const outcomes = await refreshAll(api, seat.workbook, seat.by, {})
    expect(outcomes.map(({ outcome }) => outcome.kind === 'skipped' && outcome.reason)).toEqual([
      'signed-out',
      'signed-out',
    ])
  })
})

test('a session that ends in the middle of refreshing all keeps what is done, and says so of the rest', async () => {
  await insert()
  await insert({ ...byClientAndMonth, groupBy: ['CLIENT'] })
  await uploadInvoice(12)
  const { createApi } = await import('../../../addin/api/create-api.ts')
  const { memoryKeeper } = await import('../../../addin/api/kept-session.ts')
  const { api, session } = createApi({ origin: seat.by.server, fetch, tokens: memoryKeeper() })
  await session.signIn({ email: seat.by.user, password: PASSWORD })
  const [, second] = await seat.tables()
  const workbook: Seat['workbook'] = {
    ...seat.workbook,
    writeTable: async (...table) => {
      const written = await seat.workbook.writeTable(...table)
      await session.signOut()
      return written
    },
  }
  const outcomes = await refreshAll(api, workbook, seat.by, {})
  expect(outcomes.map(({ outcome }) => (outcome.kind === 'skipped' ? outcome.reason : outcome.kind))).toEqual([
    'refreshed',
    'signed-out',
  ])
  expect((await seat.tables())[1]).toEqual(second)
})

describe('a table of one organization', () => {
  const alpha = { id: 'of-alpha', name: 'Alpha IT' }
  const beta = { id: 'of-beta', name: 'Beta IT' }

  test('is not refreshed, frozen, verified or explained in another one, nor where nobody knows whose it is', async () => {
    const inAlpha = { ...seat.by, organization: alpha }
    await insert(byClientAndMonth, { ...seat, by: inAlpha })
    const table = await only()
    expect(table.provenance.organization).toEqual(alpha)
    for (const by of [{ ...seat.by, organization: beta }, seat.by]) {
      expect(await refreshTable(seat.api, seat.workbook, table, by, {})).toMatchObject({
        reason: 'other-organization',
        text: expect.stringContaining('switch to Alpha IT first'),
      })
      for (const ask of [freezeTable, unfreezeTable])
        await expect(ask(seat.api, seat.workbook, table, by)).rejects.toMatchObject({ kind: 'refused' })
      await expect(verifyTable(seat.api, seat.workbook, table.id, by)).rejects.toMatchObject({ kind: 'refused' })
    }
    expect(await only()).toEqual(table)
    expect(await refreshTable(seat.api, seat.workbook, table, inAlpha, {})).toMatchObject({ kind: 'refreshed' })
    expect((await only()).provenance.organization).toEqual(alpha)
  })

  test('that does not say so is none of an organization’s', async () => {
    await insert()
    const by = { ...seat.by, organization: beta }
    expect(await refreshTable(seat.api, seat.workbook, await only(), by, {})).toMatchObject({
      reason: 'other-organization',
      text: expect.stringContaining('insert it anew'),
    })
  })
})

describe('explaining a cell', () => {
  const select = (table: PulledTable, client: string, column: number, by: Asking = seat.by) => {
    const at = placeOf(table, client, column)
    seat.book.select(at.sheetId, at.row - 1, at.column)
    let target = explainTarget(null, [], seat.by)
    seat.workbook.watch(event => {
      if (event.kind === 'selection') target = explainTarget(event.selection, [table], by)
    })()
    return target
  }

  test('knows from keys which number it is, and its drivers add up to the difference', async () => {
    await insert()
    const target = select(await only(), 'Acme Dental', 2)
    expect(target).toMatchObject({
      kind: 'input',
      input: { metric: 'revenue', against: 'PREVIOUS_PERIOD', period: { named: '2026-06' } },
    })
    if (target.kind !== 'input') return
    const explanation = await readExplanation(seat.api, target.input)
    expect(explanation.period.label).toBe('2026-06')
    const sum = explanation.drivers.reduce((total, { contribution }) => total + contribution, 0)
    expect(sum).toBeCloseTo(explanation.difference, 9)
    const model = explanationTable(explanation, target.input, seat.by, seat.by.now)
    await seat.workbook.writeTable(model, { kind: 'new', at: 'sheet' })
    const outcomes = await refreshAll(seat.api, seat.workbook, seat.by, {})
    expect(outcomes.map(({ outcome }) => outcome.kind)).toEqual(['refreshed', 'refreshed'])
  })

  test('says what to select where the cell is no number of ours', async () => {
    await insert()
    expect(explainTarget(null, [], seat.by)).toMatchObject({
      kind: 'none',
      reason: expect.stringContaining('Select a number'),
    })
    expect(select(await only(), 'Acme Dental', 0)).toMatchObject({ kind: 'none' })
  })

  test('explains no number that a person typed, and none of another server', async () => {
    await insert()
    const reasonOf = (target: ReturnType<typeof select>) => (target.kind === 'none' ? target.reason : '')
    expect(reasonOf(select(await only(), 'Acme Dental', 2, { server: 'https://other.example' }))).toContain(
      'sign in there',
    )
    const { sheetId, row, column } = placeOf(await only(), 'Acme Dental', 2)
    seat.type(sheetId, row, column, 1)
    expect(reasonOf(select(await only(), 'Acme Dental', 2))).toContain('changed by hand')
    expect(select(await only(), 'Bolt Legal', 2)).toMatchObject({ kind: 'input' })
  })
})
