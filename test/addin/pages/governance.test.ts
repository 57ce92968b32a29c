import { afterAll, beforeAll, expect, test } from 'vitest'
import { chromiumPath } from '../../support/chromium.ts'
import { eventually } from '../../support/eventually.ts'
import { type BrowserSeats, browserSeats } from './browser-seat.ts'

let seats: BrowserSeats
beforeAll(async () => {
  if (chromiumPath) seats = await browserSeats(true)
})
afterAll(async () => {
  await seats?.[Symbol.asyncDispose]()
})

const oneTask = async () => {
  return await eventually(async () => {
    const { data } = await seats.server.ask(
      seats.tokens.OWNER,
      '{ reviewTasks(first: 1, filter: { status: [OPEN] }) { nodes { id uploadedBy { name } } } }',
    )
    const [task] = data.reviewTasks.nodes
    if (!task) throw new Error('No review task was opened.')
    return task as { id: string; uploadedBy: { name: string } }
  })
}

test.skipIf(!chromiumPath)(
  'who uploaded cannot decide, somebody else can, and the trail says who',
  async () => {
    const task = await oneTask()
    const analyst = await seats.open('ANALYST')
    await analyst.go(`/reviews/${encodeURIComponent(task.id)}`)
    await analyst.page.getByText('Somebody else has to decide.').waitFor()
    expect(await analyst.page.getByRole('radio', { name: 'Approve' }).count()).toBe(0)

    const manager = await seats.open('MANAGER')
    await manager.go(`/reviews/${encodeURIComponent(task.id)}`)
    await manager.page.getByRole('textbox', { name: 'Comment' }).fill('Agreed with the client')
    await manager.page.getByRole('button', { name: 'Approve', exact: true }).click()
    await manager.page.getByText('It stands in the log with your name.').waitFor()
    await manager.page.getByText('“Agreed with the client”').waitFor()
    const { data } = await seats.server.ask(
      seats.tokens.OWNER,
      'query ($id: ID!) { reviewTask(id: $id) { status decisions { kind comment by { name } } } }',
      { id: task.id },
    )
    expect(data.reviewTask.status).toBe('APPROVED')
    expect(data.reviewTask.decisions.at(-1)).toEqual({
      ...{ kind: 'APPROVED', comment: 'Agreed with the client', by: { name: 'MANAGER of Test MSP' } },
    })
  },
  240_000,
)

test.skipIf(!chromiumPath)(
  'of two who decide at once the second is told, and sees what the first has said',
  async () => {
    const task = await oneTask()
    const manager = await seats.open('MANAGER')
    await manager.go(`/reviews/${encodeURIComponent(task.id)}`)
    await manager.page.getByRole('radio', { name: 'Approve' }).waitFor()
    const { data } = await seats.server.ask(
      seats.tokens.OWNER,
      `mutation ($id: ID!) { decideReviewTask(input: { id: $id, version: 1, decision: REJECT, comment: "No" }) { __typename } }`,
      { id: task.id },
    )
    expect(data.decideReviewTask.__typename).toBe('ReviewTask')
    await manager.page.getByRole('button', { name: 'Approve', exact: true }).click()
    await manager.page.getByText('Somebody was quicker.').waitFor()
    await manager.page.getByText('It is decided: withheld.').waitFor()
  },
  240_000,
)

test.skipIf(!chromiumPath)(
  'a key is made, shown once, works, and is refused once it was ended',
  async () => {
    const { page, go } = await seats.open('OWNER')
    await go('/keys')
    await page.getByRole('button', { name: 'New key' }).click()
    await page.getByLabel('Name').fill('Power BI')
    // A Viewer only reads: there is nothing to narrow.
    expect(await page.getByLabel('Narrow it further').count()).toBe(0)
    await page.getByLabel('Role').selectOption('Analyst')
    await page.getByLabel('Narrow it further').check()
    expect(await page.getByLabel('read the audit log').count()).toBe(0)
    await page.getByLabel('read costs, rates, waste and margins').check()
    await page.getByRole('button', { name: 'Make the key' }).click()
    const secret = (await page.locator('.shown-once').textContent()) ?? ''
    const status = async () => {
      const { data, errors } = await seats.server.ask(secret, '{ viewer { role scopes } }')
      return data?.viewer ?? errors[0]?.extensions.code
    }
    const narrowed = { role: 'ANALYST', scopes: ['data:read', 'cost:read'] }
    expect(await status()).toEqual(narrowed)
    await page.getByRole('button', { name: 'Copy' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret)
    await page.getByRole('button', { name: 'I have it' }).click()
    await go('/audit')
    await go('/keys')
    await page.getByRole('button', { name: 'End the key Power BI' }).waitFor()
    expect(await page.locator('.shown-once').count()).toBe(0)
    expect(await page.content()).not.toContain(secret)
    await page.getByRole('button', { name: 'End the key Power BI' }).click()
    await page.getByRole('button', { name: 'End it' }).click()
    await page.getByText(/^Ended/).waitFor()
    expect(await status()).not.toEqual(narrowed)
  },
  240_000,
)

test.skipIf(!chromiumPath)(
  'a policy is changed by its field, says what it will say, and holds as a version',
  async () => {
    const { page, go } = await seats.open('ADMIN')
    await go('/policies')
    await page.getByRole('button', { name: 'Change What a person looks at' }).click()
    await page.getByLabel('Days to decide').fill('3')
    await page.getByText('Decided within 3 days.').waitFor()
    await page.getByRole('button', { name: /^Store as version/ }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const { data } = await seats.server.ask(seats.tokens.OWNER, '{ policies { key value version } }')
    const review = data.policies.find(({ key }: { key: string }) => key === 'review')
    expect(review).toMatchObject({ version: 1, value: { dueDays: 3, confidenceBelow: 0.7 } })
  },
  240_000,
)

test.skipIf(!chromiumPath)(
  'the log is searched, checked, and exported',
  async () => {
    const { page, go } = await seats.open('OWNER')
    await go('/audit')
    await page.getByRole('button', { name: 'Check the log' }).click()
    await page.getByText(/All \d+ entries are as they were written/).waitFor()
    await page.getByLabel('About').selectOption('snapshot.')
    await page.getByText('snapshot.accepted').first().waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export the log as CSV' }).click()
    expect((await download).suggestedFilename()).toMatch(/\.csv$/)
  },
  240_000,
)
