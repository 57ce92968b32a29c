import { describe, expect, test } from 'vitest'
import type { TableModel } from '../../../../addin/workbook/workbook.ts'
import type { Abilities, OpenWorkbook } from '../person.ts'
import { marginModel, threeClients } from '../table-models.ts'

const september = marginModel([
  ['Acme Ltd', '2026-08', 1250, 33],
  ['Cobalt', '2026-08', 310.25, -4.5],
  ['Delta', '2026-08', 75, 20],
])

async function pulled(open: OpenWorkbook, at = 'A1', sheet: (string | number | null)[][] = []) {
  const opened = await open({ Report: sheet })
  await opened.person.select('Report', at)
  const { id } = await opened.workbook.writeTable(threeClients, { kind: 'new', at: 'selection' })
  const refresh = (model: TableModel, overwriteEdits = false) =>
    opened.workbook.writeTable(model, { kind: 'pulled', id, overwriteEdits })
  return { ...opened, id, refresh }
}

export function refreshing(open: OpenWorkbook, can: Abilities): void {
  describe('refreshing a pulled table', () => {
    test('changes cells that changed, adds rows at the end, removes rows by key', async () => {
      const { person, refresh, workbook } = await pulled(open)
      expect(await refresh(september)).toMatchObject({ address: 'A1:D4', rowsAdded: 1, rowsRemoved: 1, rowsEmptied: 0 })
      const cells = await person.cells('Report')
      expect(['A2', 'A3', 'A4', 'C2', 'D3', 'B4', 'C4'].map(at => cells.get(at))).toEqual([
        ...['Acme Ltd', 'Cobalt', 'Delta', 1250, -4.5, '2026-08', 75],
      ])
      expect(cells.size).toBe(16)
      expect(await workbook.pulledTables()).toMatchObject([{ state: 'intact' }])
    })

    test('writes nothing when nothing changed', async () => {
      const { refresh } = await pulled(open)
      expect(await refresh(threeClients)).toMatchObject({ rowsAdded: 0, rowsRemoved: 0, cellsChanged: 0 })
    })

    test('keeps the order of rows and the headings that a person chose', async () => {
      const { person, refresh } = await pulled(open)
      await person.sort('Report', 'A2:D4', 0, true)
      await person.type('Report', 'C1', 'Turnover')
      await refresh(september)
      const cells = await person.cells('Report')
      expect(['C1', 'A2', 'A3', 'A4'].map(at => cells.get(at))).toEqual(['Turnover', 'Cobalt', 'Acme Ltd', 'Delta'])
    })

    test('never changes a cell outside, neither beside nor below', async () => {
      const { person, refresh } = await pulled(open, 'B2', [['Title'], [null, null, null, null, null, null, 'side']])
      await person.type('Report', 'B12', 'Total below')
      await person.type('Report', 'G12', 'far')
      const outside = async () =>
        [...(await person.cells('Report'))].filter(([at]) => !/^[B-E]([2-9]|10|11)$/.test(at)).sort()
      const before = await outside()
      expect(before.length).toBe(4)
      await refresh(september)
      await refresh(threeClients)
      expect(await outside()).toEqual(before)
    })

    test('leaves what a person wrote beside a row beside it, whatever leaves the answer', async () => {
      const { person, refresh } = await pulled(open)
      for (const [at, note] of [
        ['F2', 'on Acme'],
        ['F3', 'on Beacon'],
        ['F4', 'on Cobalt'],
      ] as const)
        await person.type('Report', at, note)
      expect(await refresh(september)).toMatchObject({ rowsAdded: 1, rowsRemoved: 0, rowsEmptied: 1 })
      const cells = await person.cells('Report')
      const rows = [2, 3, 4, 5].map(row => ['A', 'C', 'F'].map(column => cells.get(column + row)))
      expect(rows).toEqual([
        ['Acme Ltd', 1250, 'on Acme'],
        ['Beacon', undefined, 'on Beacon'],
        ['Cobalt', 310.25, 'on Cobalt'],
        ['Delta', 75, undefined],
      ])
      expect(await refresh(threeClients)).toMatchObject({ rowsEmptied: 0 })
      expect((await person.cells('Report')).get('C3')).toBe(900)
    })

    test('refuses to lose what a person typed, and overwrites it when allowed to', async () => {
      const { person, refresh } = await pulled(open)
      await person.type('Report', 'C2', 1)
      const before = await person.cells('Report')
      await expect(refresh(september)).rejects.toMatchObject({
        kind: 'edited',
        message: expect.stringContaining('C2'),
      })
      expect(await person.cells('Report')).toEqual(before)
      await refresh(september, true)
      expect((await person.cells('Report')).get('C2')).toBe(1250)
    })

    test('says which columns differ when the answer has other ones', async () => {
      const { refresh } = await pulled(open)
      const other = { ...september, columns: september.columns.with(3, { ...september.columns[3]!, key: 'hours' }) }
      await expect(refresh(other)).rejects.toMatchObject({
        kind: 'mismatch',
        message: expect.stringContaining('hours'),
      })
    })

    test('keeps one row when the answer became empty, and fills it again', async () => {
      const { person, refresh } = await pulled(open)
      await refresh(marginModel([]))
      await refresh(threeClients)
      const cells = await person.cells('Report')
      expect(['A2', 'A3', 'A4'].map(at => cells.get(at)).sort()).toEqual(['Acme Ltd', 'Beacon', 'Cobalt'])
    })

    test('leaves no row of before where all rows of the answer are new, as those of another month', async () => {
      const { person, refresh, workbook } = await pulled(open)
      const next = marginModel([
        ['Acme Ltd', '2026-09', 1, 2],
        ['Cobalt', '2026-09', 3, 4],
      ])
      expect(await refresh(next)).toMatchObject({ rowsAdded: 2, rowsRemoved: 3, rowsEmptied: 0, address: 'A1:D3' })
      const cells = await person.cells('Report')
      expect([...cells.values()].slice(4)).toEqual(['Acme Ltd', '2026-09', 1, 2, 'Cobalt', '2026-09', 3, 4])
      expect(await workbook.pulledTables()).toMatchObject([{ state: 'intact', edits: [] }])
      await refresh(threeClients)
      expect(await workbook.pulledTables()).toMatchObject([{ state: 'intact', address: 'A1:D4' }])
    })

    test('can be undone, and the table is then intact as it was', async () => {
      const { person, refresh, workbook } = await pulled(open)
      const before = await person.cells('Report')
      await refresh(september)
      for (let step = 0; step < 40; step++) {
        const cells = await person.cells('Report')
        if (cells.size === before.size && [...cells].every(([at, value]) => before.get(at) === value)) break
        await person.undo()
      }
      expect(await person.cells('Report')).toEqual(before)
      expect(await workbook.pulledTables()).toMatchObject([{ state: 'intact', edits: [] }])
    })

    test.skipIf(!can.formulas)('keeps formulas that point into it right', async () => {
      const { person, refresh } = await pulled(open)
      await person.type('Report', 'G1', '=C4')
      await person.type('Report', 'H1', '=SUM(C2:C4)')
      await refresh(september)
      const cells = await person.cells('Report')
      expect(cells.get('G1')).toBe(310.25)
      expect(cells.get('H1')).toBe(1250 + 310.25)
    })
  })
}
