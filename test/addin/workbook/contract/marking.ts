import { describe, expect, test } from 'vitest'
import type { CellMark, SourceRef, Workbook } from '../../../../addin/workbook/workbook.ts'
import type { Abilities, OpenWorkbook } from '../person.ts'

const invoices = [
  ['Client', 'Date'],
  ['Acme', '2026-13-01'],
  ['Beacon', '2026-08-01'],
  ['', 'yesterday'],
]

const bad: readonly CellMark[] = [
  { row: 2, column: 1, severity: 'error', note: 'There is no month 13.' },
  { row: 4, column: null, severity: 'warning', note: 'A row without a client.' },
]

async function sheetOf(workbook: Workbook, name: string): Promise<SourceRef> {
  const source = (await workbook.sources()).find(each => each.ref.kind === 'sheet' && each.name === name)
  if (!source) throw new Error(`There is no sheet ${name}.`)
  return source.ref
}

export function marking(open: OpenWorkbook, can: Abilities): void {
  describe('marking cells', () => {
    test('shows a fill and a note on each, and takes both away again', async () => {
      const { workbook, person } = await open({ Invoices: invoices })
      const source = await sheetOf(workbook, 'Invoices')
      await workbook.markCells('upload', source, bad)
      const marked = await Promise.all(['B2', 'A4', 'B4', 'B3'].map(cell => person.colour('Invoices', cell)))
      expect(marked.map(colour => colour !== null)).toEqual([true, true, true, false])
      expect(marked[0]).not.toBe(marked[1])
      expect(await person.note('Invoices', 'B2')).toContain('There is no month 13.')
      expect(await person.note('Invoices', 'A4')).toContain('A row without a client.')
      expect(await person.note('Invoices', 'B3')).toBeNull()

      await workbook.markCells('upload', source, [])
      for (const cell of ['B2', 'A4', 'B4'])
        expect([await person.colour('Invoices', cell), await person.note('Invoices', cell)]).toEqual([null, null])
      expect((await person.cells('Invoices')).get('B2')).toBe('2026-13-01')
    })

    test('replaces earlier marks of the same owner only', async () => {
      const { workbook, person } = await open({ Invoices: invoices })
      const source = await sheetOf(workbook, 'Invoices')
      await workbook.markCells('upload', source, bad.slice(0, 1))
      await workbook.markCells('else', source, [{ row: 3, column: 0, severity: 'info', note: 'New client.' }])
      await workbook.markCells('upload', source, bad.slice(1))
      expect(await person.note('Invoices', 'B2')).toBeNull()
      expect(await person.note('Invoices', 'A3')).toContain('New client.')
      expect(await person.note('Invoices', 'A4')).toContain('A row without a client.')
    })

    test('takes marks away where their cells are now: cells were fixed, rows inserted above', async () => {
      const { workbook, person } = await open({ Invoices: invoices })
      const source = await sheetOf(workbook, 'Invoices')
      await workbook.markCells('upload', source, bad)
      await person.type('Invoices', 'B2', '2026-12-01 ')
      await person.insertRows('Invoices', 2, 3)
      await workbook.markCells('upload', source, [])
      for (const cell of ['B2', 'B4', 'B5', 'A7', 'B7'])
        expect([cell, await person.colour('Invoices', cell), await person.note('Invoices', cell)]).toEqual([
          cell,
          null,
          null,
        ])
    })

    test.skipIf(!can.paint)(
      'gives a cell its own colour back, and leaves one that a person painted since',
      async () => {
        const { workbook, person } = await open({ Invoices: invoices })
        const source = await sheetOf(workbook, 'Invoices')
        await person.paint('Invoices', 'B2', '#00B050')
        await workbook.markCells('upload', source, bad)
        await person.paint('Invoices', 'B4', '#7030A0')
        await workbook.markCells('upload', source, [])
        expect(await person.colour('Invoices', 'B2')).toBe('#00B050')
        expect(await person.colour('Invoices', 'B4')).toBe('#7030A0')
        expect(await person.colour('Invoices', 'A4')).toBeNull()
      },
    )
  })
}
