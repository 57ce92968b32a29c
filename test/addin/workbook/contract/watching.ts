import { describe, expect, test } from 'vitest'
import type { WorkbookEvent } from '../../../../addin/workbook/workbook.ts'
import { eventually } from '../../../support/eventually.ts'
import type { OpenWorkbook } from '../person.ts'
import { marginModel, threeClients } from '../table-models.ts'

export function watching(open: OpenWorkbook): void {
  describe('watching and showing', () => {
    test('tells the selection at once, and which number of a pulled table it is', async () => {
      const { workbook, person } = await open({ Report: [['x']] })
      await person.select('Report', 'B3')
      const { id } = await workbook.writeTable(threeClients, { kind: 'new', at: 'selection' })
      await person.select('Report', 'A1')
      const events: WorkbookEvent[] = []
      const stop = workbook.watch(event => events.push(event))
      const last = () => events.findLast(({ kind }) => kind === 'selection')
      await eventually(() =>
        expect(last()).toMatchObject({ selection: { sheet: 'Report', address: 'A1', pulled: null } }),
      )
      await person.select('Report', 'D5:E5')
      const pulled = { tableId: id, rowKey: 'Beacon|2026-08', columnKey: 'revenue' }
      await eventually(() => expect(last()).toMatchObject({ selection: { address: 'D5:E5', pulled } }))
      await person.select('Report', 'C3')
      const heading = { tableId: id, rowKey: null, columnKey: 'month' }
      await eventually(() => expect(last()).toMatchObject({ selection: { address: 'C3', pulled: heading } }))
      stop()
      const count = events.length
      await person.select('Report', 'A1')
      await new Promise(done => setTimeout(done, 50))
      expect(events.length).toBe(count)
    })

    test('tells what a person changes, and not what the product writes', async () => {
      const { workbook, person } = await open({ Report: [] })
      const { id } = await workbook.writeTable(threeClients, { kind: 'new', at: 'selection' })
      const events: WorkbookEvent[] = []
      const stop = workbook.watch(event => events.push(event))
      await eventually(() => expect(events.length).toBeGreaterThan(0))
      await workbook.writeTable(marginModel([['Acme Ltd', '2026-08', 1, 1]]), {
        kind: 'pulled',
        id,
        overwriteEdits: false,
      })
      await new Promise(done => setTimeout(done, 300))
      await person.type('Report', 'H20', 'by hand')
      await eventually(() => expect(events.some(({ kind }) => kind === 'change')).toBe(true))
      expect(events.filter(event => event.kind === 'change').map(({ address }) => address)).toEqual(['H20'])
      await person.copySheet('Report')
      await eventually(() => expect(events.some(({ kind }) => kind === 'structure')).toBe(true))
      stop()
    })

    test('shows a cell, a source and a table', async () => {
      const { workbook, person } = await open({
        Report: [],
        Data: [
          ['a', 'b'],
          [1, 2],
        ],
      })
      const { id } = await workbook.writeTable(threeClients, { kind: 'new', at: 'selection' })
      const source = (await workbook.sources()).find(({ ref, name }) => ref.kind === 'sheet' && name === 'Data')
      const selected: string[] = []
      const stop = workbook.watch(event => {
        if (event.kind === 'selection') selected.push(`${event.selection.sheet} ${event.selection.address}`)
      })
      await workbook.show({ kind: 'source', ref: source!.ref })
      await eventually(() => expect(selected.at(-1)).toBe('Data A1:B2'))
      await workbook.show({ kind: 'table', id })
      await eventually(() => expect(selected.at(-1)).toBe('Report A1:D4'))
      const { sheetId } = await workbook.readCells(source!.ref)
      await workbook.show({ kind: 'cell', sheetId, row: 2, column: 1 })
      await eventually(() => expect(selected.at(-1)).toBe('Data B2'))
      await person.deleteSheet('Report')
      await expect(workbook.show({ kind: 'table', id })).rejects.toMatchObject({ kind: 'gone' })
      stop()
    })
  })
}
