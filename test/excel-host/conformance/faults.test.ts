import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath } from '../../support/chromium.ts'
import { type SpreadsheetDesk, spreadsheetDesk } from './spreadsheet-desk.ts'

/** Each fault as it meets a person: the pane says what happened and what to do, and what was there still is. */
describe.skipIf(chromiumPath === undefined)('what fails in the field', () => {
  let at: SpreadsheetDesk
  let before: Record<string, unknown>
  beforeAll(async () => {
    at = await spreadsheetDesk([{ name: 'Report', rows: [] }])
    await at.signIn()
    await at.insertRevenue()
    before = await at.cells('Report')
    await at.page.getByRole('button', { name: 'Faults', exact: true }).click()
  })
  afterAll(async () => await at?.[Symbol.asyncDispose]())

  const fault = (name: string) => at.page.getByRole('region', { name: 'Faults' }).getByLabel(name)
  const refresh = async () => {
    await at.ribbon(/^Refresh$/)
    await at.pane.getByRole('button', { name: /^Refresh all/ }).click()
  }
  const says = (text: string | RegExp) => at.pane.getByText(text).first().waitFor()
  /** What helps, done: the same refresh now works, and nothing was lost. */
  const goesOn = async () => {
    await refresh()
    await says('1 table refreshed; nothing has changed.')
    expect(await at.cells('Report')).toEqual(before)
  }

  test('a cell that is being edited: told which key ends that', async () => {
    await fault('A cell is being edited').check()
    await refresh()
    await says('Finish the cell with Enter or Esc, then try again.')
    await fault('A cell is being edited').uncheck()
    await goesOn()
  })

  test('a batch that fails: told in Excel’s words, and that it can be tried again', async () => {
    await at.page.getByRole('button', { name: 'Let the next batch fail' }).click()
    await at.pane.getByRole('button', { name: /^Refresh all/ }).click()
    await says('There was an internal error while processing the request.')
    await at.pane.getByRole('button', { name: 'Try again' }).first().waitFor()
    await goesOn()
  })

  test('answers that are too large: asked for in smaller parts, so that nobody notices', async () => {
    await fault('Batches above 20 kB are too large').check()
    await goesOn()
    await fault('Batches above 20 kB are too large').uncheck()
  })

  test('a slow Excel: shows what it is doing and lets it be stopped', async () => {
    await fault('Each batch takes a second').check()
    await refresh()
    await at.pane.getByRole('button', { name: 'Stop' }).click()
    await says(/Stopped before its turn|1 table left as it was/)
    await fault('Each batch takes a second').uncheck()
    await goesOn()
  })

  test('a slow server: shows that it is waited for, and then goes on', async () => {
    await fault('Slow, 3 seconds').check()
    await refresh()
    await says(/Refreshing Revenue/)
    await says('1 table refreshed; nothing has changed.')
    await fault('Reachable').check()
    await goesOn()
  })

  test('a server that is away: told where it was looked for and what to check', async () => {
    await fault('Offline').check()
    await refresh()
    await says('No table refreshed: 1 table left as it was.')
    await says(/check that the MoatMetrics server runs/)
    expect(await at.cells('Report')).toEqual(before)
    await fault('Reachable').check()
    await goesOn()
  })

  test('a session that has ended: asked to sign in, and everything is there afterwards', async () => {
    await fault('Answers 401').check()
    await refresh()
    await at.pane.getByLabel('E-mail').waitFor()
    await fault('Reachable').check()
    expect(await at.cells('Report')).toEqual(before)
    await at.signIn()
    await goesOn()
    expect(at.errors).toEqual([])
  })
})
