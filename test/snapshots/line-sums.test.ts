import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fractionSums, lineSums } from '../../server/snapshots/importing/rows/line-sums.ts'

const decimal = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.oneof(fc.nat(300), fc.nat(99_999_999), fc.constantFrom(0, 99_999_999_999, 123_456_789_012)),
    fc.oneof(
      fc.constantFrom('', '.5', '.25', '.0050', '.005'),
      fc.nat(99_999).map(places => `.${places}`),
    ),
  )
  .map(parts => parts.join(''))
const line = fc.record({
  description: fc.constant(null),
  quantity: decimal,
  unitPrice: decimal,
  taxRate: fc.option(decimal),
  discount: fc.option(decimal),
  unitCost: fc.constant(null),
})

test('sums of lines in whole numbers are those by fractions, to the last unit, however large', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), fc.constantFrom(0, 2, 3), (lines, digits) => {
      expect(lineSums(lines, digits)).toEqual(fractionSums(lines, digits))
    }),
    { numRuns: 3000 },
  )
})

test('halves go to the even unit', () => {
  const sums = (unitPrice: string) =>
    lineSums([{ description: null, quantity: '1', unitPrice, taxRate: '0.5', discount: null, unitCost: null }], 2)
  expect(sums('0.005')).toEqual({ net: 0, tax: 0 })
  expect(sums('0.015')).toEqual({ net: 2, tax: 1 })
  expect(sums('-0.015')).toEqual({ net: -2, tax: -1 })
  expect(sums('0.025')).toEqual({ net: 2, tax: 1 })
})
