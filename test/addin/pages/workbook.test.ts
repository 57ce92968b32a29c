import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { Book } from '../../../addin/workbook/browser/book.ts'
import { createBrowserWorkbook } from '../../../addin/workbook/browser/browser-workbook.ts'
import { openFile } from '../../../addin/workbook/browser/open-file.ts'
import { chromiumPath } from '../../support/chromium.ts'
import { browserSeats, csvFile } from './browser-seat.ts'

test.skipIf(!chromiumPath)(
  'a metric is inserted, refreshed after an upload with the note beside it in its place, and taken along as XLSX',
  async () => {
    await using seats = await browserSeats(true)
    const { page, go, failures } = await seats.open('ANALYST')
    await go('/workbook')
    const cell = (row: number, column: number) =>
      page.locator(`[role=gridcell][data-row="${row}"][data-column="${column}"]`)
    await page.getByRole('combobox', { name: 'Metrics' }).fill('Revenue')
    await page.getByRole('option', { name: 'Revenue', exact: true }).click()
    await page.getByRole('button', { name: 'Last 3 months' }).click()
    await page.getByRole('button', { name: 'All data' }).click()
    await page.getByRole('button', { name: 'Insert table' }).click()
    await cell(1, 0).getByText('Acme Dental').waitFor()
    await expect.poll(() => cell(1, 1).textContent()).toContain('1,500.50')

    await cell(1, 4).click()
    await page.keyboard.type('call them')
    await page.keyboard.press('Enter')
    const more = 'client,invoice_number,date,status,subtotal\nAcme Dental,I-9,2026-06-20,paid,99.50\n'
    expect((await seats.server.upload(seats.tokens.ANALYST, 'invoices', more)).ok).toBe(true)
    await page.getByRole('tab', { name: 'Tables' }).click()
    await page.getByRole('button', { name: /^Refresh all/ }).click()
    await expect.poll(() => cell(1, 1).textContent()).toContain('1,600.00')
    expect(await cell(1, 4).textContent()).toBe('call them')

    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'XLSX' }).click()
    const bytes = await readFile((await (await download).path()) ?? '')
    const book = new Book()
    await openFile(book, new File([bytes], 'saved.xlsx'))
    expect(await createBrowserWorkbook(book).pulledTables()).toMatchObject([{ state: 'intact', edits: [] }])
    expect(failures).toEqual([])
  },
  240_000,
)

test.skipIf(!chromiumPath)(
  'the workbook is gone when the person signs out',
  async () => {
    await using seats = await browserSeats(true)
    const { page, go } = await seats.open('ANALYST')
    await go('/uploads/new')
    await page.locator('input[type=file]').setInputFiles(csvFile('secret.csv', 'a,b\nconfidential,1\n'))
    await page.getByText('confidential').waitFor()
    const signOut = async () => {
      await page.getByRole('button', { name: /ANALYST of/ }).click()
      await page.getByRole('menuitem', { name: /Sign out/ }).click()
    }
    await go('/workbook')
    await page.getByRole('gridcell').first().click()
    await page.keyboard.type('typed here')
    await page.keyboard.press('Enter')
    await signOut()
    await page.getByRole('dialog', { name: 'Sign out without saving?' }).getByRole('button', { name: 'Stay' }).click()
    await page.getByText('typed here').waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'XLSX' }).click()
    await download
    // What was saved is not asked for.
    await signOut()
    await page.getByLabel('E-mail').waitFor()
    await page.getByLabel('E-mail').fill('viewer@test-msp.example')
    await page.getByLabel('Password').fill('correct horse battery')
    await page.keyboard.press('Enter')
    await page.locator('#navigation').waitFor()
    await go('/workbook')
    await page.getByRole('grid').waitFor()
    expect(await page.getByText('confidential').count()).toBe(0)
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0)
  },
  240_000,
)

test.skipIf(!chromiumPath)(
  'a sheet of 100,000 rows scrolls, jumps to its end and is edited without stalling the page',
  async () => {
    await using seats = await browserSeats(false)
    const { page, go } = await seats.open('ANALYST')
    await go('/workbook')
    const rows = Array.from({ length: 100_000 }, (_, at) => `Client ${at % 40},2026-06-01,${at},note ${at}`)
    await page.locator('input[type=file]').setInputFiles(csvFile('big.csv', `client,date,n,note\n${rows.join('\n')}\n`))
    await page.getByText('note 5', { exact: true }).waitFor()
    await page.getByRole('grid').focus()
    await page.keyboard.press('Control+ArrowDown')
    await page.getByText('note 99999', { exact: true }).waitFor()
    expect(await page.getByRole('row').count()).toBeLessThan(80)
    const longest = await page.evaluate(async () => {
      const grid = document.querySelector('[role=grid]')
      const frames: number[] = []
      let last = performance.now()
      for (let step = 0; step < 60 && grid; step++) {
        grid.scrollTop = step * 9_000
        await new Promise(requestAnimationFrame)
        frames.push(performance.now() - last)
        last = performance.now()
      }
      return frames.sort((a, b) => a - b)[Math.floor(frames.length * 0.95)] ?? 0
    })
    console.info(`Scrolling 100,000 rows: 95 of 100 frames within ${longest.toFixed(0)} ms.`)
    const began = performance.now()
    await page.keyboard.type('x')
    await page.keyboard.press('Enter')
    await page.getByRole('gridcell', { name: 'x', exact: true }).waitFor()
    console.info(`Editing a cell among 100,000 rows: ${(performance.now() - began).toFixed(0)} ms.`)
  },
  240_000,
)
