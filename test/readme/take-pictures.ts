import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { DEMO_PASSWORD } from '../../server/commands/demo-accounts.ts'
import { openExcelDesk } from '../excel-host/serve/excel-desk.ts'
import { chromiumPath } from '../support/chromium.ts'

/**
 * `npm run readme:pictures [folder]`: takes the README's pictures anew, of the sample firm as it is today. They are 1280
 * pixels wide.
 */
const folder = process.argv[2] ?? join(import.meta.dirname, '..', 'fixtures', 'readme')

async function takePictures(): Promise<void> {
  mkdirSync(folder, { recursive: true })
  await using desk = await openExcelDesk()
  const browser = await chromium.launch({ executablePath: chromiumPath as string, args: ['--no-sandbox'] })
  try {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      ignoreHTTPSErrors: true,
      reducedMotion: 'reduce',
    })
    await ofPages(context, desk.server)
    await ofSpreadsheet(context, desk.address)
  } finally {
    await browser.close()
  }
}

async function ofPages(context: BrowserContext, address: string): Promise<void> {
  const page = await context.newPage()
  await page.goto(address)
  await page.getByRole('button', { name: 'Analyst', exact: true }).click()
  await settled(page)
  await take(page, 'overview')
  await page.locator('#main').getByRole('link', { name: 'Vantage Credit Union' }).first().click()
  await settled(page)
  const why = page.getByRole('heading', { name: /^Why Vantage Credit Union/ })
  await why.evaluate(heading => scrollTo(0, heading.getBoundingClientRect().top + scrollY - 40))
  await take(page, 'client')
  await page.goto(`${address}/#/uploads/new`)
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(join(import.meta.dirname, '../fixtures/readme/november.csv'))
  await page
    .getByText(/did you mean/)
    .first()
    .waitFor()
  await settled(page)
  await take(page, 'upload')
  await page.close({ runBeforeUnload: false })
}

async function ofSpreadsheet(context: BrowserContext, address: string): Promise<void> {
  const page = await context.newPage()
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(address)
  const pane = page.frameLocator('iframe')
  await pane.getByLabel('E-mail').fill('analyst@demo.example')
  await pane.getByLabel('Password').fill(DEMO_PASSWORD)
  await pane.getByRole('button', { name: 'Sign in', exact: true }).click()
  await pane.getByRole('navigation', { name: 'Views' }).waitFor()
  await page
    .getByRole('toolbar')
    .getByRole('button', { name: /Insert/ })
    .click()
  const metrics = pane.getByRole('combobox', { name: 'Metrics' })
  for (const name of ['Revenue', 'Gross profit', 'Gross margin']) {
    await metrics.fill(name)
    await pane.getByRole('option', { name, exact: true }).click()
  }
  await pane.getByLabel('New sheet').check()
  await pane.getByLabel('Draw a chart where one fits').uncheck()
  await pane.getByRole('button', { name: 'Insert table' }).click()
  await pane.getByText('Inserted.').waitFor()
  const name = page.locator('[data-column="0"]').filter({ hasText: 'Larkspur Logistics' })
  const row = await name.getAttribute('data-row')
  await page.locator(`[data-row="${row}"][data-column="2"]`).click()
  await page
    .getByRole('toolbar')
    .getByRole('button', { name: /Explain/ })
    .click()
  await pane.locator('.chart-keys svg').waitFor()
  await page.waitForLoadState('networkidle')
  await take(page, 'excel')
}

/** Until nothing is being read any more. */
async function settled(page: Page): Promise<void> {
  await page.locator('#main h1').waitFor()
  await page.waitForLoadState('networkidle')
  await page.locator('#main .skeleton').first().waitFor({ state: 'detached' })
}

async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0)
  const path = join(folder, `${name}.png`)
  await page.screenshot({ path })
  console.log(path)
}

await takePictures()
