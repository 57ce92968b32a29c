import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numberText } from '../../../server/snapshots/reading/cells/raw-cell.ts'
import { sharePercent } from '../../../server/snapshots/reading/cells/share-percent.ts'
import { decimalText, writtenNumber } from '../../../server/snapshots/reading/cells/written-number.ts'

test('a number is written with the digits that a person sees: at most fifteen, never an exponent', () => {
  expect(numberText(0.1 + 0.2)).toBe('0.3')
  expect(numberText(1234.5)).toBe('1234.5')
  expect(numberText(1e21)).toBe('1000000000000000000000')
  expect(numberText(-1.5e-7)).toBe('-0.00000015')
  const share = fc.oneof(fc.double({ noNaN: true, min: -0.1, max: 1.1 }), fc.constantFrom(1, 1 - 2 ** -53, 0, -0))
  const cents = fc.integer({ min: -(10 ** 14), max: 10 ** 14 }).map(whole => whole / 100)
  fc.assert(
    fc.property(fc.oneof(cents, share, fc.double({ noNaN: true, min: -1e300, max: 1e300 })), value => {
      const text = numberText(value)
      expect(text).toMatch(/^-?\d+(\.\d+)?$/)
      expect(Number(text)).toBe(Number.isSafeInteger(value) ? value + 0 : Number(value.toPrecision(15)))
      // Lines of invoices keep it as it is, and a share up to 1 is none in percent.
      const written = writtenNumber(text, '.')
      expect(written && decimalText(written)).toBe(text)
      if (value <= 1) expect(written && sharePercent(written)).toEqual({ fraction: written, assumed: false })
    }),
    { numRuns: 2000 },
  )
})
