import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clipboardCells, clipboardText } from '../../../addin/ui/grid/clipboard-text.ts'
import { type GridPosition, moved } from '../../../addin/ui/grid/grid-keys.ts'
import { cellText } from '../../../addin/workbook/browser/cell-text.ts'

describe('clipboardCells', () => {
  it('reads what clipboardText wrote, whatever stands in the cells', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', '\r', ',', ' ', 'ü') })
    const block = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
      )
      // A last line that is all blank is how spreadsheets end the text.
      .filter(rows => rows.at(-1)?.some(text => text !== '') ?? false)
    fc.assert(
      fc.property(block, rows => {
        expect(clipboardCells(clipboardText(rows))).toEqual(rows)
      }),
    )
  })

  it('takes a quote inside a cell for what it is', () => {
    expect(clipboardCells('5" screen\tb\r\n')).toEqual([['5" screen', 'b']])
  })
})

describe('moved', () => {
  const size = { rowCount: 10, columnCount: 5, page: 4, filled: (row: number) => row < 4 }
  const at = (row: number, column: number): GridPosition => ({
    ...{ row, column },
    area: { top: row, left: column, bottom: row, right: column },
  })
  const key = (name: string, modifiers: { ctrl?: boolean; shift?: boolean } = {}) => ({
    ...{ key: name, ctrl: false, shift: false, alt: false },
    ...modifiers,
  })

  it('stays within the sheet', () => {
    expect(moved(at(0, 0), key('ArrowUp'), size)).toEqual(at(0, 0))
    expect(moved(at(9, 4), key('PageDown'), size)).toEqual(at(9, 4))
  })

  it('goes to the end of filled cells and over blank ones with Ctrl', () => {
    expect(moved(at(0, 0), key('ArrowDown', { ctrl: true }), size)).toEqual(at(3, 0))
    expect(moved(at(3, 0), key('ArrowDown', { ctrl: true }), size)).toEqual(at(9, 0))
    expect(moved(at(9, 0), key('ArrowUp', { ctrl: true }), size)).toEqual(at(3, 0))
  })

  it('extends with Shift, and shrinks again', () => {
    const wider = moved(at(2, 2), key('ArrowRight', { shift: true }), size)
    expect(wider).toEqual({ row: 2, column: 2, area: { top: 2, left: 2, bottom: 2, right: 3 } })
    expect(wider && moved(wider, key('ArrowLeft', { shift: true }), size)).toEqual(at(2, 2))
  })

  it('leaves other keys alone', () => {
    expect(moved(at(0, 0), key('Tab'), size)).toBeNull()
  })
})

describe('cellText', () => {
  it.each([
    [1234.5, '#,##0.00', '1,234.50'],
    [-0.001, '#,##0.00', '0.00'],
    [-12.3, '0.0"%"', '-12.3%'],
    [0.256, '0.0%', '25.6%'],
    [46_266, 'yyyy-mm-dd', '2026-09-01'],
    [46_266.5, 'd/m/yyyy h:mm', '2026-09-01 12:00'],
    [-5, '$#,##0;($#,##0)', '($5)'],
    [1_000, '[$€-407] #,##0', '€ 1,000'],
    [0.1 + 0.2, null, '0.3'],
    ['=1+1', null, '=1+1'],
    [true, null, 'TRUE'],
  ] as const)('shows %s with %s as %s', (value, format, text) => {
    expect(cellText(value, format)).toBe(text)
  })
})
