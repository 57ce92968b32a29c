import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, STEP } from '../../accounts/authenticator.ts'
import { chromiumPath } from '../../support/chromium.ts'
import { emailOf, PASSWORD } from '../../support/server.ts'
import { browserDesk, type Desk, go, inside, signOut, violations } from './browser-desk.ts'

describe.skipIf(!chromiumPath)('a second factor', { timeout: 240_000 }, () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await browserDesk()
    await desk.server.organization('North', 'OWNER', 'MANAGER')
  })
  afterAll(() => desk?.[Symbol.asyncDispose]())

  /** Password, the secret as it is shown, a first code: up to the backup codes. */
  async function setUp(page: Page): Promise<{ secret: string; first: string; codes: string[] }> {
    await page.getByLabel('Your password').fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('img', { name: /secret/ }).waitFor()
    const secret = ((await page.locator('.shown-once').textContent()) ?? '').replaceAll(' ', '')
    const first = codeOf(secret, desk.now())
    await page.getByLabel('Code', { exact: true }).fill(first)
    await page.keyboard.press('Enter')
    await page.getByText('they are not shown again').waitFor()
    return { secret, first, codes: await page.locator('.backup-codes li').allTextContents() }
  }

  test('is set up with an app, asked for at the next sign-in, and a backup code stands in for it once', async () => {
    const page = await desk.browser()
    await desk.signIn(page, emailOf('North', 'OWNER'))
    await inside(page)
    await go(page, '/account')
    await page.getByRole('button', { name: 'Set it up' }).click()
    const { secret, first, codes } = await setUp(page)
    expect(codes).toHaveLength(10)
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download' }).click()
    const file = readFileSync(await (await download).path(), 'utf8')
    for (const code of codes) expect(file).toContain(code)
    await page.getByRole('button', { name: 'Copy', exact: true }).click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(codes[0])
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.backup-codes').isVisible()).toBe(true)
    expect(await page.getByText('Sign out everywhere').isVisible()).toBe(false)
    await page.emulateMedia({ media: 'screen' })
    await page.getByRole('button', { name: 'I have kept them' }).click()
    await page.getByText('10 backup codes left of ten').waitFor()
    expect(await page.content()).not.toContain(codes[0])
    expect(await page.content()).not.toContain(secret)
    await signOut(page)

    await desk.signIn(page, emailOf('North', 'OWNER'))
    await page.getByLabel('Code', { exact: true }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('autocomplete'))).toBe('one-time-code')
    expect(await violations(page)).toEqual([])
    // The code it was turned on with has worked once.
    await page.getByLabel('Code', { exact: true }).fill(first)
    await page.keyboard.press('Enter')
    await page.getByRole('alert').filter({ hasText: 'the code is wrong' }).waitFor()
    desk.wait(2 * STEP)
    await page.getByLabel('Code', { exact: true }).fill(codeOf(secret, desk.now()))
    await page.keyboard.press('Enter')
    await inside(page)
    await signOut(page)

    const [backup = ''] = codes
    await desk.signIn(page, emailOf('North', 'OWNER'))
    await page.getByLabel('Code', { exact: true }).fill(` ${backup.toUpperCase().replace('-', ' ')}`)
    await page.keyboard.press('Enter')
    await inside(page)
    await go(page, '/account')
    await page.getByText('9 backup codes left of ten').waitFor()
    await signOut(page)
    await desk.signIn(page, emailOf('North', 'OWNER'))
    await page.getByLabel('Code', { exact: true }).fill(backup)
    await page.keyboard.press('Enter')
    await page.getByRole('alert').filter({ hasText: 'the code is wrong' }).waitFor()
    await page.getByRole('button', { name: /^Back/ }).click()
    expect(await page.getByLabel('Password').inputValue()).toBe('')
  })

  test('is turned off with password and code, after which the password alone opens the door again', async () => {
    const page = await desk.browser()
    await desk.signIn(page, emailOf('North', 'MANAGER'))
    await inside(page)
    await go(page, '/account')
    await page.getByRole('button', { name: 'Set it up' }).click()
    const { secret } = await setUp(page)
    await page.getByRole('button', { name: 'I have kept them' }).click()
    await page.getByRole('button', { name: 'Renew backup codes' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Password').fill('not this one')
    await dialog.getByLabel('Code', { exact: true }).fill(codeOf(secret, desk.now()))
    await page.keyboard.press('Enter')
    await dialog.getByRole('alert').waitFor()
    desk.wait(2 * STEP)
    await dialog.getByLabel('Password').fill(PASSWORD)
    await dialog.getByLabel('Code', { exact: true }).fill(codeOf(secret, desk.now()))
    await page.keyboard.press('Enter')
    await page.getByText('they are not shown again').waitFor()
    await page.getByRole('button', { name: 'I have kept them' }).click()
    desk.wait(2 * STEP)
    await page.getByRole('button', { name: 'Turn it off' }).click()
    await dialog.getByLabel('Password').fill(PASSWORD)
    await dialog.getByLabel('Code', { exact: true }).fill(codeOf(secret, desk.now()))
    await page.keyboard.press('Enter')
    await page.getByText('Your second factor is off.').waitFor()
    await signOut(page)
    await desk.signIn(page, emailOf('North', 'MANAGER'))
    await inside(page)
  })

  test('that the role must have is all there is until it is set up', async () => {
    const policy = 'mutation ($value: JSON!) { setPolicy(key: "signIn", value: $value) { version } }'
    const strict = await desk.server.organization('Strict', 'OWNER', 'ANALYST')
    await desk.server.ask(strict.tokens.OWNER, policy, { value: { secondFactor: ['ANALYST'] } })
    const page = await desk.browser()
    await desk.signIn(page, emailOf('Strict', 'ANALYST'))
    await page.getByRole('heading', { name: 'Set up a second factor' }).waitFor()
    expect(await page.getByRole('navigation').count()).toBe(0)
    await go(page, '/uploads')
    await page.getByRole('heading', { name: 'Set up a second factor' }).waitFor()
    expect(await violations(page)).toEqual([])
    await page.reload()
    await page.getByRole('heading', { name: 'Set up a second factor' }).waitFor()
    await setUp(page)
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'I have kept them' }).click()
    await inside(page)
    await page.getByRole('heading', { name: 'Uploads', exact: true }).waitFor()
  })
})
