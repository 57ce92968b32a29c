import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CLIENT, type RealProvider, realProvider } from '../../http/oidc/real-provider.ts'
import { chromiumPath } from '../../support/chromium.ts'
import { emailOf } from '../../support/server.ts'
import { browserDesk, type Desk, go, inside, signOut, violations } from './browser-desk.ts'

describe.skipIf(!chromiumPath)('an identity provider', { timeout: 240_000 }, () => {
  let provider: RealProvider
  let desk: Desk
  beforeAll(async () => {
    provider = await realProvider()
    desk = await browserDesk({
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_LABEL: 'Northern ID',
    })
    provider.serve(`${desk.server.address}/auth/oidc/callback`)
    await desk.server.organization('North', 'OWNER')
    provider.people.set('olga', { email: emailOf('North', 'OWNER'), verified: true, name: 'Olga' })
    provider.people.set('nobody', { email: 'nobody@elsewhere.example', verified: true, name: 'Nobody' })
  })
  afterAll(async () => {
    await desk?.[Symbol.asyncDispose]()
    await provider?.[Symbol.asyncDispose]()
  })

  /** At the provider's own pages, which look as the provider likes. */
  async function signInThere(page: Page, subject: string) {
    await page.getByRole('link', { name: 'Sign in with Northern ID' }).click()
    await page.locator('input[name=login]').fill(subject)
    await page.locator('input[name=password]').fill('x')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /continue/i }).click()
  }

  test('signs a person in, who comes back to where they were, and nothing of it stays in the address', async () => {
    const page = await desk.browser()
    await page.goto(`${desk.server.address}/#/audit?action=session.opened`)
    await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
    expect(await violations(page)).toEqual([])
    await signInThere(page, 'olga')
    await inside(page)
    expect(await page.evaluate(() => location.href)).toBe(`${desk.server.address}/#/audit?action=session.opened`)
    await go(page, '/account')
    await page.getByRole('row', { name: /This one.*Identity provider/ }).waitFor()
    await signOut(page)
  })

  test('that vouches for nobody here leads to why, and back to signing in', async () => {
    const page = await desk.browser()
    await page.goto(desk.server.address)
    await signInThere(page, 'nobody')
    await page.getByRole('link', { name: 'Back to signing in' }).click()
    await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
  })

  test('a code that was used, or is of another browser, is said so, and is gone from the address', async () => {
    const page = await desk.browser()
    await page.goto(`${desk.server.address}/#/signed-in?code=${'x'.repeat(43)}`)
    await page.getByRole('alert').filter({ hasText: 'begin again' }).waitFor()
    expect(await page.evaluate(() => location.hash)).toBe('#/overview')
    await page.getByRole('link', { name: 'Sign in with Northern ID' }).waitFor()
  })
})
