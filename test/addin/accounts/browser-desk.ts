import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { axeInEveryLook } from '../../support/axe.ts'
import { chromiumPath } from '../../support/chromium.ts'
import { PASSWORD, type TestServer, testServer } from '../../support/server.ts'

/** A server and people at it, each in a browser of their own. */
export interface Desk extends AsyncDisposable {
  readonly server: TestServer
  /** The server's clock. */
  readonly now: () => number
  readonly wait: (milliseconds: number) => void
  /** A browser that knows nothing of the others, with a page of it. */
  readonly browser: () => Promise<Page>
  /** Signs in with address and password, by keyboard; what comes then is for the caller to see. */
  readonly signIn: (page: Page, email: string, password?: string) => Promise<void>
}

export async function browserDesk(environment: Readonly<Record<string, string>> = {}): Promise<Desk> {
  const server = await testServer(environment)
  const chrome = await chromium.launch({ executablePath: chromiumPath as string, args: ['--no-sandbox'] })
  const contexts: BrowserContext[] = []
  let ahead = 0
  return {
    server,
    now: () => Date.now() + ahead,
    wait: milliseconds => {
      ahead += milliseconds
      server.wait(milliseconds)
    },
    browser: async () => {
      const context = await chrome.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
      contexts.push(context)
      await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.address })
      const page = await context.newPage()
      page.setDefaultTimeout(60_000)
      return page
    },
    signIn: async (page, email, password = PASSWORD) => {
      if (!page.url().startsWith(server.address)) await page.goto(server.address)
      await page.getByLabel('E-mail').fill(email)
      await page.getByLabel('Password').fill(password)
      await page.keyboard.press('Enter')
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(contexts.map(context => context.close()))
      await chrome.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** What axe finds wrong in every look, wide and as narrow as phones get; the window is wide again afterwards. */
export async function violations(page: Page): Promise<readonly string[]> {
  const found = await axeInEveryLook(page, [1280, 320])
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  await page.setViewportSize({ width: 1280, height: 800 })
  return beyond > 0 ? [...found, `320 px: ${beyond} px to scroll sideways`] : found
}

export const inside = (page: Page) => page.getByRole('navigation', { name: 'Pages' }).waitFor()

export async function go(page: Page, path: string): Promise<void> {
  await page.evaluate(to => {
    location.hash = to
  }, path)
  await page.locator('main h1').first().waitFor()
}

export async function signOut(page: Page): Promise<void> {
  await page.locator('.shell-person .shell-account').click()
  await page.getByRole('menuitem', { name: /^Sign out/ }).click()
  await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
}
