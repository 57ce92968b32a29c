import { describe, expect, test } from 'vitest'
import type { Abilities, OpenWorkbook } from '../person.ts'

const invoices = [
  ['Client', 'Invoice', 'Amount'],
  ['Acme', 'A-1', 120.5],
  ['Beacon', null, 80],
  ['Cobalt', 'C-7', '12,50'],
]

export function reading(open: OpenWorkbook, can: Abilities): void {
  describe('reading', () => {
    test('lists the selection first, where it is more than one cell, then tables and sheets with content', async () => {
      const { workbook, person } = await open({ Invoices: invoices, Empty: [] })
      expect((await workbook.sources()).map(({ ref, name, address }) => [ref.kind, name, address])).toEqual([
        ['sheet', 'Invoices', 'A1:C4'],
      ])
      await person.select('Invoices', 'A2:B3')
      const [first] = await workbook.sources()
      expect(first).toMatchObject({ ref: { kind: 'selection' }, sheet: 'Invoices', address: 'A2:B3', rowCount: 2 })
    })

    test('reads header and rows with the numbers that the sheet gives them; blank is null', async () => {
      const { workbook } = await open({ Notes: [['About']], Invoices: [[], ...invoices] })
      const source = (await workbook.sources()).find(({ name }) => name === 'Invoices')
      const cells = await workbook.readCells(source!.ref)
      expect(cells).toMatchObject({
        sheet: 'Invoices',
        address: 'A2:C5',
        header: ['Client', 'Invoice', 'Amount'],
        rows: [
          ['Acme', 'A-1', 120.5],
          ['Beacon', null, 80],
          ['Cobalt', 'C-7', '12,50'],
        ],
        rowNumbers: [3, 4, 5],
        hiddenRows: [],
      })
      const again = await workbook.readCells({ kind: 'range', sheetId: cells.sheetId, address: 'B2:C3' })
      expect(again).toMatchObject({ header: ['Invoice', 'Amount'], rows: [['A-1', 120.5]], rowNumbers: [3] })
    })

    test('reads what is selected', async () => {
      const { workbook, person } = await open({ Invoices: invoices })
      await person.select('Invoices', 'A1:B3')
      const cells = await workbook.readCells({ kind: 'selection' })
      expect(cells).toMatchObject({
        header: ['Client', 'Invoice'],
        rows: [
          ['Acme', 'A-1'],
          ['Beacon', null],
        ],
      })
    })

    test.skipIf(!can.hideRows)('reads rows that a person does not see, and says which they are', async () => {
      const { workbook, person } = await open({ Invoices: invoices })
      await person.hideRows('Invoices', 2, 1)
      await person.hideRows('Invoices', 4, 1)
      const [source] = await workbook.sources()
      const { rows, hiddenRows } = await workbook.readCells(source!.ref)
      expect([rows.length, hiddenRows]).toEqual([3, [2, 4]])
    })

    test('tells progress up to 1, and stops when it is told to', async () => {
      const { workbook } = await open({ Big: [['n'], ...Array.from({ length: 30_000 }, (_, at) => [at])] })
      const [source] = await workbook.sources()
      const parts: number[] = []
      await workbook.readCells(source!.ref, { progress: part => parts.push(part) })
      expect(parts.length).toBeGreaterThan(2)
      expect(parts).toEqual(parts.toSorted((one, other) => one - other))
      expect(parts.at(-1)).toBe(1)

      const stop = new AbortController()
      const reading = workbook.readCells(source!.ref, { signal: stop.signal, progress: () => stop.abort() })
      await expect(reading).rejects.toMatchObject({ name: 'WorkbookError', kind: 'aborted' })
    })

    test('says that a sheet is gone', async () => {
      const { workbook, person } = await open({ Notes: [['x']], Invoices: invoices })
      const source = (await workbook.sources()).find(({ name }) => name === 'Invoices')
      await person.deleteSheet('Invoices')
      await expect(workbook.readCells(source!.ref)).rejects.toMatchObject({ name: 'WorkbookError', kind: 'gone' })
    })
  })
}
