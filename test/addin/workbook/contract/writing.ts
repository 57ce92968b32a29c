import { describe, expect, test } from 'vitest'
import type { OpenWorkbook } from '../person.ts'
import { marginModel, threeClients } from '../table-models.ts'

export function writing(open: OpenWorkbook): void {
  describe('writing a new table', () => {
    test('puts headings and values where the selection is', async () => {
      const { workbook, person } = await open({ Report: [['Our margins']] })
      await person.select('Report', 'B3')
      const written = await workbook.writeTable(threeClients, { kind: 'new', at: 'selection' })
      expect(written).toMatchObject({ sheet: 'Report', address: 'B3:E6', rowsAdded: 3, rowsRemoved: 0, rowsEmptied: 0 })
      const cells = await person.cells('Report')
      expect(Object.fromEntries(cells)).toMatchObject({
        ...{ A1: 'Our margins', B3: 'Client', C3: 'Month', D3: 'Revenue', E3: 'Margin %' },
        ...{ B4: 'Acme Ltd', C4: '2026-08', D4: 1200.5, E4: 31.2, E6: -4.5 },
      })
      expect(cells.size).toBe(17)
    })

    test('leaves text what it is: no formulas, dates, numbers or truth values are made of it', async () => {
      const { workbook, person } = await open({ Report: [] })
      const names = ['=1+1', '+49', '-x', '@home', '007', 'TRUE', '1E5', "'quoted'", '3/4', '#N/A', '12%']
      const model = marginModel(names.map(name => [name, '2026-08', 1, null]))
      const written = await workbook.writeTable(model, { kind: 'new', at: 'selection' })
      const cells = await person.cells('Report')
      expect(names.map((_, at) => cells.get(`A${at + 2}`))).toEqual(names)
      expect(cells.get('B2')).toBe('2026-08')
      const [table] = await workbook.pulledTables({ content: true })
      expect(table).toMatchObject({ id: written.id, state: 'intact', edits: [] })
      expect(table?.content?.rows.map(row => row.cells)).toEqual(model.rows.map(row => row.cells))
    })

    test('refuses cells that are in use, names them, and changes nothing', async () => {
      const { workbook, person } = await open({ Report: [[], [], [null, null, 'mine']] })
      await person.select('Report', 'A1')
      const before = await person.cells('Report')
      const writing = workbook.writeTable(threeClients, { kind: 'new', at: 'selection' })
      await expect(writing).rejects.toMatchObject({ kind: 'occupied', message: expect.stringContaining('C3') })
      expect(await person.cells('Report')).toEqual(before)
      expect(await workbook.pulledTables()).toEqual([])
    })

    test('refuses the place of another table, even where that is blank', async () => {
      const { workbook, person } = await open({ Report: [] })
      await workbook.writeTable(marginModel([]), { kind: 'new', at: 'selection' })
      await person.select('Report', 'C2')
      const writing = workbook.writeTable(threeClients, { kind: 'new', at: 'selection' })
      await expect(writing).rejects.toMatchObject({ kind: 'occupied' })
    })

    test('makes a sheet for each where asked to, with names of their own', async () => {
      const { workbook, person } = await open({ Report: [['mine']] })
      const one = await workbook.writeTable(threeClients, { kind: 'new', at: 'sheet' })
      const other = await workbook.writeTable(threeClients, { kind: 'new', at: 'sheet' })
      expect(await person.sheets()).toEqual(['Report', one.sheet, other.sheet])
      expect(one.name).not.toBe(other.name)
      expect((await person.cells(other.sheet)).get('A2')).toBe('Acme Ltd')
    })

    test('leaves nothing of a table that was stopped half-way', async () => {
      const { workbook, person } = await open({ Report: [['x']] })
      await person.select('Report', 'A3')
      const many = marginModel(Array.from({ length: 12_000 }, (_, at) => [`Client ${at}`, '2026-08', at, 1]))
      const stop = new AbortController()
      const work = { signal: stop.signal, progress: (part: number) => part > 0 && stop.abort() }
      const writing = workbook.writeTable(many, { kind: 'new', at: 'selection' }, work)
      await expect(writing).rejects.toMatchObject({ kind: 'aborted' })
      expect([...(await person.cells('Report'))]).toEqual([['A1', 'x']])
      expect(await workbook.pulledTables()).toEqual([])
    })
  })
}
