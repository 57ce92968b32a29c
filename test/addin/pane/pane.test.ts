import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chromiumPath } from '../../support/chromium.ts'
import { emailOf, PASSWORD } from '../../support/server.ts'
import { type SeatServer, seatServer } from '../app/analyst-seat.ts'
import { axeViolations, overflows } from './axe-violations.ts'
import type { Hands } from './pane-page.tsx'
import { type PaneServer, paneServer } from './pane-server.ts'

declare const hands: Hands

describe.skipIf(chromiumPath === undefined)('the pane, 320 pixels wide', () => {
  let place: SeatServer
  let pane: PaneServer
  let browser: Browser
  let context: BrowserContext
  let page: Page
  const errors: string[] = []

  beforeAll(async () => {
    place = await seatServer()
    pane = await paneServer(place.server.address)
    browser = await chromium.launch({ executablePath: chromiumPath as string, args: ['--headless', '--no-sandbox'] })
  })
  afterAll(async () => {
    await browser?.close()
    await pane?.[Symbol.asyncDispose]()
    await place?.[Symbol.asyncDispose]()
  })
  beforeEach(async () => {
    errors.length = 0
    context = await browser.newContext({ viewport: { width: 320, height: 720 }, reducedMotion: 'reduce' })
    page = await context.newPage()
    page.setDefaultTimeout(60_000)
    page.on('pageerror', error => errors.push(error.message))
    await page.goto(pane.page)
  })
  afterEach(async () => {
    await context.close()
    expect(errors).toEqual([])
  })

  const signIn = async (role: 'ANALYST' | 'VIEWER' = 'ANALYST') => {
    await page.getByLabel('E-mail').fill(emailOf('Test MSP', role))
    await page.getByLabel('Password').fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('navigation', { name: 'Views' }).waitFor()
  }
  const turnTo = async (label: string) => {
    await page.getByRole('navigation').getByRole('button', { name: label, exact: true }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
  }
  const accessible = async () => {
    expect(await axeViolations(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
  }
  const openAll = () =>
    page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true
    })
  const insertTable = async () => {
    await turnTo('Insert')
    const metrics = page.getByRole('combobox', { name: 'Metrics' })
    await metrics.fill('revenue')
    await page.getByRole('option', { name: 'Revenue', exact: true }).waitFor()
    await page.getByRole('option', { name: 'Revenue', exact: true }).click()
    await page.getByLabel('One row for each').selectOption('MONTH')
    await page.getByRole('button', { name: 'Last 3 months' }).click()
    await page.getByRole('button', { name: 'All data' }).click()
    await page.getByLabel('New sheet').check()
    await page.getByRole('button', { name: 'Insert table' }).click()
    await page.getByText('Inserted.').waitFor()
  }

  test('asks who is there, says when that is wrong, and takes keys for everything', async () => {
    await page.getByLabel('E-mail').waitFor()
    await accessible()
    await page.getByLabel('E-mail').fill('nobody@test-msp.example')
    await page.getByLabel('Password').fill('not the password')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    await accessible()
    await page.getByLabel('Password').press('Shift+Tab')
    await signIn()
    await page.getByText('No tables of MoatMetrics yet').waitFor()
    await accessible()
  })

  test('uploads a sheet: previews, marks, takes a correction, stores, sends the rest, undoes', async () => {
    await signIn()
    const sheet = await page.evaluate(() =>
      hands.addSheet('Time export', [
        ['Work date', 'Company', 'Technician', 'Hours', 'Entry ID', 'Colour'],
        ['2026-06-08', 'Acme Dentall', 'Petra Quillfeather', 1.5, 'P-1', 'red'],
        ['2026-06-09', 'Bolt Legal', 'Petra Quillfeather', 26, 'P-2', 'red'],
        ['2026-06-10', 'Bolt Legal', 'Petra Quillfeather', 2, 'P-3', 'red'],
      ]),
    )
    await turnTo('Upload')
    await page.getByRole('button', { name: /Time export/ }).waitFor()
    await accessible()
    await page.getByRole('button', { name: /Time export/ }).click()
    await page.getByText('2 of 3 rows cannot be taken.').waitFor()
    expect(await page.evaluate(() => hands.marks())).toBe(2)
    await openAll()
    await accessible()

    await page.getByRole('button', { name: 'Take this name' }).click()
    await page.getByText('1 of 3 rows cannot be taken.').waitFor()
    await page.getByRole('button', { name: 'Store 2 good rows' }).click()
    await page.getByText(/Stored as version/).waitFor()
    await page.getByText('One row is left to correct.').waitFor()
    await accessible()

    await page.evaluate(id => hands.type(id, 3, 3, 2.6), sheet)
    await page.getByRole('button', { name: 'Send corrections' }).click()
    await page.getByText('One row is left to correct.').waitFor({ state: 'detached' })
    expect(await page.evaluate(() => hands.marks())).toBe(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByLabel('Why is it taken back?').fill('Only a test')
    await page.getByRole('button', { name: /Take version \d+ back/ }).click()
    await page.getByText(/is taken back/).waitFor()
    await accessible()
  })

  test('asks what it cannot know about a sheet', async () => {
    await signIn()
    await page.evaluate(() =>
      hands.addSheet('Odd', [
        ['Tag', 'Company', 'Technician', 'Effort'],
        ['2026-06-11', 'Acme Dental', 'Petra Quillfeather', 3],
      ]),
    )
    await turnTo('Upload')
    await page.getByRole('button', { name: /Odd/ }).click()
    await page.getByText('What does this sheet hold?').waitFor()
    await accessible()
    await page.getByRole('button', { name: 'Check the sheet' }).click()
    await page.getByLabel('Which heading is “Date”?').selectOption('Tag')
    await page.getByLabel('Which heading is “Hours”?').selectOption('Effort')
    await accessible()
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByText('The row can be taken.').waitFor()
  })

  test('inserts a metric, explains its cell, refreshes it, and shows what a person changed', async () => {
    await signIn()
    await insertTable()
    await openAll()
    await accessible()

    await turnTo('Explain')
    const cell = await page.evaluate(() => {
      const sheet = hands.sheets().at(-1)
      const row = (sheet?.rows.findIndex(cells => cells[0] === 'Acme Dental' && cells[1] === '2026-06') ?? -1) + 1
      return { id: sheet?.id ?? '', row }
    })
    await page.evaluate(({ id, row }) => hands.select(id, row, 2), cell)
    await page.locator('.chart-keys svg').waitFor()
    await openAll()
    await accessible()
    await page.getByLabel('Compare with').selectOption('PORTFOLIO')
    await page
      .getByText(/Acme Dental/)
      .first()
      .waitFor()

    await page.evaluate(({ id, row }) => hands.type(id, row, 2, 1), cell)
    await turnTo('Refresh')
    await page.getByRole('button', { name: /Refresh all/ }).click()
    await page.getByText(/No table refreshed/).waitFor()
    await page.getByText(`C${cell.row}: `, { exact: false }).last().waitFor()
    await accessible()
    await page.getByRole('button', { name: 'Overwrite my changes' }).click()
    await page.getByText('Refreshed', { exact: true }).waitFor()

    await turnTo('Home')
    await page.getByRole('button', { name: /Actions for/ }).click()
    await page.getByRole('menuitem', { name: 'Where it comes from' }).click()
    await page.getByText('Revenue, by client, month, over all time.').waitFor()
    await page.getByRole('button', { name: /Actions for/ }).click()
    await page.getByRole('menuitem', { name: 'Verify' }).click()
    await page.getByText('Verified.').waitFor()
    await accessible()
    await page.getByRole('button', { name: /Actions for/ }).click()
    await page.getByRole('menuitem', { name: 'Freeze' }).click()
    await page.getByText('Frozen', { exact: true }).waitFor()
  })

  test('keeps what was entered when the session ends', async () => {
    await signIn()
    await turnTo('Insert')
    await page.getByRole('combobox', { name: 'Metrics' }).fill('revenue')
    await page.getByRole('option', { name: 'Revenue', exact: true }).click()
    const { id } = (await place.server.ask(await token('ANALYST'), '{ viewer { user { id } } }')).data.viewer.user
    expect(id).toBeTruthy()
    await place.server.ask(await token('ANALYST'), 'mutation { signOut(everywhere: true) }')
    await page.getByRole('button', { name: 'Insert table' }).click()
    await page.getByText('Your session has ended.').first().waitFor()
    await accessible()
    await signIn()
    await page.getByRole('list', { name: 'Chosen metrics' }).getByText('Revenue').waitFor()
  })

  test('says when the server is out of reach, and goes on when it is back', async () => {
    await signIn()
    await turnTo('Insert')
    await page.getByRole('combobox', { name: 'Metrics' }).waitFor()
    await context.setOffline(true)
    await page.getByRole('combobox', { name: 'Metrics' }).fill('revenue')
    await page.getByRole('option', { name: 'Revenue', exact: true }).click()
    await page.getByRole('button', { name: 'Insert table' }).click()
    await page.getByText('The server does not answer.').waitFor()
    await accessible()
    await context.setOffline(false)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Inserted.').waitFor()
  })

  test('shows reviews and takes a decision', async () => {
    await openReview()
    await signIn()
    await turnTo('Reviews')
    await page
      .getByRole('button', { name: /Acme Dental|Bolt Legal|The firm/ })
      .first()
      .waitFor()
    await accessible()
    await page
      .getByRole('button', { name: /Acme Dental|Bolt Legal|The firm/ })
      .first()
      .click()
    await page.getByRole('radio', { name: 'Reject' }).check()
    await page.getByRole('button', { name: 'Reject', exact: true }).click()
    await page.getByText('Say why, for those who read the decision later.').waitFor()
    await accessible()
    await page.getByLabel('Comment').fill('The invoice is wrong')
    await page.getByRole('button', { name: 'Reject', exact: true }).click()
    await page.getByText('Withheld.').waitFor()
    await openAll()
    await accessible()
  })

  test('says who is signed in, in the colours that are chosen', async () => {
    await signIn('VIEWER')
    await page.getByRole('button', { name: 'Settings and help' }).click()
    await page.getByText(emailOf('Test MSP', 'VIEWER')).waitFor()
    await accessible()
    await page.getByLabel('Colours').selectOption('dark')
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('E-mail').waitFor()
  })

  const token = async (role: 'ANALYST' | 'OWNER'): Promise<string> =>
    (await place.server.signIn(emailOf('Test MSP', role))).data.signIn.accessToken

  /** Has everything looked at, and works it out anew. */
  async function openReview(): Promise<void> {
    const owner = await token('OWNER')
    const value = {
      ...{ metrics: ['revenue'], confidenceBelow: 0, limits: [], trend: null, unusualChange: null },
      ...{ sampleShare: 1, dueDays: 7, unfinishedMonths: true },
    }
    const policy = 'mutation ($value: JSON!) { setPolicy(key: "review", value: $value) { version } }'
    expect((await place.server.ask(owner, policy, { value })).errors).toEqual([])
    const { data } = await place.server.ask(owner, 'mutation { runAnalysis { id } }')
    await expect
      .poll(
        async () =>
          (
            await place.server.ask(owner, 'query ($id: ID!) { analysisRun(id: $id) { status } }', {
              id: data.runAnalysis.id,
            })
          ).data.analysisRun?.status,
      )
      .toBe('DONE')
  }
})
