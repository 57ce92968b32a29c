import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeInEveryLook, axeViolations } from '../../support/axe.ts'
import { chromiumPath } from '../../support/chromium.ts'
import { type BrowserSeats, browserSeats, csvFile, type Seat } from './browser-seat.ts'

let seats: BrowserSeats
let owner: Seat
beforeAll(async () => {
  if (!chromiumPath) return
  seats = await browserSeats(true)
  owner = await seats.open('OWNER')
})
afterAll(async () => {
  await seats?.[Symbol.asyncDispose]()
})

const settled = async ({ page }: Seat) => {
  await page.waitForFunction(() => !document.querySelector('main [class*=skeleton]'))
}

for (const path of [
  '/start',
  '/uploads',
  '/uploads/new',
  '/workbook',
  '/reviews',
  '/audit',
  '/policies',
  '/people',
  '/keys',
  '/account',
])
  test.skipIf(!chromiumPath)(
    `${path} has nothing that axe finds wrong, in every look and at 1280 and 390 px, and nothing to scroll sideways`,
    async () => {
      await owner.page.setViewportSize({ width: 1280, height: 800 })
      await owner.go(path)
      await settled(owner)
      expect(await axeInEveryLook(owner.page)).toEqual([])
      const beyond = await owner.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(beyond).toBeLessThanOrEqual(0)
    },
    240_000,
  )

test.skipIf(!chromiumPath)(
  'a version, a review, and a sheet with marked cells have nothing that axe finds wrong',
  async () => {
    await owner.page.setViewportSize({ width: 1280, height: 800 })
    const { data } = await seats.server.ask(
      seats.tokens.OWNER,
      '{ snapshots(first: 1) { nodes { id } } reviewTasks(first: 1) { nodes { id } } }',
    )
    const paths = [`/uploads/${data.snapshots.nodes[0].id}`, `/reviews/${data.reviewTasks.nodes[0].id}`]
    for (const path of paths) {
      await owner.go(path)
      await settled(owner)
      expect(await axeInEveryLook(owner.page)).toEqual([])
    }
    await owner.page.setViewportSize({ width: 1280, height: 800 })
    await owner.go('/uploads/new')
    const bad = 'client,staff_name,date,hours\nAcme Dentl,Petra Quillfeather,2026-06-10,1\n'
    await owner.page.locator('input[type=file]').setInputFiles(csvFile('bad.csv', bad))
    await owner.page.locator('[role=gridcell][aria-invalid=true]').first().waitFor()
    expect(await axeInEveryLook(owner.page)).toEqual([])
  },
  240_000,
)

test.skipIf(!chromiumPath)(
  'dialogs, and what a viewer may not do, have nothing that axe finds wrong, and say whom to ask',
  async () => {
    await owner.page.setViewportSize({ width: 1280, height: 800 })
    await owner.go('/keys')
    await owner.page.getByRole('button', { name: 'New key' }).click()
    await owner.page.getByLabel('Role').selectOption('Analyst')
    await owner.page.getByLabel('Narrow it further').check()
    expect(await axeViolations(owner.page)).toEqual([])
    await owner.page.keyboard.press('Escape')
    await owner.go('/policies')
    await owner.page.getByRole('button', { name: 'Change Personal data' }).click()
    expect(await axeViolations(owner.page)).toEqual([])
    await owner.page.keyboard.press('Escape')

    const viewer = await seats.open('VIEWER')
    const refusals = {
      '/start': 'Your role does not upload.',
      '/uploads/new': 'Your role does not upload.',
      '/audit': 'Your role does not read the log.',
      '/keys': 'Your role does not manage keys.',
      '/people': 'Your role does not manage people.',
      '/policies': 'Your role does not read the policies.',
      '/reviews': 'Your role does not decide reviews.',
    }
    for (const [path, text] of Object.entries(refusals)) {
      await viewer.go(path)
      await viewer.page.getByText(text).waitFor()
      await settled(viewer)
      expect(await axeViolations(viewer.page)).toEqual([])
    }
  },
  240_000,
)
