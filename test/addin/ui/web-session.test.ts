import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chromiumPath } from '../../support/chromium.ts'
import { PASSWORD, type TestServer, testServer } from '../../support/server.ts'
import { openBrowser } from './web-page.ts'

const MINUTE = 60_000

describe.skipIf(chromiumPath === undefined)('the session of a browser', () => {
  let server: TestServer
  let browser: Browser
  let context: BrowserContext
  /** Operations that left the browser, by tab. */
  let sent: string[]
  beforeAll(async () => {
    server = await testServer()
    const { tokens } = await server.organization('North', 'ANALYST', 'OWNER')
    await server.upload(tokens.ANALYST, 'clients', 'Name\nAcme\n')
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.[Symbol.asyncDispose]()
  })
  beforeEach(async () => {
    context = await browser.newContext()
    context.setDefaultTimeout(60_000)
    sent = []
    context.on('request', request => {
      const name = /"(?:query|mutation) (\w+)/.exec(request.postData() ?? '')?.[1]
      if (name) sent.push(name)
    })
  })
  afterEach(async () => await context.close())

  const inside = (page: Page) => page.getByRole('navigation', { name: 'Pages' }).waitFor()
  async function signIn(page: Page, email = 'analyst@north.example') {
    await page.goto(server.address)
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password').fill(PASSWORD)
    await page.keyboard.press('Enter')
    await inside(page)
  }
  const refreshes = () => sent.filter(name => name === 'RefreshSession').length

  test('opens with address and password by keyboard, outlives a reload, and keeps no access token', async () => {
    const page = await context.newPage()
    await signIn(page)
    const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]))
    expect(kept).toMatch(/refreshToken/)
    expect(kept).not.toMatch(/eyJ/)
    await page.reload()
    await inside(page)
    expect(await context.cookies()).toEqual([])
  })

  test('a wrong password is said, and the page stays usable', async () => {
    const page = await context.newPage()
    await page.goto(server.address)
    await page.getByLabel('E-mail').fill('owner@north.example')
    await page.getByLabel('Password').fill('not this one')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page
      .getByRole('alert')
      .filter({ hasText: /password/i })
      .waitFor()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('password')
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press('Enter')
    await inside(page)
  })

  test('of a duplicated tab goes on in both: neither presents a token that the other has used', async () => {
    const first = await context.newPage()
    await signIn(first)
    const opened = context.waitForEvent('page')
    // As "duplicate tab" does: the new tab begins with a copy of sessionStorage.
    await first.evaluate(() => void window.open(location.href))
    const second = await opened
    await inside(second)
    for (const tab of [second, first, second]) {
      server.wait(20 * MINUTE)
      await tab.reload()
      await inside(tab)
    }
    server.wait(20 * MINUTE)
    await Promise.all([first.reload(), second.reload()])
    await Promise.all([inside(first), inside(second)])
    expect(refreshes()).toBeGreaterThanOrEqual(4)
  })

  test('signed out in one tab is signed out in its duplicate', async () => {
    const first = await context.newPage()
    await signIn(first)
    const opened = context.waitForEvent('page')
    await first.evaluate(() => void window.open(location.href))
    const second = await opened
    await inside(second)
    await first.getByRole('button', { name: /ANALYST of North/ }).click()
    await first.getByRole('menuitem', { name: /Sign out/ }).click()
    await first.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
    await second.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
    expect(await second.getByRole('navigation', { name: 'Pages' }).count()).toBe(0)
    expect(await first.evaluate(() => sessionStorage.length)).toBe(0)
  })

  test('that has ended asks to sign in, and goes on at the same place', async () => {
    const page = await context.newPage()
    await signIn(page)
    await page.goto(`${server.address}/#/explain?metric=hours`)
    await server.ask(
      (await server.signIn('analyst@north.example')).data.signIn.accessToken,
      'mutation { signOut(everywhere: true) }',
    )
    server.wait(20 * MINUTE)
    await page.evaluate(() => {
      location.hash = '#/clients'
    })
    await signInAgain(page, 'analyst@north.example')
    await page.getByRole('heading', { name: 'Clients', exact: true }).waitFor()
    // What could not be read then is read now.
    await expect.poll(() => page.getByText('Your session has ended').count()).toBe(0)
  })

  async function endEverywhere(email: string) {
    const { accessToken } = (await server.signIn(email)).data.signIn
    await server.ask(accessToken, 'mutation { signOut(everywhere: true) }')
    server.wait(20 * MINUTE)
  }
  async function halfWrittenKey(page: Page) {
    await signIn(page, 'owner@north.example')
    await page.goto(`${server.address}/#/keys`)
    await page.getByRole('button', { name: 'New key' }).first().click()
    await page.getByRole('dialog').getByLabel('Name').fill('Power BI of accounting')
    await endEverywhere('owner@north.example')
    await page.getByRole('dialog').getByRole('button', { name: /^Make/ }).click()
    // Over the form, which says the same: keys go to it only once it is open.
    await page.getByRole('dialog', { name: 'Sign in' }).waitFor()
  }
  async function signInAgain(page: Page, email: string) {
    const again = page.getByRole('dialog', { name: 'Sign in' })
    await again.getByLabel('E-mail').fill(email)
    await again.getByLabel('Password').fill(PASSWORD)
    await page.keyboard.press('Enter')
    await again.waitFor({ state: 'detached' })
  }

  test('that ends in the middle of a form goes on with what was typed', async () => {
    const page = await context.newPage()
    await halfWrittenKey(page)
    await page.keyboard.press('Escape')
    await signInAgain(page, 'owner@north.example')
    const name = page.getByRole('dialog', { name: /key/i }).getByLabel('Name')
    expect(await name.inputValue()).toBe('Power BI of accounting')
    await page.getByRole('dialog').getByRole('button', { name: /^Make/ }).click()
    await page.getByText('Power BI of accounting').first().waitFor()
  })

  test('that ends shows nothing of what was typed to somebody else who signs in', async () => {
    const page = await context.newPage()
    await halfWrittenKey(page)
    await signInAgain(page, 'analyst@north.example')
    await inside(page)
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(await page.content()).not.toContain('Power BI of accounting')
  })

  test('trying one thing again asks for everything that failed', async () => {
    const page = await context.newPage()
    await signIn(page)
    await page.route('**/graphql', route => route.abort())
    await page.evaluate(() => {
      location.hash = '#/licenses?period=2026-04'
    })
    const problems = page.locator('#main').getByRole('alert')
    await problems.nth(1).waitFor()
    await page.unroute('**/graphql')
    await problems.first().getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => problems.count()).toBe(0)
  })

  test('without a connection says so and what to do, and recovers by itself asked again', async () => {
    const page = await context.newPage()
    await signIn(page)
    await context.setOffline(true)
    await page.getByRole('link', { name: 'Explain', exact: true }).click()
    const problem = page.getByRole('alert').filter({ hasText: /Loading the page|does not answer/ })
    await problem.first().waitFor()
    expect(await problem.first().textContent()).toMatch(/[Tt]ry again/)
    await context.setOffline(false)
    await problem.first().getByRole('button', { name: 'Try again' }).click()
    await page.locator('#main').getByRole('heading').first().waitFor()
    expect(await problem.count()).toBe(0)
  })
})
