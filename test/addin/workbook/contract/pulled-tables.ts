import { describe, expect, test } from 'vitest'
import type { OpenWorkbook } from '../person.ts'
import { provenance, threeClients } from '../table-models.ts'

async function pulled(open: OpenWorkbook) {
  const opened = await open({ Report: [] })
  const written = await opened.workbook.writeTable(threeClients, { kind: 'new', at: 'selection' })
  return { ...opened, written }
}

export function pulledTables(open: OpenWorkbook): void {
  describe('tables that were pulled', () => {
    test('remember where they are from, by key', async () => {
      const { workbook, written } = await pulled(open)
      expect(await workbook.pulledTables({ content: true })).toEqual([
        {
          ...{ id: written.id, name: written.name, sheet: 'Report', address: 'A1:D4' },
          ...{ provenance, state: 'intact', reason: null, edits: [] },
          content: {
            columns: ['client', 'month', 'revenue', 'margin_pct'],
            rows: threeClients.rows.map(({ key, cells }) => ({ key, cells })),
          },
        },
      ])
    })

    test('are found after rows were inserted above, and sorted', async () => {
      const { workbook, person, written } = await pulled(open)
      await person.insertRows('Report', 1, 2)
      await person.sort('Report', 'A4:D6', 2, false)
      const [table] = await workbook.pulledTables({ content: true })
      expect(table).toMatchObject({ id: written.id, address: 'A3:D6', state: 'intact' })
      expect(table?.content?.rows.map(({ key }) => key)).toEqual([
        'Cobalt|2026-08',
        'Beacon|2026-08',
        'Acme Ltd|2026-08',
      ])
    })

    test('say which cells a person changed, and from what', async () => {
      const { workbook, person } = await pulled(open)
      await person.type('Report', 'C3', 950)
      expect(await workbook.pulledTables()).toMatchObject([
        {
          state: 'edited',
          edits: [{ address: 'C3', rowKey: 'Beacon|2026-08', columnKey: 'revenue', was: 900, is: 950 }],
        },
      ])
      await person.undo()
      expect(await workbook.pulledTables()).toMatchObject([{ state: 'intact', edits: [] }])
    })

    test('are intact when only a heading was renamed', async () => {
      const { workbook, person } = await pulled(open)
      await person.type('Report', 'C1', 'Turnover')
      expect(await workbook.pulledTables()).toMatchObject([{ state: 'intact' }])
    })

    test('are known for copies when a sheet was copied, until one is written into', async () => {
      const { workbook, person, written } = await pulled(open)
      const sheet = await person.copySheet('Report')
      const tables = await workbook.pulledTables()
      expect(tables.map(each => [each.sheet, each.state])).toEqual([
        ['Report', 'intact'],
        [sheet, 'copied'],
      ])
      const copy = tables.find(({ state }) => state === 'copied')
      expect(copy?.id).not.toBe(written.id)
      await workbook.writeTable(threeClients, { kind: 'pulled', id: copy?.id ?? '', overwriteEdits: false })
      expect((await workbook.pulledTables()).map(each => [each.id, each.state])).toEqual([
        [written.id, 'intact'],
        [copy?.id, 'intact'],
      ])
    })

    test('are gone with their sheet, and then nothing is written', async () => {
      const { workbook, person, written } = await pulled(open)
      const copy = await person.copySheet('Report')
      await person.deleteSheet(copy)
      const other = await workbook.writeTable(threeClients, { kind: 'new', at: 'sheet' })
      await person.deleteSheet('Report')
      const tables = await workbook.pulledTables()
      expect(tables.map(({ id, state }) => [id, state])).toEqual([
        [written.id, 'gone'],
        [other.id, 'intact'],
      ])
      const writing = workbook.writeTable(threeClients, { kind: 'pulled', id: written.id, overwriteEdits: true })
      await expect(writing).rejects.toMatchObject({ kind: 'gone' })
      // It was said once; from then on it is forgotten.
      expect((await workbook.pulledTables()).map(({ id }) => id)).toEqual([other.id])
    })

    test('are damaged, and refused, when two rows stand for one', async () => {
      const { workbook, person, written } = await pulled(open)
      await person.type('Report', 'A4', 'Beacon')
      await person.type('Report', 'C4', 900)
      await person.type('Report', 'D4', 12)
      const before = await person.cells('Report')
      expect(await workbook.pulledTables()).toMatchObject([
        { state: 'damaged', reason: expect.stringContaining('Beacon / 2026-08') },
      ])
      const writing = workbook.writeTable(threeClients, { kind: 'pulled', id: written.id, overwriteEdits: true })
      await expect(writing).rejects.toMatchObject({ kind: 'mismatch' })
      expect(await person.cells('Report')).toEqual(before)
    })
  })
}
