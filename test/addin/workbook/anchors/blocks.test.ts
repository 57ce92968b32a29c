import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blocksOf, bytesOfCell, maxBlockBytes, maxBlockCells } from '../../../../addin/workbook/anchors/blocks.ts'
import { cellInput } from '../../../../addin/workbook/anchors/cell-input.ts'
import { patchesOf } from '../../../../addin/workbook/anchors/patches.ts'
import { finish } from './finish.ts'

test('blocks cover all rows once, in order, and none is larger than one write may be', () => {
  fc.assert(
    fc.property(fc.nat(50_000), fc.integer({ min: 1, max: 60 }), fc.nat(200_000), (rowCount, columnCount, bytes) => {
      const blocks = [...blocksOf(rowCount, columnCount, () => bytes)]
      expect(blocks.reduce((at, { from, to }) => (from === at ? to : Number.NaN), 0)).toBe(rowCount)
      for (const { from, to } of blocks) {
        expect((to - from) * columnCount).toBeLessThanOrEqual(maxBlockCells)
        expect(to - from === 1 || (to - from) * bytes <= maxBlockBytes).toBe(true)
      }
    }),
    { numRuns: 30 },
  )
})

test('a cell is never larger in a request than it is taken for', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary', maxLength: 50 }), fc.double(), fc.constant('"\\"\\'), fc.constant('\u0001')),
      value => {
        const sent = JSON.stringify(JSON.stringify([[cellInput(value)]])).slice(5, -5)
        expect(Buffer.byteLength(sent)).toBeLessThanOrEqual(bytesOfCell(value))
      },
    ),
  )
})

test('patches write every change and nothing else', () => {
  const changes = fc.uniqueArray(
    fc.record({ row: fc.nat(3_000), column: fc.nat(5), value: fc.oneof(fc.integer(), fc.constant(null)) }),
    { selector: ({ row, column }) => `${row} ${column}`, maxLength: 400 },
  )
  const columnsAt = [4, 0, 7, 2, 1, 9]
  fc.assert(
    fc.property(changes, wanted => {
      const patches = finish(patchesOf(wanted, column => columnsAt[column] ?? 0))
      const written = patches.flatMap(({ row, column, values }) =>
        values.flatMap((line, r) =>
          line.flatMap((value, c) => (value === undefined ? [] : [`${row + r} ${column + c} ${value}`])),
        ),
      )
      expect(written.sort()).toEqual(
        wanted.map(({ row, column, value }) => `${row} ${columnsAt[column]} ${value}`).sort(),
      )
      for (const { values } of patches)
        expect(values.length * (values[0]?.length ?? 0)).toBeLessThanOrEqual(maxBlockCells)
    }),
  )
})
