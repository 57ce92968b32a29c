import { type Browser, chromium, type Page } from 'playwright-core'
import type { Role } from '../../../server/access/policy.ts'
import { chromiumPath } from '../../support/chromium.ts'
import { sampleSheets } from '../../support/sample-sheets.ts'
import { emailOf, PASSWORD, type TestServer, testServer } from '../../support/server.ts'

export const MSP = 'Test MSP'
const ROLES = ['OWNER', 'ADMIN', 'MANAGER', 'ANALYST', 'VIEWER'] as const

export interface BrowserSeats extends AsyncDisposable {
  readonly server: TestServer
  readonly tokens: Readonly<Record<Role, string>>
  /** A window in which somebody of this role is signed in, by what they see and press. */
  readonly open: (role: Role) => Promise<Seat>
}

export interface Seat {
  readonly page: Page
  readonly go: (path: string) => Promise<void>
  /** What went wrong in the page's own script. */
  readonly failures: readonly string[]
}

/** The server as it runs, and people at it in Chromium; `filled`: with sheets uploaded by the analyst. */
export async function browserSeats(filled: boolean): Promise<BrowserSeats> {
  const server = await testServer()
  const { tokens } = await server.organization(MSP, ...ROLES)
  if (filled)
    for (const [dataset, csv] of Object.entries(sampleSheets)) {
      const response = await server.upload(tokens.ANALYST, dataset, csv)
      if (!response.ok) throw new Error(`Filling ${dataset}: ${await response.text()}`)
    }
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath ?? '',
    args: ['--headless', '--no-sandbox'],
  })
  return {
    server,
    tokens,
    open: async role => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
      await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.address })
      const page = await context.newPage()
      page.setDefaultTimeout(60_000)
      const failures: string[] = []
      page.on('pageerror', error => failures.push(error.message))
      await page.goto(server.address)
      await page.getByLabel('E-mail').fill(emailOf(MSP, role))
      await page.getByLabel('Password').fill(PASSWORD)
      await page.keyboard.press('Enter')
      await page.locator('#navigation').waitFor()
      return {
        page,
        failures,
        go: async path => {
          await page.evaluate(to => {
            location.hash = to
          }, path)
          await page.locator('main h1').first().waitFor()
        },
      }
    },
    [Symbol.asyncDispose]: async () => {
      await browser.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

export const csvFile = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
