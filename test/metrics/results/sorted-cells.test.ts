import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sortedCells } from '../../../server/metrics/results/sorted-cells.ts'

const rank = fc.option(fc.nat({ max: 9 }))
const rows = fc.array(fc.tuple(rank, rank), { maxLength: 60 })

test('ranks sort as the numbers they are: up or down, nulls last, equal ones staying', () => {
  fc.assert(
    fc.property(rows, fc.boolean(), fc.boolean(), (values, firstDown, secondDown) => {
      const cells = Int32Array.from(values.keys(), cell => cell)
      const columns = [firstDown, secondDown].map((down, at) => ({ of: (cell: number) => values[cell]![at]!, down }))
      const ranked = sortedCells(
        cells,
        columns.map(column => ({ ...column, size: 10 })),
      )
      const compared = sortedCells(
        cells,
        columns.map(column => ({ ...column, size: null })),
      )
      expect(ranked).toEqual(compared)
    }),
  )
})

test('ranks that do not fit into a whole number are compared', () => {
  const huge = { of: (cell: number) => 3 - cell, size: 2 ** 40, down: false }
  expect(sortedCells(Int32Array.of(0, 1, 2, 3), [huge, huge])).toEqual(Int32Array.of(3, 2, 1, 0))
})
