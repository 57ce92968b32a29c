import { type Browser, chromium, type Frame, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath } from '../../support/chromium.ts'
import { testServer } from '../../support/server.ts'
import { type ExcelDesk, openExcelDesk } from '../serve/excel-desk.ts'

/** The spreadsheet in a browser, with the server and the pane as people have them. */
describe.skipIf(chromiumPath === undefined)('the test spreadsheet in Chromium', () => {
  let desk: ExcelDesk
  let browser: Browser
  let page: Page
  let pane: Frame
  beforeAll(async () => {
    desk = await openExcelDesk({
      samples: [
        {
          name: 'Data',
          rows: [
            ['Client', 'Hours'],
            ['Acme', 2],
            ['Birch', 3],
          ],
        },
      ],
      startServer: async origin => {
        const server = await testServer({ ADDIN_FRAME_ANCESTORS: origin })
        return { address: server.address, stop: async () => server[Symbol.asyncDispose]() }
      },
    })
    browser = await chromium.launch({ executablePath: chromiumPath!, args: ['--headless', '--no-sandbox'] })
    page = await browser.newPage({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 800 } })
    page.setDefaultTimeout(60_000)
    await page.goto(desk.address)
    const frame = await (await page.waitForSelector('iframe')).contentFrame()
    if (!frame) throw new Error('The pane has no frame.')
    pane = frame
    await pane.waitForFunction(() => document.getElementById('root')?.childElementCount, null, { timeout: 60_000 })
  })
  afterAll(async () => {
    await browser?.close()
    await desk?.[Symbol.asyncDispose]()
  })

  const cell = (row: number, column: number) => page.locator(`[data-row="${row}"][data-column="${column}"]`)

  test('the pane is in Excel, by Microsoft’s own library', async () => {
    const seen = await pane.evaluate(() => ({
      host: String(Office.context.diagnostics.host),
      level: Office.context.requirements.isSetSupported('ExcelApi', '1.14'),
      beyond: Office.context.requirements.isSetSupported('ExcelApi', '1.99'),
    }))
    expect(seen).toEqual({ host: 'Excel', level: true, beyond: false })
  })

  test('what a person types at the grid is what the add-in reads, and the other way round', async () => {
    await cell(3, 0).click()
    await page.keyboard.type('Cedar')
    await page.keyboard.press('Tab')
    await page.keyboard.type('=SUM(B2:B3)')
    await page.keyboard.press('Enter')
    const read = await pane.evaluate(() =>
      Excel.run(async context => {
        const range = context.workbook.worksheets.getItem('Data').getRange('A4:B4')
        range.load('values, formulas')
        context.workbook.worksheets.getItem('Data').getRange('D1').values = [['from the add-in']]
        await context.sync()
        return { values: range.values, formulas: range.formulas }
      }),
    )
    expect(read).toEqual({ values: [['Cedar', 5]], formulas: [['Cedar', '=SUM(B2:B3)']] })
    await page.waitForFunction(() => document.getElementById('cell-0-3')?.textContent === 'from the add-in')
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.waitForFunction(() => document.getElementById('cell-0-3')?.textContent === '')
  })

  test('a button of the ribbon runs its function in the pane', async () => {
    const { batches } = await page.evaluate(() => ({ batches: window.testSpreadsheet?.host?.batches.length ?? 0 }))
    await page.getByRole('button', { name: 'Close the pane' }).click()
    await page.getByRole('button', { name: 'Upload sheet' }).click()
    await page.waitForFunction(
      count => (window.testSpreadsheet?.host?.batches.length ?? 0) > count && !document.querySelector('aside')?.hidden,
      batches,
    )
  })

  test('a batch fails while a cell is being edited', async () => {
    await cell(8, 0).dblclick()
    await page.keyboard.type('editing')
    const code = await pane.evaluate(() =>
      Excel.run(async context => {
        context.workbook.worksheets.getActiveWorksheet().load('name')
        await context.sync()
        return 'none'
      }).catch(error => (error instanceof OfficeExtension.Error ? error.code : String(error))),
    )
    await page.keyboard.press('Escape')
    expect(code).toBe('InvalidOperationInCellEditMode')
  })

  test('every image of the page is drawn, nothing is wider than the window', async () => {
    await page.waitForFunction(() => [...document.images].every(({ complete }) => complete))
    const broken = await page.evaluate(
      () => [...document.images].filter(({ naturalWidth }) => naturalWidth === 0).length,
    )
    expect(broken).toBe(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1280)
    expect((await page.screenshot()).length).toBeGreaterThan(20_000)
  })
})
