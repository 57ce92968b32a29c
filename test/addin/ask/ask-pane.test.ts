import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chromiumPath } from '../../support/chromium.ts'
import { emailOf, PASSWORD } from '../../support/server.ts'
import { type SeatServer, seatServer } from '../app/analyst-seat.ts'
import { axeViolations, overflows } from '../pane/axe-violations.ts'
import type { Hands } from '../pane/pane-page.tsx'
import { type PaneServer, paneServer } from '../pane/pane-server.ts'

declare const hands: Hands

describe.skipIf(chromiumPath === undefined)('asking in the pane, 320 pixels wide', () => {
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
    await signIn()
  })
  afterEach(async () => {
    await context.close()
    expect(errors).toEqual([])
  })

  const signIn = async () => {
    await page.getByLabel('E-mail').fill(emailOf('Test MSP', 'ANALYST'))
    await page.getByLabel('Password').fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('navigation', { name: 'Views' }).waitFor()
  }
  const box = () => page.getByRole('textbox', { name: 'Your question' })
  const turnToAsk = async () => {
    await page.getByRole('navigation').getByRole('button', { name: 'Ask', exact: true }).click()
    await box().waitFor()
  }
  const ask = async (question: string) => {
    await box().fill(question)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 2, name: question }).waitFor()
    await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'))
  }
  const accessible = async () => {
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true
    })
    expect(await axeViolations(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
  }

  test('an answer goes to the selected cell as a table that remembers its query, and is refreshed', async () => {
    const sheet = await page.evaluate(() => hands.addSheet('Mine', [['Notes'], ['Ask about June']]))
    await page.evaluate(id => hands.select(id, 5, 1), sheet)
    await turnToAsk()
    await accessible()
    await ask('revenue by client in June 2026')
    await accessible()
    await page.getByRole('button', { name: 'Insert as table' }).click()
    await page.getByRole('menuitem', { name: 'At the selected cell' }).click()
    await page.getByText('Inserted.').waitFor()
    const rows = await page.evaluate(id => hands.sheets().find(each => each.id === id)?.rows, sheet)
    expect(rows?.[4]?.slice(1)).toEqual(['Client', 'Revenue'])
    expect(rows?.slice(5).map(row => row.slice(1))).toContainEqual(['Acme Dental', 500.5])
    expect(rows?.[1]?.[0]).toBe('Ask about June')
    await accessible()
    await page.getByRole('navigation').getByRole('button', { name: 'Refresh', exact: true }).click()
    await page.getByRole('button', { name: /Refresh all/ }).click()
    await page.getByText('Refreshed', { exact: true }).waitFor()
  })

  test('cells in the way are said; nothing is overwritten', async () => {
    const sheet = await page.evaluate(() =>
      hands.addSheet('Full', [
        ['a', 'b'],
        ['c', 'd'],
      ]),
    )
    await page.evaluate(id => hands.select(id, 1, 0), sheet)
    await turnToAsk()
    await ask('revenue by client in June 2026')
    await page.getByRole('button', { name: 'Insert as table' }).click()
    await page.getByRole('menuitem', { name: 'At the selected cell' }).click()
    await page.getByText('Cells are in the way.').waitFor()
    expect(await page.evaluate(id => hands.sheets().find(each => each.id === id)?.rows, sheet)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    await accessible()
  })

  test('why-questions are a waterfall, rows are explained, and both go into the workbook', async () => {
    await turnToAsk()
    await ask('why did revenue of Acme Dental change in June 2026?')
    await page.getByRole('slider', { name: /^Revenue: / }).waitFor()
    await accessible()
    await ask('revenue by client in June 2026')
    await page.getByRole('button', { name: 'Explain Revenue of Acme Dental' }).click()
    await page.getByRole('region', { name: 'Why: revenue of Acme Dental' }).getByRole('slider').waitFor()
    await accessible()
    await page.getByRole('button', { name: 'Insert explanation' }).click()
    await page.getByRole('menuitem', { name: 'On a new sheet' }).click()
    await page.getByText('Inserted.').waitFor()
    const sheet = await page.evaluate(() => hands.sheets().at(-1))
    expect(sheet?.rows.at(-1)?.slice(0, 4)).toEqual(['Difference', 1000, 500.5, -499.5])
  })

  test('what is misspelt is said as a part of how it was understood; what is ambiguous has choices', async () => {
    await turnToAsk()
    await ask('revenu by clinet in June 2026')
    const understood = page.getByRole('list', { name: 'How it was understood' })
    expect(await understood.getByText(/“revenu” read as “revenue”/).count()).toBe(1)
    await accessible()
    await ask('cost in June 2026')
    await page.getByText('What you may mean').waitFor()
    await accessible()
  })

  test('what was asked is there again after another view, and gone once the session has ended', async () => {
    await turnToAsk()
    await ask('revenue by client in June 2026')
    await page.getByRole('navigation').getByRole('button', { name: 'Home', exact: true }).click()
    await turnToAsk()
    await page.getByRole('heading', { level: 2, name: 'revenue by client in June 2026' }).waitFor()
    const token = (await place.server.signIn(emailOf('Test MSP', 'ANALYST'))).data.signIn.accessToken
    await place.server.ask(token, 'mutation { signOut(everywhere: true) }')
    await box().fill('hours in June 2026')
    await page.keyboard.press('Enter')
    await page.getByText('Your session has ended.').first().waitFor()
    await signIn()
    expect(await page.getByRole('heading', { level: 2, name: /revenue/ }).count()).toBe(0)
    expect(await box().inputValue()).toBe('hours in June 2026')
    await box().focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 2, name: 'hours in June 2026' }).waitFor()
  })
})
