import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressOf, overlap, rectOf } from '../../../../addin/workbook/anchors/address.ts'
import { cellInput } from '../../../../addin/workbook/anchors/cell-input.ts'
import { sheetName, tableName } from '../../../../addin/workbook/anchors/table-name.ts'
import { trustFormat } from '../../../../addin/workbook/anchors/trust-format.ts'

const rects = fc.record({
  row: fc.nat(1_000_000),
  column: fc.nat(16_000),
  rowCount: fc.integer({ min: 1, max: 500 }),
  columnCount: fc.integer({ min: 1, max: 300 }),
})

test('an address and its rectangle are the same thing', () => {
  fc.assert(
    fc.property(rects, rect => {
      expect(rectOf(`'My sheet'!${addressOf(rect)}`)).toEqual(rect)
    }),
  )
  expect(rectOf('$B$2:D9')).toEqual({ row: 1, column: 1, rowCount: 8, columnCount: 3 })
  expect(rectOf('C:D')).toEqual({ row: 0, column: 2, rowCount: 1_048_576, columnCount: 2 })
  expect(rectOf('3:4')).toEqual({ row: 2, column: 0, rowCount: 2, columnCount: 16_384 })
  expect(['A1,B2', 'A', '12', '', 'Total'].map(rectOf)).toEqual([null, null, null, null, null])
})

test('what two rectangles share is in both, whichever comes first', () => {
  fc.assert(
    fc.property(rects, rects, (one, other) => {
      const both = overlap(one, other)
      expect(both).toEqual(overlap(other, one))
      if (both) expect([overlap(both, one), overlap(both, other)]).toEqual([both, both])
    }),
  )
})

test.each([
  ['=1+1', "'=1+1"],
  ['+49 30 1234', "'+49 30 1234"],
  ['-', "'-"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ["'quoted", "''quoted"],
  ['2026-08', "'2026-08"],
  ['007', "'007"],
  ['1E5', "'1E5"],
  ['TRUE', "'TRUE"],
  ['Beacon', "'Beacon"],
  ['Larkspur Logistics', 'Larkspur Logistics'],
  ['Müller & Söhne', 'Müller & Söhne'],
  [null, ''],
  [0, 0],
  [Number.NaN, ''],
  [false, false],
])('%j is typed as %j', (value, input) => expect(cellInput(value)).toBe(input))

test('names of tables and sheets are valid and new, whatever the title', () => {
  expect(tableName('Margin by client', [])).toBe('Margin_by_client')
  expect(tableName('Margin by client', ['margin_by_CLIENT', 'Margin_by_client_2'])).toBe('Margin_by_client_3')
  expect(tableName('A1', [])).toBe('Table_A1')
  expect(tableName('2026: so far', [])).toBe('Table_2026_so_far')
  expect(tableName('?!', [])).toBe('Table')
  expect(sheetName('Why did margin move? (Acme/Beacon)', [])).toBe('Why did margin move (Acme B')
  expect(sheetName('History', [])).toBe('History 1')
  expect(sheetName("The margin of all our best's", [])).toBe('The margin of all our best')
  expect(sheetName(`${'x'.repeat(26)}\u{20000} y`, [])).toBe('x'.repeat(26))
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), title => {
      expect(tableName(title, [])).toMatch(/^\p{L}[\p{L}\p{N}_.]{0,70}$/u)
      expect(tableName(title, [])).not.toMatch(/^([A-Z]{1,3}\d+|[RC]\d*)$/i)
      const sheet = sheetName(title, [])
      expect(sheet.length).toBeLessThanOrEqual(31)
      expect([sheet, tableName(title, [])].every(name => name.isWellFormed())).toBe(true)
      expect(sheet).not.toMatch(/[\\/?*[\]:]|^'|'$|^$/)
    }),
  )
})

test('a number format says how far to trust the number, without colour', () => {
  const mark = (level: 'HIGH' | 'MEDIUM' | 'LOW' | 'AMBIGUOUS') => ({ level, note: '' })
  const inMarkedColumn = true
  expect(trustFormat('#,##0.00', mark('LOW'), { inMarkedColumn })).toBe('#,##0.00" !"')
  expect(trustFormat('#,##0.00', mark('AMBIGUOUS'), { inMarkedColumn })).toBe('#,##0.00" ?"')
  expect(trustFormat('0;-0', mark('MEDIUM'), { inMarkedColumn })).toBe('0" ~";-0" ~"')
  expect(trustFormat('#,##0.00', mark('HIGH'), { inMarkedColumn })).toBe('#,##0.00_ _!')
  expect(trustFormat('#,##0.00', null, { inMarkedColumn: false })).toBe('#,##0.00')
  expect(trustFormat(null, mark('LOW'), { inMarkedColumn })).toBe('General" !"')
  expect(trustFormat('@', mark('LOW'), { inMarkedColumn })).toBe('@')
})
