import { chromium } from 'playwright-core'
import { expect, test } from 'vitest'
import { chromiumPath } from '../../support/chromium.ts'
import { testServer } from '../../support/server.ts'
import { CLIENT, realProvider } from './real-provider.ts'

test.skipIf(chromiumPath === undefined)(
  'in a browser: the button leads to the provider, and from there into the page, with nothing left in the address',
  async () => {
    await using provider = await realProvider()
    await using server = await testServer({
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_LABEL: 'North ID',
    })
    provider.serve(`${server.address}/auth/oidc/callback`)
    await server.organization('North', 'OWNER')
    provider.people.set('maya-1', { email: 'owner@north.example', verified: true, name: 'Maya' })
    const browser = await chromium.launch({ executablePath: chromiumPath as string, args: ['--no-sandbox'] })
    try {
      const page = await browser.newPage()
      page.setDefaultTimeout(60_000)
      const troubles: string[] = []
      page.on('pageerror', error => troubles.push(error.message))
      // The provider's own pages ask for fonts of elsewhere: they get none, and it is no trouble of ours.
      await page.route('**', route =>
        new URL(route.request().url()).hostname === '127.0.0.1' ? route.continue() : route.abort(),
      )
      page.on('console', message => {
        const ours = message.location().url.startsWith(server.address)
        if (ours && message.type() === 'error') troubles.push(message.text())
      })
      await page.goto(server.address)
      await page.getByText('Sign in with North ID').click()
      await page.waitForURL(`${provider.issuer}/**`)
      await page.locator('input[name=login]').fill('maya-1')
      await page.locator('input[name=password]').fill('x')
      await page.locator('button[type=submit]').click()
      await page.locator('button[type=submit]').click()
      await page.getByRole('navigation').first().waitFor()
      expect(new URL(page.url()).origin).toBe(server.address)
      expect(page.url()).not.toContain('code')
      expect(await page.evaluate('document.cookie')).toBe('')
      expect(troubles).toEqual([])
    } finally {
      await browser.close()
    }
  },
)
