import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { chromiumPath } from '../../support/chromium.ts'

/** A Chromium for a file of tests. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath as string, args: ['--no-sandbox', '--disable-gpu'] })

/** Opens a place of the web page, signed in as a role of the demo by its button. */
export async function signedIn(
  browser: Browser | BrowserContext,
  address: string,
  role: string,
  hash = '',
): Promise<Page> {
  const page = await browser.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(`${address}/${hash}`)
  await page.getByRole('button', { name: role, exact: true }).click()
  await settled(page)
  return page
}

/** Goes to a place of the page by its address, as a link does. */
export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate(to => {
    location.hash = to
  }, hash)
  await settled(page)
}

/** Until the page stands: its heading is there and nothing is being read any more. */
export async function settled(page: Page): Promise<void> {
  await page.locator('#main h1').waitFor()
  await page.waitForLoadState('networkidle')
  await page.locator('#main .skeleton').first().waitFor({ state: 'detached' })
  await page.waitForFunction(() => !document.querySelector('#main [aria-busy="true"]'))
}
