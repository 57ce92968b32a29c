import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { codeOf, STEP, setUp } from '../../accounts/authenticator.ts'
import { chromiumPath } from '../../support/chromium.ts'
import { emailOf, PASSWORD } from '../../support/server.ts'
import { type SeatServer, seatServer } from '../app/analyst-seat.ts'
import { axeViolations, overflows } from './axe-violations.ts'
import { type PaneServer, paneServer } from './pane-server.ts'

describe.skipIf(chromiumPath === undefined)('accounts in the pane', () => {
  let place: SeatServer
  let pane: PaneServer
  let browser: Browser
  let page: Page
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
    page = await browser.newPage({ viewport: { width: 320, height: 720 }, reducedMotion: 'reduce' })
    page.setDefaultTimeout(60_000)
  })
  async function signIn(email: string) {
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password').fill(PASSWORD)
    await page.keyboard.press('Enter')
  }
  const views = () => page.getByRole('navigation', { name: 'Views' }).waitFor()
  const accessible = async () => {
    expect(await axeViolations(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
  }

  test('a code is asked for where there is a second factor, and the provider is said to be for the browser', async () => {
    const { accessToken } = (await place.server.signIn(emailOf('Test MSP', 'MANAGER'))).data.signIn
    const { secret } = await setUp(place.server, accessToken, { password: PASSWORD, now: Date.now() })
    await page.goto(`${pane.page}?oidc`)
    await page.getByText('Signing in with Northern ID works in the browser').waitFor()
    await signIn(emailOf('Test MSP', 'MANAGER'))
    await page.getByLabel('Code', { exact: true }).waitFor()
    await accessible()
    place.server.wait(2 * STEP)
    await page.getByLabel('Code', { exact: true }).fill(codeOf(secret, Date.now() + 2 * STEP))
    await page.keyboard.press('Enter')
    await views()
  })

  test('a role that must have a second factor is told where to set it up, and goes on once it is', async () => {
    const { tokens } = await place.server.organization('Strict', 'OWNER', 'ANALYST')
    await place.server.ask(
      tokens.OWNER,
      'mutation ($value: JSON!) { setPolicy(key: "signIn", value: $value) { version } }',
      { value: { secondFactor: ['ANALYST'] } },
    )
    await page.goto(pane.page)
    await signIn(emailOf('Strict', 'ANALYST'))
    await page.getByRole('heading', { name: 'One step is missing' }).waitFor()
    await accessible()
    expect(await page.getByRole('navigation', { name: 'Views' }).count()).toBe(0)
    const token = tokens.ANALYST
    const begun = await place.server.ask(
      token,
      'mutation ($password: String!) { startSecondFactor(password: $password) { ... on SecondFactorSecret { secret } } }',
      { password: PASSWORD },
    )
    expect(begun.data.startSecondFactor.secret).toMatch(/^[A-Z2-7]+$/)
    await page.getByRole('button', { name: 'I have set it up' }).click()
    await page.getByRole('heading', { name: 'One step is missing' }).waitFor()
  })

  test('in another organization, tables of the former are left alone; back there they are refreshed', async () => {
    const other = await place.server.organization('Second MSP', 'OWNER')
    const email = emailOf('Test MSP', 'ANALYST')
    const invited = await place.server.ask(
      other.tokens.OWNER,
      `mutation { inviteUser(email: "${email}", role: ANALYST) { token } }`,
    )
    await place.server.ask(
      null,
      'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { __typename } }',
      { input: { token: invited.data.inviteUser.token, name: 'Anybody', password: PASSWORD } },
    )
    await page.goto(pane.page)
    await signIn(email)
    await views()
    const turnTo = async (label: string) =>
      await page.getByRole('navigation').getByRole('button', { name: label, exact: true }).click()
    await turnTo('Insert')
    const metrics = page.getByRole('combobox', { name: 'Metrics' })
    await metrics.fill('revenue')
    await page.getByRole('option', { name: 'Revenue', exact: true }).click()
    await page.getByLabel('New sheet').check()
    await page.getByRole('button', { name: 'Insert table' }).click()
    await page.getByText('Inserted.').waitFor()

    const workIn = async (name: string) => {
      await page.getByRole('button', { name: 'Settings and help' }).click()
      await page.getByLabel('Work in').selectOption({ label: name })
      await page.locator('dd', { hasText: name }).waitFor()
      await accessible()
    }
    await workIn('Second MSP')
    await turnTo('Refresh')
    await page.getByRole('button', { name: /Refresh all/ }).click()
    await page.getByText('Other organization').waitFor()
    await page.getByText('switch to Test MSP first').waitFor()
    await turnTo('Insert')
    expect(await page.getByRole('button', { name: /Remove.*Revenue/ }).count()).toBe(0)
    await workIn('Test MSP')
    await turnTo('Refresh')
    await page.getByRole('button', { name: /Refresh all/ }).click()
    await page.getByText('Refreshed', { exact: true }).waitFor()
  })
})
