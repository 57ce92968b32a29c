import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asLibreOffice, libreOffice } from '../../addin/browser/libre-office.ts'
import { axeViolations, looks } from '../../support/axe.ts'
import { chromiumPath } from '../../support/chromium.ts'
import { type SpreadsheetDesk, spreadsheetDesk } from './spreadsheet-desk.ts'

/** The spreadsheet's own page, used as a person does. */
describe.skipIf(chromiumPath === undefined)('the page of the test spreadsheet', () => {
  let at: SpreadsheetDesk
  beforeAll(async () => {
    at = await spreadsheetDesk([
      { name: 'Report', rows: [] },
      {
        name: 'Own & <more>',
        rows: [
          ['What', 'Number', 'Day'],
          ['Zürich 東京', 1234.5, '2026-08-01'],
          ['=B2*2', '=SUM(B2:B2)', null],
        ],
      },
    ])
    await at.signIn()
    await at.insertRevenue()
  })
  afterAll(async () => await at?.[Symbol.asyncDispose]())

  const button = (name: string) => at.page.getByRole('button', { name, exact: true })
  const cell = (row: number, column: number) => at.page.locator(`[data-row="${row}"][data-column="${column}"]`)

  test('has nothing that axe finds, in every look, with each panel and menu', async () => {
    const found: string[] = []
    for (const [look, media] of Object.entries(looks)) {
      await at.page.emulateMedia(media)
      for (const panel of ['none', 'Faults', 'Provenance']) {
        if (panel !== 'none') await button(panel).click()
        for (const line of await axeViolations(at.page)) found.push(`${look}, ${panel}: ${line}`)
        if (panel !== 'none') await button(panel).click()
      }
      await cell(20, 1).click({ button: 'right' })
      await at.page.getByRole('menu').waitFor()
      for (const line of await axeViolations(at.page)) found.push(`${look}, menu: ${line}`)
      await at.page.keyboard.press('Escape')
    }
    await at.page.emulateMedia({ ...looks.light, forcedColors: 'active' })
    for (const line of await axeViolations(at.page)) found.push(`forced colours: ${line}`)
    await at.page.emulateMedia({ ...looks.light, forcedColors: 'none' })
    expect(found).toEqual([])
  })

  test('has a menu for the keyboard that gives it back, and undoes what was done', async () => {
    const before = await at.cells('Report')
    await cell(1, 0).click()
    await cell(1, 0).click({ button: 'right' })
    const focused = () => at.page.evaluate(() => document.activeElement?.textContent)
    await expect.poll(focused).toBe('Insert rows')
    await at.page.keyboard.press('ArrowDown')
    await expect.poll(focused).toBe('Delete rows')
    await at.page.keyboard.press('Escape')
    await expect.poll(() => at.page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid')
    await cell(1, 0).click({ button: 'right' })
    await at.page.getByRole('menuitem', { name: 'Delete rows' }).click()
    expect(await at.cells('Report')).not.toEqual(before)
    await button('Undo').click()
    expect(await at.cells('Report')).toEqual(before)
  })

  test('turns the pane to what a button of the ribbon says', async () => {
    for (const [label, heading] of [
      ['Upload sheet', 'Upload a sheet'],
      ['Insert metric', 'Insert a metric'],
      ['Explain cell', 'Explain'],
      ['Ask', 'Ask'],
      ['Refresh', 'Refresh tables'],
      ['Reviews', 'Reviews'],
      ['Self-check', 'Self-check'],
    ] as const) {
      await button('Close the pane').click()
      await at.page.getByRole('toolbar').getByRole('button', { name: label, exact: true }).click()
      await at.pane
        .getByRole('heading', { name: new RegExp(heading) })
        .first()
        .waitFor()
    }
    await at.page.getByRole('toolbar').getByRole('button', { name: 'Refresh all', exact: true }).click()
    await at.ribbon(/^Refresh$/)
    await at.pane.getByText(/1 table refreshed/).waitFor()
  })

  test.skipIf(!libreOffice)('saves a workbook that LibreOffice opens, and opens it again as it was', async () => {
    const download = at.page.waitForEvent('download')
    await button('Save').click()
    const file = await download
    expect(file.suggestedFilename()).toBe('Book1.xlsx')
    const path = await file.path()
    const bytes = readFileSync(path)
    const { sheets, tables } = await asLibreOffice(new Uint8Array(bytes).buffer)
    expect([...sheets.keys()].slice(0, 2)).toEqual(['Report', 'Own & <more>'])
    expect(sheets.get('Report')?.values.slice(0, 2)).toEqual([
      ['Client', 'Revenue'],
      ['Acme Dental', 1500.5],
    ])
    expect(sheets.get('Own & <more>')?.values[2]?.slice(0, 2)).toEqual([2469, 1234.5])
    expect(tables.map(({ range }) => range.replaceAll(/[$']/g, ''))).toContain('Report.A1:Report.B3')

    const before = [await at.cells('Report'), await at.cells('Own & <more>')]
    await at.page.locator('input[type=file]').setInputFiles({ name: 'Book1.xlsx', mimeType: '', buffer: bytes })
    await expect.poll(() => at.page.evaluate(() => window.testSpreadsheet?.book.sheets.length)).toBe(4)
    const names = await at.page.evaluate(() => window.testSpreadsheet?.book.sheets.map(({ name }) => name))
    expect(names?.slice(2)).toEqual(['Report (2)', 'Own & <more> (2)'])
    expect([await at.cells('Report (2)'), await at.cells('Own & <more> (2)')]).toEqual(before)
    const shown = await at.page.evaluate(() => {
      const book = window.testSpreadsheet?.book
      const tables = book?.tables.map(({ sheet, block }) => [sheet.name, block.height, block.width])
      return { tables, formula: book?.sheet('Own & <more> (2)').cell(2, 0)?.formula }
    })
    expect(shown).toEqual({
      tables: [
        ['Report', 3, 2],
        ['Report (2)', 3, 2],
      ],
      formula: '=B2*2',
    })
    expect(await at.page.locator('footer').getByRole('status').textContent()).toBe('Ready')
    expect(at.errors).toEqual([])
  })
})
