import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hash53, hash53OfCodes } from '../../server/analytics/hash53.ts'
import { ContentCodes } from '../../server/snapshots/importing/columns/content-codes.ts'
import { IntColumn } from '../../server/snapshots/importing/columns/int-column.ts'
import { sortedOrder } from '../../server/snapshots/importing/columns/sorted-order.ts'
import { TextColumn } from '../../server/snapshots/importing/columns/text-column.ts'
import { GroupSums } from '../../server/snapshots/importing/group-sums.ts'
import { KeySet } from '../../server/snapshots/importing/key-set.ts'

const whole = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }),
  fc.constantFrom(-(2 ** 31), 2 ** 31 - 1, 2 ** 31, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
)
const text = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.constantFrom('', 'é', '漢字😀', 'reactive'))

/** As from a file: each part begins at a place that numbers may begin at. */
const copied = (parts: readonly Uint8Array[]) => parts.map(part => part.slice())

test('a text and its codes have one hash', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 0, max: 9 }), (given, seed) => {
      const units = Uint16Array.from({ length: given.length }, (_, at) => given.charCodeAt(at))
      expect(hash53OfCodes(units, given.length, seed)).toBe(hash53(given, seed))
    }),
  )
})

test('what a row says is hashed as its values joined by the unit separator', () => {
  const values = fc.array(fc.oneof(whole, text, fc.constant(null)), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(values, fc.integer({ min: 0, max: 2 }), (given, seed) => {
      const codes = new ContentCodes()
      for (const value of given) {
        if (typeof value === 'string') codes.text(value)
        else codes.number(value ?? Number.NaN)
      }
      expect(codes.hash(seed)).toBe(hash53(given.join('\x1f'), seed))
    }),
  )
})

test('a column of numbers gives back what it was given, however large, also from its bytes', () => {
  fc.assert(
    fc.property(fc.array(fc.option(whole), { minLength: 1, maxLength: 50 }), given => {
      const column = new IntColumn(given.length)
      for (const [at, value] of given.entries()) column.set(at, value)
      const read = () => given.map((_, at) => column.get(at))
      expect(read()).toEqual(given)
      const alike = new Set(given).size === 1 ? given[0] : undefined
      expect(column.same(given.length)).toBe(alike)
      column.load(copied(column.parts(given.length)), given.length)
      expect(read()).toEqual(given)
    }),
  )
})

test('a column of texts gives back what it was given, repeated or not, also from its bytes', () => {
  fc.assert(
    fc.property(fc.array(fc.option(text), { minLength: 1, maxLength: 400 }), fc.boolean(), (given, asBytes) => {
      const column = new TextColumn(given.length)
      for (const [at, value] of given.entries())
        if (asBytes && value !== null) {
          const bytes = Buffer.from(`<${value}>`)
          column.setBytes(at, bytes, 1, bytes.length - 1)
        } else column.set(at, value)
      // A lone half of a surrogate pair has no UTF-8: SQLite would not keep it either.
      const kept = given.map(value => value?.toWellFormed() ?? null)
      const read = () => given.map((_, at) => column.get(at)?.toWellFormed() ?? null)
      expect(read()).toEqual(kept)
      column.load(copied(column.parts(given.length)))
      expect(read()).toEqual(kept)
    }),
  )
})

test('rows are ordered by their columns, equal ones as they came, whatever the range of the values', () => {
  const rows = fc.array(fc.tuple(whole, fc.integer({ min: 0, max: 3 }), whole), { maxLength: 60 })
  fc.assert(
    fc.property(rows, fc.integer({ min: 0, max: 3 }), (given, width) => {
      const columns = Array.from({ length: width }, (_, place) => {
        const column = new IntColumn(given.length)
        for (const [at, row] of given.entries()) column.set(at, row[place] ?? 0)
        return column
      })
      const expected = given
        .map((row, at) => ({ row: row.slice(0, width), at }))
        .sort((a, b) => {
          const place = a.row.findIndex((value, index) => value !== b.row[index])
          return place < 0 ? a.at - b.at : (a.row[place] ?? 0) - (b.row[place] ?? 0)
        })
        .map(({ at }) => at)
      expect([...sortedOrder(columns, given.length)]).toEqual(expected)
    }),
  )
})

test('sums by three numbers are those of a map, over any number of groups', () => {
  const part = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -3_000_000, max: 3_000_000 }))
  fc.assert(
    fc.property(fc.array(fc.tuple(part, part, part, fc.integer()), { maxLength: 3000 }), given => {
      const sums = new GroupSums(3, 1)
      const expected = new Map<string, number>()
      for (const [a, b, c, value] of given) {
        sums.add(sums.group(a, b, c), 0, value)
        expected.set(`${a},${b},${c}`, (expected.get(`${a},${b},${c}`) ?? 0) + value)
      }
      const found = Array.from({ length: sums.size }, (_, group) => [
        [0, 1, 2].map(place => sums.key(group, place)).join(','),
        sums.sum(group, 0),
      ])
      expect(new Map(found as [string, number][])).toEqual(expected)
    }),
    { numRuns: 30 },
  )
})

test('a set of keys knows the row that had a key first, what it said, and how often the key came', () => {
  const key = fc.oneof(
    fc.integer({ min: 0, max: 20 }),
    fc.constantFrom(0, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.integer({ min: 0, max: 3 })), { maxLength: 2000 }), given => {
      const keys = new KeySet()
      const first = new Map<number, { row: number; content: number; count: number }>()
      for (const [at, [one, content]] of given.entries()) {
        const known = first.get(one)
        if (known) known.count++
        else first.set(one, { row: at + 1, content, count: 1 })
        const seen = known ? { row: known.row, same: known.content === content, count: known.count } : null
        expect(keys.note(one, content, at + 1)).toEqual(seen)
      }
      for (const [one, { row, content }] of first)
        expect([keys.rowOf(one), keys.rowSaying(one, content), keys.rowSaying(one, content + 1)]).toEqual([row, row, 0])
      expect([keys.rowOf(777_777), keys.rowSaying(777_777, 0)]).toEqual([0, 0])
    }),
    { numRuns: 50 },
  )
})

test('a key that comes more often than its entry has room for is counted on', () => {
  const keys = new KeySet()
  for (let times = 1; times <= 5000; times++) {
    const seen = keys.note(Number.MAX_SAFE_INTEGER, 7, times)
    expect(seen).toEqual(times === 1 ? null : { row: 1, same: true, count: times })
    keys.note(times, 7, times)
  }
  expect([keys.rowOf(Number.MAX_SAFE_INTEGER), keys.rowOf(4321), keys.rowOf(5001)]).toEqual([1, 4321, 0])
})
