import { expect, test } from 'vitest'
import { chromiumPath } from '../../support/chromium.ts'
import { sampleSheets } from '../../support/sample-sheets.ts'
import { browserSeats, csvFile } from './browser-seat.ts'

test.skipIf(!chromiumPath)(
  'from an empty installation to the first insight: two presses, in far less than two minutes',
  async () => {
    await using seats = await browserSeats(false)
    const { page, go, failures } = await seats.open('OWNER')
    // The overview of nothing leads to the first steps, and does not once there is something.
    await go('/overview')
    await page.getByRole('heading', { name: 'Start', exact: true }).waitFor()
    await page.getByText('Needed for margins').first().waitFor()
    const began = performance.now()
    let presses = 0
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Choose files' }).click()
    presses++
    // In an order that would fail if files were sent as they were dropped: everything else names clients.
    const kinds = ['licenses', 'time_logs', 'invoices', 'staff', 'clients'] as const
    await (await chooser).setFiles(kinds.map(kind => csvFile(`export of ${kind}.csv`, sampleSheets[kind])))
    await page.getByRole('button', { name: 'Upload 5 files' }).click()
    presses++
    await page.getByRole('heading', { name: '2. What it says' }).waitFor()
    await page
      .getByText(/Acme Dental|Bolt Legal|Nothing stands out/)
      .last()
      .waitFor()
    const seconds = (performance.now() - began) / 1000
    console.info(`First insight after ${seconds.toFixed(1)} s and ${presses} presses.`)
    expect(seconds).toBeLessThan(120)
    expect(await page.getByText('stored', { exact: false }).count()).toBeGreaterThanOrEqual(5)
    const { data } = await seats.server.ask(seats.tokens.OWNER, '{ snapshots { totalCount nodes { dataset } } }')
    expect(data.snapshots.nodes.map(({ dataset }: { dataset: string }) => dataset)).toEqual([
      ...['LICENSES', 'TIME_LOGS', 'INVOICES', 'STAFF', 'CLIENTS'],
    ])
    await page.getByRole('link', { name: 'See the whole month' }).click()
    await page.getByRole('heading', { name: 'Overview', exact: true }).waitFor()
    await page.getByRole('article', { name: 'Revenue' }).waitFor()
    expect(failures).toEqual([])
  },
  240_000,
)
