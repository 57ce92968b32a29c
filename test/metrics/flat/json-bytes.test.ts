import fc from 'fast-check'
import { expect, test } from 'vitest'
import { JsonBytes, jsonPiece } from '../../../server/metrics/flat/json-bytes.ts'

const written = (write: (json: JsonBytes) => void): string => {
  const json = new JsonBytes(0)
  write(json)
  return json.whole().toString()
}

test('a decimal is written as the nearest double is', () => {
  const n = fc.oneof(
    fc.integer({ min: -1_000_000, max: 1_000_000 }),
    fc.maxSafeInteger().map(value => value % 1e15),
    fc.integer({ min: 0, max: 15 }).map(zeros => 10 ** zeros - 1),
    fc.integer({ min: 0, max: 14 }).map(zeros => -(10 ** zeros)),
  )
  fc.assert(
    fc.property(n, fc.integer({ min: 0, max: 6 }), (value, places) => {
      expect(written(json => expect(json.addDecimal(value, places)).toBe(true))).toBe(
        JSON.stringify(value / 10 ** places + 0),
      )
    }),
    { numRuns: 20_000 },
  )
})

test('one of more than fifteen digits is not', () => {
  for (const value of [1e15, -1e15, Number.MAX_SAFE_INTEGER, 1e21])
    expect(written(json => expect(json.addDecimal(value, 2)).toBe(false))).toBe('')
})

test('any number is written as JSON.stringify writes it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.double({ noNaN: true }), fc.maxSafeInteger(), fc.constant(-0)), value => {
      expect(written(json => json.addNumber(value))).toBe(JSON.stringify(value))
    }),
  )
})

test('texts stay what they are, whatever stands beside them', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 80 })), texts => {
      const parts = texts.map(text => JSON.stringify(text))
      expect(
        written(json => {
          for (const part of parts) json.add(jsonPiece(part))
        }),
      ).toBe(parts.join(''))
    }),
  )
})
