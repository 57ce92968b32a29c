import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath } from '../../support/chromium.ts'
import { emailOf, PASSWORD } from '../../support/server.ts'
import { browserDesk, type Desk, go, inside, signOut, violations } from './browser-desk.ts'

const NEW_PASSWORD = 'four quiet blue lanterns'

describe.skipIf(!chromiumPath)('people', { timeout: 240_000 }, () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await browserDesk()
    await desk.server.organization('North', 'OWNER', 'ADMIN', 'ANALYST', 'VIEWER')
    await desk.server.organization('South', 'OWNER')
  })
  afterAll(() => desk?.[Symbol.asyncDispose]())

  async function at(email: string, path: string): Promise<Page> {
    const page = await desk.browser()
    await desk.signIn(page, email)
    await inside(page)
    await go(page, path)
    return page
  }
  /** Invites as whoever is at the page; answers the link. */
  async function invite(page: Page, email: string, role: string): Promise<string> {
    await page.getByRole('button', { name: 'Invite somebody' }).click()
    await page.getByRole('dialog').getByLabel('E-mail').fill(email)
    await page.getByRole('dialog').getByLabel('Role', { exact: true }).selectOption(role)
    await page.keyboard.press('Enter')
    await page.getByText('Nothing is mailed: pass this link on yourself').waitFor()
    return (await page.locator('.shown-once').textContent()) ?? ''
  }
  async function choose(page: Page, name: string, item: string) {
    await page.getByRole('button', { name: `Change ${name}` }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }

  test('who is invited joins by the link alone, gets another role at once, and is out when removed', async () => {
    const admin = await at(emailOf('North', 'ADMIN'), '/people')
    const link = await invite(admin, 'nina@new.example', 'VIEWER')
    expect(new URL(link).search).toBe('')
    expect(await violations(admin)).toEqual([])
    await admin.getByRole('button', { name: 'I have it' }).click()
    expect(await admin.content()).not.toContain(link)

    const nina = await desk.browser()
    const seen: string[] = []
    nina.on('request', request => seen.push(request.url()))
    await nina.goto(link)
    await nina.getByRole('heading', { name: 'Join North' }).waitFor()
    const token = link.split('=')[1] as string
    expect(await nina.evaluate(() => location.href)).not.toContain(token)
    expect(seen.filter(url => url.includes(token) && !url.includes('#'))).toEqual([])
    expect(await violations(nina)).toEqual([])
    await nina.getByLabel('Your name').fill('Nina New')
    await nina.getByLabel('Password').fill('password')
    await nina.keyboard.press('Enter')
    await nina.getByRole('alert').filter({ hasText: 'common' }).waitFor()
    await nina.getByLabel('Password').fill(NEW_PASSWORD)
    await nina.keyboard.press('Enter')
    await inside(nina)
    await go(nina, '/people')
    await nina.getByText('Your role does not manage people.').waitFor()

    await admin.reload()
    await admin.getByRole('row', { name: /Nina New/ }).waitFor()
    await choose(admin, 'Nina New', 'Change the role')
    await admin.getByRole('dialog').getByLabel('Role', { exact: true }).selectOption('MANAGER')
    expect(
      await admin
        .getByRole('dialog')
        .getByRole('option', { name: /^Owner/ })
        .count(),
    ).toBe(0)
    await admin.getByRole('button', { name: 'Change the role', exact: true }).click()
    await admin.getByRole('row', { name: /Nina New.*Manager/ }).waitFor()
    await nina.reload()
    await nina.getByRole('link', { name: 'Reviews' }).waitFor()

    await choose(admin, 'Nina New', 'Remove')
    await admin.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
    await admin.getByRole('row', { name: /Nina New/ }).waitFor({ state: 'detached' })
    await go(nina, '/account')
    await nina.getByRole('dialog', { name: 'Sign in' }).waitFor()

    const again = await desk.browser()
    await again.goto(link)
    await again.getByRole('heading', { name: 'This invitation does not hold' }).waitFor()
    expect(await violations(again)).toEqual([])
  })

  test('an invitation that was ended holds no more, and a broken link neither', async () => {
    const owner = await at(emailOf('North', 'OWNER'), '/people')
    const link = await invite(owner, 'max@new.example', 'ANALYST')
    await owner.getByRole('button', { name: 'End the invitation of max@new.example' }).click()
    await owner.getByRole('row', { name: /max@new\.example.*Ended/ }).waitFor()
    for (const address of [link, link.slice(0, -3)]) {
      const page = await desk.browser()
      await page.goto(address)
      await page.getByRole('heading', { name: 'This invitation does not hold' }).waitFor()
    }
  })

  test('an administrator cannot touch an owner; an owner hands the organization over', async () => {
    const admin = await at(emailOf('North', 'ADMIN'), '/people')
    await admin.getByRole('button', { name: 'Change ANALYST of North' }).waitFor()
    expect(await admin.getByRole('button', { name: 'Change OWNER of North' }).count()).toBe(0)
    const owner = await at(emailOf('North', 'OWNER'), '/people')
    await choose(owner, 'OWNER of North', 'Leave the organization')
    await owner.getByRole('button', { name: 'Leave it' }).click()
    await owner.getByRole('dialog').getByText('only Owner').waitFor()
    await owner.keyboard.press('Escape')
    await choose(owner, 'ADMIN of North', 'Hand the organization over')
    await owner.getByRole('button', { name: 'Hand it over' }).click()
    await owner.getByRole('row', { name: /ADMIN of North.*Owner/ }).waitFor()
    await owner.getByRole('row', { name: /OWNER of North.*You.*Admin/ }).waitFor()
  })

  test('change their password, which is measured by the server and ends their other sessions', async () => {
    const email = emailOf('North', 'ANALYST')
    const elsewhere = await at(email, '/clients')
    const page = await at(email, '/account')
    await page.getByRole('row', { name: /Chrome on Linux This one/ }).waitFor()
    expect(await violations(page)).toEqual([])
    const change = async (current: string, next: string) => {
      await page.getByLabel('Present password').fill(current)
      await page.getByLabel('New password').fill(next)
      await page.keyboard.press('Enter')
    }
    await change(PASSWORD, 'qwertyuiop')
    await page.getByText('on the lists of common ones').waitFor()
    await change('not this one', NEW_PASSWORD)
    await page.getByRole('alert').filter({ hasText: 'the password or the code is wrong' }).waitFor()
    await change(PASSWORD, NEW_PASSWORD)
    await page.getByText(/Your password is changed\. \d+ other sessions? ended\./).waitFor()
    await go(elsewhere, '/account')
    await elsewhere.getByRole('dialog', { name: 'Sign in' }).waitFor()
    await signOut(page)
    await desk.signIn(page, email)
    await page.getByRole('alert').waitFor()
    await desk.signIn(page, email, NEW_PASSWORD)
    await inside(page)
  })

  test('see where they are signed in, end one session, and sign out everywhere', async () => {
    const email = emailOf('North', 'VIEWER')
    const [first, second, page] = [
      await at(email, '/clients'),
      await at(email, '/clients'),
      await at(email, '/account'),
    ]
    const others = page.getByRole('button', { name: /^End the session of Chrome/ })
    await expect.poll(() => others.count()).toBe(2)
    await others.first().click()
    await expect.poll(() => others.count()).toBe(1)
    await go(second, '/account')
    await go(first, '/account')
    await expect
      .poll(async () => (await Promise.all([first, second].map(tab => tab.getByRole('dialog').count()))).sort())
      .toEqual([0, 1])
    await page.getByRole('button', { name: 'Sign out everywhere' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click()
    await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
    for (const tab of [first, second]) {
      await tab.reload()
      await tab.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
    }
  })

  test('of several organizations switch between them, and nothing of the one is left in the other', async () => {
    const south = await at(emailOf('South', 'OWNER'), '/people')
    const link = await invite(south, emailOf('North', 'OWNER'), 'MANAGER')
    const page = await at(emailOf('North', 'OWNER'), '/account')
    // An invitation that is opened where somebody is signed in already.
    await page.evaluate(to => {
      location.hash = to
    }, new URL(link).hash)
    await page.getByRole('heading', { name: 'Join South' }).waitFor()
    await page.getByLabel('Your name').fill('Anybody')
    await page.getByLabel('Password').fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Organization: South' }).waitFor()
    await go(page, '/workbook')
    await page.getByRole('grid').waitFor()
    await page.getByRole('gridcell').first().click()
    await page.keyboard.type('of South')
    await page.keyboard.press('Enter')
    await page.getByText('of South').waitFor()
    const duplicate = page.context().waitForEvent('page')
    await page.evaluate(() => void window.open(location.href))
    const copy = await duplicate
    await inside(copy)

    const changeOver = async () => {
      await page.getByRole('button', { name: 'Organization: South' }).click()
      await page.getByRole('menuitemradio', { name: /^North/ }).click()
      await page.getByRole('dialog', { name: 'Change over without saving?' }).waitFor()
    }
    await changeOver()
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'Stay' }).click()
    await page.getByRole('button', { name: 'Organization: South' }).waitFor()
    await page.getByText('of South').waitFor()
    await changeOver()
    await page.getByRole('button', { name: 'Change over' }).click()
    await page.getByRole('button', { name: 'Organization: North' }).waitFor()
    // The other tab was in the session that has ended: it does not go on in an organization it does not show.
    await copy.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
    await go(page, '/workbook')
    await page.getByRole('grid').waitFor()
    expect(await page.content()).not.toContain('of South')
    await go(page, '/account')
    await page.getByText('South (manager)').waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Organization: North' }).waitFor()
  })
})
