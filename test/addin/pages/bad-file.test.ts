import { expect, test } from 'vitest'
import { chromiumPath } from '../../support/chromium.ts'
import { browserSeats, csvFile } from './browser-seat.ts'

const november = `Date Worked,Tech,Company,Hours,Type
2026-06-10,Petra Quillfeather,Acme Dental,1.5,Help Desk
2026-06-10,Petra Quillfeather,Acme Dentl,2,Help Desk
2026-06-11,Petra Quillfeather,Bolt Legal,26,Maintenance
`

test.skipIf(!chromiumPath)(
  'a file with bad cells: marked in the grid, fixed by keyboard, checked and accepted; nothing is stored before',
  async () => {
    await using seats = await browserSeats(true)
    const { page, go, failures } = await seats.open('ANALYST')
    const versions = async () => {
      const { data } = await seats.server.ask(seats.tokens.OWNER, '{ snapshots { totalCount } }')
      return data.snapshots.totalCount as number
    }
    const before = await versions()
    await go('/uploads/new')
    await page.locator('input[type=file]').setInputFiles(csvFile('november.csv', november))
    await page.getByRole('button', { name: 'Accept 1 row' }).waitFor()
    const bad = page.locator('[role=gridcell][aria-invalid=true]')
    expect(await bad.count()).toBe(2)
    // What is wrong is read out with the cell.
    expect(await bad.first().textContent()).toContain('Error in column C: No client is called "Acme Dentl"')
    expect(await versions()).toBe(before)

    await page.getByRole('grid').focus()
    await page.keyboard.press('F8')
    await page.keyboard.type('Acme Dental')
    await page.keyboard.press('Enter')
    await page.keyboard.press('F8')
    await page.keyboard.press('F2')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('2.6')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Check again' }).click()
    await page.getByRole('button', { name: 'Accept 3 rows' }).click()
    await page.getByText(`Stored as version ${before + 1}.`).waitFor()
    expect(await bad.count()).toBe(0)
    const { data } = await seats.server.ask(
      seats.tokens.OWNER,
      '{ snapshots(first: 1) { nodes { acceptedCount rejectedCount fileName uploadedBy { name } } } }',
    )
    expect(data.snapshots.nodes[0]).toMatchObject({ acceptedCount: 3, rejectedCount: 0, fileName: 'november.csv' })
    expect(failures).toEqual([])
  },
  240_000,
)

test.skipIf(!chromiumPath)(
  'one row is stored, the bad one is corrected afterwards and sent alone, and then all is taken back',
  async () => {
    await using seats = await browserSeats(true)
    const { page, go } = await seats.open('ANALYST')
    await go('/uploads/new')
    await page.locator('input[type=file]').setInputFiles(csvFile('june.csv', november))
    await page.getByRole('button', { name: 'Accept 1 row' }).click()
    await page.getByText('2 rejected rows left').waitFor()
    await page.getByRole('button', { name: 'Use “Acme Dental”' }).click()
    await page.getByRole('button', { name: 'Send corrected rows' }).click()
    await page.getByText('1 rejected row left').waitFor()
    await page.getByRole('button', { name: 'Take it back' }).click()
    await page.getByLabel('Why').fill('Trying it out')
    await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click()
    await page.getByText('was taken back.').waitFor()
  },
  240_000,
)
