import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath } from '../../support/chromium.ts'
import { type DemoServer, demoServer } from '../../support/demo-server.ts'
import { goTo, openBrowser, settled, signedIn } from './web-page.ts'

interface Values {
  readonly metrics: {
    readonly totalCount: number
    readonly period: { readonly label: string }
    readonly rows: readonly {
      readonly dimensions: readonly { label: string }[]
      readonly values: readonly { text: string }[]
    }[]
    readonly totals: { readonly values: readonly { readonly text: string; readonly value: number }[] }
  }
}
const VALUES = `query ($query: MetricQuery!) {
  metrics(query: $query) { totalCount period { label } rows { dimensions { label } values { text } } totals { values { text value } } }
}`

describe.skipIf(chromiumPath === undefined)('the pages of results', () => {
  let server: DemoServer
  let browser: Browser
  let page: Page
  let month: string
  beforeAll(async () => {
    server = await demoServer()
    browser = await openBrowser()
    const { insights } = await server.ask<{ insights: { period: { label: string } } }>(
      'ANALYST',
      '{ insights(first: 1) { period { label } } }',
    )
    month = insights.period.label
    page = await signedIn(browser, server.address, 'Analyst')
    await page.setViewportSize({ width: 1280, height: 900 })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.[Symbol.asyncDispose]()
  })
  const values = (query: object) => server.ask<Values>('ANALYST', VALUES, { query })

  test('the overview shows the numbers of the API for the latest complete month', async () => {
    await goTo(page, '#/overview')
    const keys = ['revenue', 'gross_margin_pct', 'utilization_pct', 'license_waste']
    const { metrics } = await values({ metrics: keys, period: { named: month } })
    expect(await page.locator('.kpi-value').allTextContents()).toEqual(metrics.totals.values.map(value => value.text))
  })

  test('going to the month before shows its numbers, and the address can be shared', async () => {
    await goTo(page, '#/overview')
    await page.getByRole('button', { name: 'Month before' }).click()
    await settled(page)
    const before = new URLSearchParams(new URL(page.url()).hash.split('?')[1]).get('period')
    const { metrics } = await values({ metrics: ['revenue'], period: { named: before } })
    expect(await page.locator('.kpi-value').first().textContent()).toBe(metrics.totals.values[0]?.text)
    await page.reload()
    await settled(page)
    expect(await page.locator('.kpi-value').first().textContent()).toBe(metrics.totals.values[0]?.text)
  })

  test('the waterfall of a change adds up: its table begins and ends with the values, drivers between', async () => {
    await goTo(page, `#/explain?metric=gross_profit&period=${month}`)
    await page.getByRole('button', { name: /^Show as table/ }).click()
    const cells = await page.locator('.chart-table tbody td').allTextContents()
    const money = cells.map(text => Number(text.replace('−', '-').replace(/[^\d.-]/g, '')))
    const [from = 0, to = 0] = [money[0], money.at(-1)]
    const drivers = money.slice(1, -1).reduce((sum, each) => sum + each, 0)
    // Each is rounded for people to a dollar at most.
    expect(Math.abs(from + drivers - to)).toBeLessThanOrEqual(money.length)
    const { metrics } = await values({ metrics: ['gross_profit'], period: { named: month } })
    expect(Math.abs(to - (metrics.totals.values[0]?.value ?? 0))).toBeLessThan(1)
  })

  test('clients are all there, ordered by the server by keyboard, searched and filtered without losing any silently', async () => {
    await goTo(page, '#/clients')
    const all = await values({ metrics: ['revenue', 'gross_profit'], groupBy: ['CLIENT'], period: { named: month } })
    await page.getByText(`1–${all.metrics.totalCount} of ${all.metrics.totalCount}`).waitFor()
    await page.getByRole('button', { name: 'Gross profit', exact: true }).focus()
    await page.keyboard.press('Enter')
    await settled(page)
    await page.keyboard.press('Enter')
    await page.locator('th[aria-sort="ascending"]').filter({ hasText: 'Gross profit' }).waitFor()
    await settled(page)
    const worst = await values({
      metrics: ['gross_profit'],
      groupBy: ['CLIENT'],
      period: { named: month },
      orderBy: [{ metric: 'gross_profit', direction: 'ASC' }],
      first: 3,
    })
    const shown = await page.locator('tbody tr td:nth-child(3)').allTextContents()
    // The page has the minus sign that people write.
    expect(shown.slice(0, 3).map(text => text.replace('−', '-'))).toEqual(
      worst.metrics.rows.map(row => row.values[0]?.text),
    )
    await page.getByRole('searchbox', { name: 'Search' }).fill('larks')
    await page.getByText('1–1 of 1', { exact: true }).waitFor()
    await page.getByRole('searchbox', { name: 'Search' }).fill('no such client')
    await page.getByText('No client fits').waitFor()
    await page.getByRole('button', { name: 'Clear search and filters' }).click()
    await page.getByText(`1–${all.metrics.totalCount} of ${all.metrics.totalCount}`).waitFor()
  })

  test('a row leads to its client by keyboard, and back', async () => {
    await goTo(page, '#/clients')
    await page.getByRole('link', { name: 'Larkspur Logistics' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Larkspur Logistics', exact: true }).waitFor()
    await settled(page)
    await page.goBack()
    await page.getByRole('heading', { name: 'Clients', exact: true }).waitFor()
  })

  test('a chart is read by arrow keys, month by month', async () => {
    await goTo(page, '#/overview')
    const chart = page.getByRole('slider', { name: 'Revenue and gross profit by month' })
    await chart.focus()
    const read = () => chart.getAttribute('aria-valuetext')
    await page.keyboard.press('End')
    const last = await read()
    await page.keyboard.press('ArrowLeft')
    const before = await read()
    expect(last).toMatch(/Revenue \$[\d,.]+ · Gross profit/)
    expect(before).not.toBe(last)
    await page.keyboard.press('ArrowRight')
    expect(await read()).toBe(last)
  })

  test('a period is chosen by keyboard alone, and Esc gives the focus back', async () => {
    await goTo(page, '#/overview')
    const button = page.getByTitle('Period')
    await button.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Choose: period' }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => button.evaluate(element => element === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: 'Month' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.getByRole('button', { name: 'Last 12 months' }).focus()
    await page.keyboard.press('Enter')
    await settled(page)
    const { metrics } = await values({ metrics: ['revenue'], period: { last: { count: 12, unit: 'MONTH' } } })
    expect(await page.locator('.kpi-value').first().textContent()).toBe(metrics.totals.values[0]?.text)
  })

  test('the viewer sees every page without cost and without an error', async () => {
    const other = await signedIn(browser, server.address, 'Viewer')
    const { client } = await server.ask<{ client: { id: string } }>(
      'VIEWER',
      '{ client(name: "Larkspur Logistics") { id } }',
    )
    for (const place of ['#/overview', '#/clients', `#/clients/${client.id}`, '#/licenses', '#/staff']) {
      await goTo(other, place)
      const text = await other.locator('#main').textContent()
      expect(text).not.toMatch(/gross (?:profit|margin)|waste|labour cost/i)
      expect(text).not.toMatch(/cost:read|does not allow|needs staff|did not accept/i)
    }
    await other.close()
  })

  test('while the server is away what was read stays, with the way to try again; then it goes on', async () => {
    await goTo(page, '#/licenses')
    await server.stop()
    await page.getByRole('tab', { name: 'By vendor' }).click()
    await page.getByRole('alert').filter({ hasText: 'The server does not answer' }).waitFor()
    await server.start()
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('rowheader', { name: 'Microsoft' }).waitFor()
  })
})
