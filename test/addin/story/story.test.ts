import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type FrameLocator, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ExcelDesk, openExcelDesk } from '../../excel-host/serve/excel-desk.ts'
import { chromiumPath } from '../../support/chromium.ts'
import { emailOf, PASSWORD, type TestServer, testServer } from '../../support/server.ts'
import { clients, invoices, moreInvoices, timeEntries } from './story-sheets.ts'

/** The whole story of the analyst in one go: Microsoft's office.js in Chromium, our spreadsheet, the server as it runs. */
describe.skipIf(chromiumPath === undefined)('the analyst at the spreadsheet', () => {
  let desk: ExcelDesk
  let server: TestServer
  let browser: Browser
  let page: Page
  let pane: FrameLocator
  let manager: string
  const folder = process.env.SCREENSHOTS ?? mkdtempSync(join(tmpdir(), 'moat-story-'))
  const errors: string[] = []

  beforeAll(async () => {
    desk = await openExcelDesk({
      samples: [
        { name: 'Companies', rows: clients },
        { name: 'Invoices', rows: invoices },
        { name: 'Time', rows: timeEntries },
        { name: 'Late invoices', rows: moreInvoices },
        { name: 'Report', rows: [] },
      ],
      startServer: async origin => {
        server = await testServer({ ADDIN_FRAME_ANCESTORS: origin })
        const { tokens } = await server.organization('North', 'OWNER', 'ANALYST', 'MANAGER')
        manager = tokens.MANAGER
        const value = {
          ...{ metrics: ['service_margin_pct'], confidenceBelow: 0, limits: [], trend: null, unusualChange: null },
          ...{ sampleShare: 1, dueDays: 7, unfinishedMonths: true },
        }
        const policy = 'mutation ($value: JSON!) { setPolicy(key: "review", value: $value) { version } }'
        expect((await server.ask(tokens.OWNER, policy, { value })).errors).toEqual([])
        return { address: server.address, stop: async () => server[Symbol.asyncDispose]() }
      },
    })
    browser = await chromium.launch({ executablePath: chromiumPath as string, args: ['--headless', '--no-sandbox'] })
    const context = await browser.newContext({ viewport: { width: 1360, height: 800 }, ignoreHTTPSErrors: true })
    page = await context.newPage()
    page.setDefaultTimeout(60_000)
    page.on('pageerror', error => errors.push(error.message))
    await page.goto(desk.address)
    pane = page.frameLocator('iframe')
  })
  afterAll(async () => {
    await browser?.close()
    await desk?.[Symbol.asyncDispose]()
  })

  let shots = 0
  const look = async (name: string) => {
    shots++
    await page.screenshot({ path: join(folder, `${String(shots).padStart(2, '0')}-${name}.png`) })
  }
  const ribbon = (label: RegExp) => page.getByRole('toolbar').getByRole('button', { name: label }).click()
  const signIn = async (role: 'ANALYST' | 'MANAGER') => {
    await pane.getByLabel('E-mail').fill(emailOf('North', role))
    await pane.getByLabel('Password').fill(PASSWORD)
    await pane.getByRole('button', { name: 'Sign in', exact: true }).click()
    await pane.getByRole('navigation', { name: 'Views' }).waitFor()
  }
  const turnTo = (label: string) =>
    pane.getByRole('navigation').getByRole('button', { name: label, exact: true }).click()
  const openSheet = (name: string) =>
    page.getByRole('navigation', { name: 'Sheets' }).getByRole('button', { name, exact: true }).click()
  /** Goes to a cell and types, as a person does. Rows from 1, columns from 0. */
  const clickCell = async (row: number, column: number) =>
    page.locator(`[data-row="${row - 1}"][data-column="${column}"]`).click()
  const type = async (row: number, column: number, text: string) => {
    await clickCell(row, column)
    const entry = page.getByLabel('Formula or value of the cell')
    await entry.fill(text)
    await entry.press('Enter')
    await entry.blur()
  }
  /** What stands in the cells of a sheet, calculated. */
  const cells = (name: string): Promise<(string | number | boolean | null)[][]> =>
    page.evaluate(sheetName => {
      const book = window.testSpreadsheet?.book
      if (!book) throw new Error('There is no spreadsheet')
      book.calculator.ensure()
      const sheet = book.sheet(sheetName)
      return Array.from({ length: 40 }, (_, row) =>
        Array.from({ length: 12 }, (_cell, column) => sheet.value(row, column) as string | number | boolean | null),
      )
    }, name)
  const rowOf = async (name: string, client: string, month: string) => {
    const at = (await cells(name)).findIndex(row => row[0] === client && row[1] === month)
    if (at < 0) throw new Error(`There is no row of ${client} in ${month}`)
    return at + 1
  }
  const upload = async (sheet: string) => {
    await turnTo('Upload')
    const another = pane.getByRole('button', { name: 'Another sheet' })
    const choice = pane.getByRole('button', { name: new RegExp(`^${sheet} Sheet`) })
    await another.or(choice).first().waitFor()
    if (await another.isVisible()) await another.click()
    await choice.click()
  }

  test('uploads, inserts, explains, approves and refreshes', { timeout: 300_000 }, async () => {
    await pane.getByLabel('E-mail').waitFor()
    await look('opened')
    await signIn('ANALYST')
    await ribbon(/Upload/)
    await pane.getByRole('heading', { name: 'Upload a sheet' }).waitFor()
    await look('what could be uploaded')

    await upload('Companies')
    await pane.getByText('All 3 rows can be taken.').waitFor()
    await pane.getByRole('button', { name: 'Store', exact: true }).click()
    await pane.getByText('Stored as version 1.').waitFor()

    await upload('Invoices')
    await pane.getByText('2 of 9 rows cannot be taken.').waitFor()
    await openSheet('Invoices')
    await look('bad cells marked')
    const colours = await page.evaluate(() => {
      const sheet = window.testSpreadsheet?.book.sheet('Invoices')
      return [sheet?.look(3, 0).fill, sheet?.look(6, 2).fill, sheet?.look(1, 0).fill]
    })
    expect(colours[0]).toBeTruthy()
    expect(colours[1]).toBeTruthy()
    expect(colours[2]).toBeFalsy()
    await pane.getByRole('button', { name: 'Store 7 good rows' }).click()
    await pane.getByText('Stored as version 2.').waitFor()
    await type(4, 0, 'Acme Dental')
    await type(7, 2, '2026-06-05')
    await pane.getByRole('button', { name: 'Send corrections' }).click()
    await pane.getByText('Stored as version 3.').waitFor()
    await pane.getByText(/left to correct/).waitFor({ state: 'detached' })
    await look('corrected and sent')
    expect(
      await page.evaluate(() => window.testSpreadsheet?.book.sheet('Invoices').look(3, 0).fill ?? null),
    ).toBeFalsy()

    await upload('Time')
    await pane.getByRole('button', { name: 'Store', exact: true }).click()
    await pane.getByText('Stored as version 4.').waitFor()

    await openSheet('Report')
    await clickCell(1, 0)
    await ribbon(/Insert/)
    const metrics = pane.getByRole('combobox', { name: 'Metrics' })
    for (const name of ['Service margin', 'Revenue']) {
      await metrics.fill(name)
      await pane.getByRole('option', { name, exact: true }).click()
    }
    await pane.getByLabel('One row for each').selectOption('MONTH')
    await pane.getByRole('button', { name: 'Last 3 months' }).click()
    await pane.getByRole('button', { name: 'All data' }).click()
    await look('picking a metric')
    await pane.getByRole('button', { name: 'Insert table' }).click()
    await pane.getByText('Inserted.').waitFor()
    await look('a table of margins')
    expect((await cells('Report'))[0]?.slice(0, 4)).toEqual(['Client', 'Month', 'Service margin', 'Revenue'])

    expect(await page.evaluate(() => window.testSpreadsheet?.book.charts.map(({ title }) => title))).toEqual([
      'Service margin by client and month',
    ])

    const tableName = await page.evaluate(() => window.testSpreadsheet?.book.tables[0]?.name ?? '')
    const worst = await rowOf('Report', 'Bolt Legal', '2026-06')
    await type(worst, 4, 'talk to them')
    await type(20, 0, `=SUM(${tableName}[Revenue])`)
    await type(21, 0, `=D${worst}*2`)
    const before = await cells('Report')
    expect(before[19]?.[0]).toBe(4000 + 4000 + 4200 + 3 * 900 + 3 * 2500)

    await turnTo('Explain')
    await clickCell(worst, 2)
    await pane.locator('.chart-keys svg').waitFor()
    await pane
      .getByText(/Bolt Legal’ service margin|Bolt Legal’s service margin/)
      .first()
      .waitFor()
    await look('one cell explained')

    await pane.getByRole('button', { name: 'Settings and help' }).click()
    await pane.getByRole('button', { name: 'Sign out' }).click()
    await pane.getByLabel('E-mail').waitFor()
    await signIn('MANAGER')
    // Tasks are opened by a job after each upload.
    const open = async () => (await server.ask(manager, '{ reviewQueue { open } }')).data.reviewQueue.open
    await expect.poll(open).toBe(9)
    await ribbon(/Reviews/)
    const client = pane.getByRole('combobox', { name: 'Client' })
    await client.fill('Bolt')
    await pane.getByRole('option', { name: 'Bolt Legal' }).click()
    await pane.getByRole('button', { name: 'Bolt Legal: service margin' }).first().click()
    await look('a review of the worst client')
    await pane.getByRole('button', { name: 'Approve', exact: true }).click()
    await pane.getByText('Approved.').waitFor()
    await look('approved')

    await pane.getByRole('button', { name: 'Settings and help' }).click()
    await pane.getByRole('button', { name: 'Sign out' }).click()
    await pane.getByLabel('E-mail').waitFor()
    await signIn('ANALYST')
    await upload('Late invoices')
    await pane.getByText('The row can be taken.').waitFor()
    await pane.getByRole('button', { name: 'Store', exact: true }).click()
    await pane.getByText('Stored as version 5.').waitFor()
    await ribbon(/Refresh all/)
    await expect.poll(async () => (await cells('Report'))[19]?.[0]).toBe(23_500)
    await openSheet('Report')
    await turnTo('Refresh')
    await pane.getByText(/1 table refreshed; 1 of them changed/).waitFor()
    await look('refreshed')

    const after = await cells('Report')
    expect(after[worst - 1]?.slice(0, 5)).toEqual(['Bolt Legal', '2026-06', expect.any(Number), 2000, 'talk to them'])
    expect(after[20]?.[0]).toBe(4000)
    expect(after[worst - 1]?.[2]).not.toBe(before[worst - 1]?.[2])
    await ribbon(/^Ask/)
    await pane.getByLabel('Your question').fill('which clients made more than 3000 of revenue in June 2026?')
    await pane.getByLabel('Your question').press('Enter')
    await pane.getByRole('list', { name: 'How it was understood' }).waitFor()
    await look('a question and how it was understood')
    await pane.getByRole('button', { name: 'Insert as table' }).click()
    await pane.getByRole('menuitem', { name: 'On a new sheet' }).click()
    await pane.getByText('Inserted.').waitFor()
    const asked = await page.evaluate(() => window.testSpreadsheet?.book.sheets.at(-1)?.name ?? '')
    expect((await cells(asked)).slice(0, 3).map(row => row.slice(0, 2))).toEqual([
      ['Client', 'Revenue'],
      ['Acme Dental', 4200],
      [null, null],
    ])

    await turnTo('Home')
    await pane.getByText('As written').first().waitFor()
    await look('what the workbook holds')
    const sheets = await page.evaluate(() => window.testSpreadsheet?.book.sheets.length)
    await ribbon(/Self-check/)
    await pane.getByRole('button', { name: 'Check this Excel' }).click()
    await pane.getByText(/checks as expected, 0 otherwise, 0 failed/).waitFor()
    await look('self-check')
    expect(await page.evaluate(() => window.testSpreadsheet?.book.sheets.length)).toBe(sheets)
    expect(shots).toBe(13)
    expect(errors).toEqual([])
  })
})
