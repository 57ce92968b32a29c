import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exampleQuestions, followUps } from '../../../addin/app/ask/examples.ts'
import { axeInEveryLook } from '../../support/axe.ts'
import { chromiumPath } from '../../support/chromium.ts'
import { type DemoServer, demoServer } from '../../support/demo-server.ts'
import { goTo, openBrowser, settled, signedIn } from '../ui/web-page.ts'

interface Asked {
  readonly ask: {
    readonly text: string
    readonly reason: string | null
    readonly query: Record<string, unknown> | null
    readonly table: {
      readonly rows: readonly {
        readonly dimensions: readonly { label: string }[]
        readonly values: readonly { text: string }[]
      }[]
    } | null
  }
}
const ASK = `query ($question: String!, $input: AskInput) {
  ask(question: $question, input: $input) { text reason query table { rows { dimensions { label } values { text } } } }
}`
/** Without the signs and spaces that only make it look well. */
const plain = (text: string) => text.replaceAll('−', '-').replaceAll('\u2060', '').replaceAll('\u00a0', ' ')
const LOST = 'Which clients lost money last quarter?'

describe.skipIf(chromiumPath === undefined)('asking on the web page', () => {
  let server: DemoServer
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    server = await demoServer()
    browser = await openBrowser()
    page = await signedIn(browser, server.address, 'Analyst', '#/overview')
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.address })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.[Symbol.asyncDispose]()
  })
  const asked = async (question: string, role = 'ANALYST') => (await server.ask<Asked>(role, ASK, { question })).ask
  const box = () => page.getByRole('textbox', { name: 'Your question' })
  const ask = async (question: string) => {
    await box().fill(question)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 2, name: question }).waitFor()
    await settled(page)
  }
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')

  test('a question on the overview is answered on its page with the numbers of the API, and stays out of the address', async () => {
    await page.getByRole('textbox', { name: 'Ask a question' }).fill(LOST)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 2, name: LOST }).waitFor()
    await settled(page)
    const { text, table } = await asked(LOST)
    const sentence = plain((await page.locator('.ask-sentence').textContent()) ?? '')
    expect(sentence).toBe(plain(text))
    const shown = await page.locator('.ask-table tbody td:nth-child(2) .amount').allTextContents()
    expect(shown.map(plain)).toEqual(table?.rows.map(({ values }) => values[0]?.text))
    expect(await page.getByRole('list', { name: 'How it was understood' }).getByRole('listitem').count()).toBe(4)
    expect(page.url()).toMatch(/#\/ask$/)
    const said = (await page.getByRole('status').first().textContent()) ?? ''
    expect(plain(said)).toBe(plain(`${text} ${table?.rows.length} rows.`))
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
    expect(kept).not.toContain('lost money')
  })

  test('the keyboard stays in the box after a question, and leads from there to the parts, each of which changes by arrows', async () => {
    await goTo(page, '#/ask')
    await ask(LOST)
    expect(await box().evaluate(element => element === document.activeElement)).toBe(true)
    const period = page.getByRole('button', { name: /^Time/ })
    const before = await period.textContent()
    await period.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menu', { name: /^Change time/ }).waitFor()
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'menuitem')
    await page.keyboard.press('ArrowDown')
    const wanted = await focused()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 2, name: wanted }).waitFor()
    await settled(page)
    expect(await period.textContent()).not.toBe(before)
    expect(await period.evaluate(element => element === document.activeElement)).toBe(true)
  })

  test('a word that can mean several things is asked back with choices; one of them is answered and the focus goes there', async () => {
    await goTo(page, '#/ask')
    await ask('cost last month')
    expect(await page.getByRole('status').first().textContent()).toMatch(/Choose what you mean\. 3 choices below\.$/)
    await page.getByRole('button', { name: /^labour cost in/ }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 2, name: /^labour cost in/ }).waitFor()
    expect(await focused()).toMatch(/^labour cost in/)
    expect(await page.locator('.ask-table .amount').count()).toBe(1)
  })

  test('a row is explained below the table; Esc closes that and gives the focus back', async () => {
    await ask(LOST)
    const why = page.getByRole('button', { name: 'Explain Gross profit of Larkspur Logistics' })
    await why.focus()
    await page.keyboard.press('Enter')
    const region = page.getByRole('region', { name: 'Why: gross profit of Larkspur Logistics' })
    await region
      .getByText(/add up to the difference exactly|makes up the difference exactly/)
      .first()
      .waitFor()
    expect(await focused()).toBe('Why: gross profit of Larkspur Logistics')
    await page.keyboard.press('Escape')
    await region.waitFor({ state: 'detached' })
    expect(await why.evaluate(element => element === document.activeElement)).toBe(true)
  })

  test('a follow-up keeps what it does not say; starting anew forgets it; the question is among the recent ones', async () => {
    await ask('Revenue of Larkspur Logistics last quarter')
    await page.getByRole('textbox', { name: 'Go on from here' }).fill('by month')
    await page.keyboard.press('Enter')
    await page
      .getByRole('heading', { level: 2, name: 'Revenue of Larkspur Logistics last quarter › by month' })
      .waitFor()
    await page
      .getByText(/^Revenue by month for Larkspur Logistics/)
      .first()
      .waitFor()
    await page.getByRole('slider', { name: 'Revenue by month' }).waitFor()
    expect(await focused()).toMatch(/by month$/)
    await page.getByRole('button', { name: 'Start anew' }).click()
    expect(await box().inputValue()).toBe('')
    expect(await page.getByRole('textbox', { name: 'Go on from here' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Recent questions' }).click()
    await page.getByRole('menuitem', { name: 'Revenue of Larkspur Logistics last quarter › by month' }).click()
    await page.getByRole('slider', { name: 'Revenue by month' }).waitFor()
  })

  test('the query is copied as GraphQL that the server answers with the same rows', async () => {
    await ask(LOST)
    await page.getByText('The query, as GraphQL').click()
    await page.getByRole('button', { name: 'Copy query' }).click()
    await page.getByText('Copied: paste it into GraphiQL').waitFor()
    const text = await page.evaluate(() => navigator.clipboard.readText())
    const { metrics } = await server.ask<{ metrics: { flatRows: { gross_profit: number }[] } }>('ANALYST', text)
    const { table } = await asked(LOST)
    expect(metrics.flatRows).toHaveLength(table?.rows.length ?? -1)
    expect(metrics.flatRows.every(row => row.gross_profit < 0)).toBe(true)
  })

  test('an answer is inserted into the workbook of the tab, where it is refreshed', async () => {
    await ask(LOST)
    await page.getByRole('button', { name: 'Insert as table' }).click()
    await page.getByText('Inserted.').waitFor()
    await page.getByRole('link', { name: 'Open the workbook' }).click()
    await page.getByRole('gridcell', { name: 'Larkspur Logistics' }).waitFor()
    await page.getByRole('tab', { name: 'Tables' }).click()
    await page.getByRole('button', { name: /Refresh all/ }).click()
    await page.getByText('Refreshed', { exact: true }).waitFor()
    await page.getByRole('tab', { name: 'Ask', exact: true }).click()
    await page.getByRole('heading', { level: 2, name: LOST }).waitFor()
  })

  test('examples and ways to go on are answered for the role they are offered to', async () => {
    for (const role of ['ANALYST', 'VIEWER']) {
      const { viewer } = await server.ask<{ viewer: { scopes: string[] } }>(role, '{ viewer { scopes } }')
      for (const question of exampleQuestions(scope => viewer.scopes.includes(scope))) {
        const { query, reason } = await asked(question, role)
        expect([role, question, reason]).toEqual([role, question, null])
        for (const next of followUps(query ?? {})) {
          const input = { previousQuery: query }
          const { ask } = await server.ask<Asked>(role, ASK, { question: next, input })
          // What awaits review is not explained to those who may not see it.
          const told = ask.reason === 'UNSUPPORTED' && /awaits review/.test(ask.text) ? null : ask.reason
          expect([role, question, next, told]).toEqual([role, question, next, null])
        }
      }
    }
  })

  test('a viewer is offered nothing about cost, and told plainly why such a question has no answer', async () => {
    const viewer = await signedIn(browser, server.address, 'Viewer', '#/ask')
    expect(await viewer.locator('#main').textContent()).not.toMatch(/margin|profit|lost money|waste/i)
    await viewer.getByRole('textbox', { name: 'Your question' }).fill('gross profit of Larkspur Logistics last month')
    await viewer.keyboard.press('Enter')
    await viewer.getByText('Your role may not see gross profit.').last().waitFor()
    expect(await viewer.getByText('Questions that can be answered').count()).toBe(1)
    await viewer.close()
  })

  test('while the server is away that is said; then the same question goes on', async () => {
    await goTo(page, '#/ask')
    await server.stop()
    await box().fill('Revenue last month')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').filter({ hasText: 'The server does not answer' }).waitFor()
    await server.start()
    await page.getByRole('button', { name: 'Try again' }).click()
    await page
      .getByText(/^Revenue was \$/)
      .first()
      .waitFor()
  })

  test('signing out forgets the conversation', async () => {
    const other = await signedIn(browser, server.address, 'Manager', '#/ask')
    await other.getByRole('button', { name: LOST }).click()
    await other.getByRole('heading', { level: 2, name: LOST }).waitFor()
    await other.getByRole('button', { name: /Manager/ }).click()
    await other.getByRole('menuitem', { name: /Sign out/ }).click()
    await other.getByRole('button', { name: 'Viewer', exact: true }).click()
    await other.getByText('For example').waitFor()
    expect(await other.getByRole('heading', { level: 2, name: LOST }).count()).toBe(0)
    expect(await other.getByRole('button', { name: 'Recent questions' }).count()).toBe(0)
    await other.close()
  })

  test.each([
    ['nothing asked', null],
    ['a ranking', LOST],
    ['a trend', 'Revenue by month this year'],
    ['a comparison that is not quite sure', 'top 5 wasted licenses vs last year'],
    ['a question why', 'Why did gross margin change last month?'],
    ['choices', 'cost last month'],
    ['a refusal', 'what will the weather be?'],
  ])(
    '%s has nothing that axe finds wrong, in every look, at 1280 and 390 px, and nothing to scroll sideways',
    async (_, question) => {
      const other = await signedIn(browser, server.address, 'Analyst', '#/ask')
      if (question !== null) {
        await other.getByRole('textbox', { name: 'Your question' }).fill(question)
        await other.keyboard.press('Enter')
        await other.getByRole('heading', { level: 2, name: question }).waitFor()
        await settled(other)
        if (question === LOST) {
          await other
            .getByRole('button', { name: /^Explain Gross profit of/ })
            .first()
            .click()
          await other
            .getByRole('region', { name: /^Why: / })
            .getByRole('slider')
            .waitFor()
        }
        await other.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true
        })
      }
      expect(await axeInEveryLook(other)).toEqual([])
      expect(await other.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
      await other.close()
    },
    120_000,
  )

  // Last, as it takes data away.
  test('once the data has changed the answer says that it is of before, and is asked again by a press', async () => {
    await goTo(page, '#/ask')
    await ask('Hours last month')
    const { snapshots } = await server.ask<{ snapshots: { nodes: { id: string }[] } }>(
      'OWNER',
      '{ snapshots(filter: {datasets: [TIME_LOGS]}, first: 1) { nodes { id } } }',
    )
    const revert = 'mutation ($id: ID!) { revertSnapshot(id: $id, reason: "A test") { __typename } }'
    await server.ask('OWNER', revert, { id: snapshots.nodes[0]?.id })
    await page.evaluate(() => {
      const { now } = Date
      Date.now = () => now() + 60_000
    })
    await goTo(page, '#/overview')
    await goTo(page, '#/ask')
    await page.getByText('The data has changed since.').waitFor()
    await page.getByRole('button', { name: 'Ask again' }).click()
    await page.getByText('The data has changed since.').waitFor({ state: 'detached' })
    const { text } = await asked('Hours last month')
    await page.getByText(text, { exact: true }).first().waitFor()
  })
})
