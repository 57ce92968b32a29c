import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeInEveryLook } from '../../support/axe.ts'
import { chromiumPath } from '../../support/chromium.ts'
import { type DemoServer, demoServer } from '../../support/demo-server.ts'
import { goTo, openBrowser, settled, signedIn } from './web-page.ts'

describe.skipIf(chromiumPath === undefined)('WCAG 2.2 AA, in three looks, wide and narrow', () => {
  let server: DemoServer
  let browser: Browser
  let client: string
  beforeAll(async () => {
    server = await demoServer()
    browser = await openBrowser()
    const answer = await server.ask<{ client: { id: string } }>(
      'ANALYST',
      '{ client(name: "Larkspur Logistics") { id } }',
    )
    client = answer.client.id
  })
  afterAll(async () => {
    await browser?.close()
    await server?.[Symbol.asyncDispose]()
  })

  test('signing in has no violations, also with a refusal on it', async () => {
    const page = await browser.newPage()
    page.setDefaultTimeout(60_000)
    await page.goto(server.address)
    await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
    expect(await axeInEveryLook(page)).toEqual([])
    await page.getByLabel('E-mail').fill('analyst@demo.example')
    await page.getByLabel('Password').fill('not this one')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('alert').waitFor()
    expect(await axeInEveryLook(page)).toEqual([])
    await page.close()
  })

  for (const role of ['Analyst', 'Viewer'])
    test(`no page of results has violations for the ${role.toLowerCase()}`, { timeout: 240_000 }, async () => {
      const page = await signedIn(browser, server.address, role)
      const found: Record<string, readonly string[]> = {}
      const places = [
        '#/overview',
        '#/clients',
        `#/clients/${client}`,
        '#/licenses',
        '#/staff',
        '#/explain',
        '#/nowhere',
      ]
      for (const place of places) {
        if (place === '#/nowhere') {
          await page.evaluate(to => {
            location.hash = to
          }, place)
          await page.getByText('There is no such page').waitFor()
        } else await goTo(page, place)
        found[place] = await axeInEveryLook(page)
      }
      expect(found).toEqual(Object.fromEntries(places.map(place => [place, []])))
      await page.close()
    })

  test('nor have what opens on them: the reason of a change, confidence, periods, menus, charts as tables', async () => {
    const page = await signedIn(browser, server.address, 'Analyst')
    await page
      .getByRole('button', { name: /^Why: / })
      .first()
      .click()
    await page.getByRole('slider', { name: /what the difference comes from/ }).waitFor()
    const charts = page.getByRole('button', { name: /^Show as table/ })
    while ((await charts.count()) > 0) await charts.first().click()
    await settled(page)
    expect(await axeInEveryLook(page)).toEqual([])
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.getByTitle('Medium confidence: why').first().click()
    expect(await axeInEveryLook(page, [1280])).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByTitle('Period').click()
    expect(await axeInEveryLook(page, [1280])).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Colours' }).click()
    expect(await axeInEveryLook(page, [1280])).toEqual([])
    await page.close()
  })
})
