import { type Browser, chromium, type FrameLocator, type Page } from 'playwright-core'
import { chromiumPath } from '../../support/chromium.ts'
import { sampleSheets } from '../../support/sample-sheets.ts'
import { emailOf, PASSWORD, testServer } from '../../support/server.ts'
import type { HostSettings } from '../page/host-settings.ts'
import { type ExcelDesk, openExcelDesk } from '../serve/excel-desk.ts'

export interface SpreadsheetDesk extends AsyncDisposable {
  readonly desk: ExcelDesk
  readonly page: Page
  readonly pane: FrameLocator
  /** What the page threw. */
  readonly errors: readonly string[]
  readonly ribbon: (label: RegExp) => Promise<void>
  readonly signIn: () => Promise<void>
  /** Puts revenue by client on the sheet that is shown, at A1. */
  readonly insertRevenue: () => Promise<void>
  /** Every cell of a sheet, calculated: 'B2' → 12. */
  readonly cells: (sheet: string) => Promise<Record<string, unknown>>
}

/** The spreadsheet in Chromium before a server that has the sample sheets; nobody is signed in yet. */
export async function spreadsheetDesk(samples: HostSettings['samples']): Promise<SpreadsheetDesk> {
  const desk = await openExcelDesk({
    samples,
    startServer: async origin => {
      const server = await testServer({ ADDIN_FRAME_ANCESTORS: origin, RATE_LIMIT_PER_MINUTE: 'off' })
      const { tokens } = await server.organization('North', 'OWNER', 'ANALYST')
      for (const [dataset, csv] of Object.entries(sampleSheets)) {
        const response = await server.upload(tokens.OWNER, dataset, csv)
        if (!response.ok) throw new Error(`Filling ${dataset}: ${await response.text()}`)
      }
      return { address: server.address, stop: async () => server[Symbol.asyncDispose]() }
    },
  })
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath as string,
    args: ['--headless', '--no-sandbox'],
  })
  const page = await browser.newPage({ ignoreHTTPSErrors: true, viewport: { width: 1360, height: 800 } })
  page.setDefaultTimeout(60_000)
  const errors: string[] = []
  page.on('pageerror', error => errors.push(error.message))
  await page.goto(desk.address)
  const pane = page.frameLocator('iframe')
  await pane.getByLabel('E-mail').waitFor()
  const ribbon = (label: RegExp) => page.getByRole('toolbar').getByRole('button', { name: label }).click()
  return {
    ...{ desk, page, pane, errors, ribbon },
    signIn: async () => {
      await pane.getByLabel('E-mail').fill(emailOf('North', 'ANALYST'))
      await pane.getByLabel('Password').fill(PASSWORD)
      await pane.getByRole('button', { name: 'Sign in', exact: true }).click()
      await pane.getByLabel('E-mail').waitFor({ state: 'detached' })
    },
    insertRevenue: async () => {
      await page.locator('[data-row="0"][data-column="0"]').click()
      await ribbon(/Insert/)
      const metrics = pane.getByRole('combobox', { name: 'Metrics' })
      await metrics.fill('Revenue')
      await pane.getByRole('option', { name: 'Revenue', exact: true }).click()
      await pane.getByRole('button', { name: 'Last 3 months' }).click()
      await pane.getByRole('button', { name: 'All data' }).click()
      await pane.getByRole('button', { name: 'Insert table' }).click()
      await pane.getByText('Inserted.').waitFor()
    },
    cells: sheet => page.evaluate(cellsOf, sheet),
    [Symbol.asyncDispose]: async () => {
      await browser.close()
      await desk[Symbol.asyncDispose]()
    },
  }
}

/** Runs in the page. */
function cellsOf(name: string): Record<string, unknown> {
  const book = window.testSpreadsheet?.book
  if (!book) throw new Error('There is no spreadsheet.')
  book.calculator.ensure()
  const sheet = book.sheet(name)
  const found: Record<string, unknown> = {}
  for (const [row, line] of sheet.grid.rows())
    for (const column of line.keys()) {
      const value = sheet.value(row, column)
      if (value !== null) found[`${String.fromCharCode(65 + column)}${row + 1}`] = value
    }
  return found
}
