import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hash53 } from '../../server/analytics/hash53.ts'
import { ContentHash } from '../../server/snapshots/importing/columns/content-hash.ts'
import { IntColumn } from '../../server/snapshots/importing/columns/int-column.ts'
import { sortedOrder } from '../../server/snapshots/importing/columns/sorted-order.ts'
import { TextColumn } from '../../server/snapshots/importing/columns/text-column.ts'
import { GroupSums } from '../../server/snapshots/importing/group-sums.ts'
import { KeySet } from '../../server/snapshots/importing/key-set.ts'
import { PersonDays } from '../../server/snapshots/importing/person-days.ts'
import { SeenKeys } from '../../server/snapshots/importing/seen-keys.ts'
import { ScannedCells } from '../../server/snapshots/reading/csv/scanned-cells.ts'

const whole = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }),
  fc.constantFrom(-(2 ** 31), 2 ** 31 - 1, 2 ** 31, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
)
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '',
    'é',
    '漢字😀',
    'reactive',
    'a text longer than most others',
    'and one that does not end in é',
    '漢字'.repeat(30),
  ),
)

/** As from a file: each part begins at a place that numbers may begin at. */
const copied = (parts: readonly Uint8Array[]) => parts.map(part => part.slice())

test('what a row says is hashed as its values joined by the unit separator', () => {
  const edges = fc.constantFrom(0, 9, 10, 99, 100, 999, 1000, 9999, 10_000, 99_999_999, 100_000_000)
  const number = fc.oneof(whole, fc.nat(10_000_000), fc.nat(), edges)
  const values = fc.array(fc.oneof(number, text, fc.constant(null)), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(values, fc.integer({ min: 0, max: 2 }), fc.boolean(), (given, seed, asCells) => {
      const content = new ContentHash()
      content.begin(seed)
      for (let at = 0; at < given.length; at++) {
        const value = given[at]
        if (typeof value === 'string') {
          if (asCells) cellOf(value, (scan, end) => content.cell(scan, 1, end))
          else content.text(value)
          continue
        }
        // As many numbers at once as there are.
        const next = given.findIndex((other, place) => place > at && typeof other === 'string')
        const numbers = given.slice(at, next < 0 ? undefined : next) as (number | null)[]
        content.numbers(
          Float64Array.from([...numbers, 7], one => one ?? Number.NaN),
          numbers.length,
        )
        at += numbers.length - 1
      }
      const said = given.map(value => (asCells && typeof value === 'string' ? value.toWellFormed() : value))
      expect(content.hash).toBe(hash53(said.join('\x1f'), seed))
      expect(content.of(given)).toBe(hash53(given.join('\x1f')))
    }),
    { numRuns: 500 },
  )
})

test('the text of a cell is hashed behind what stands before it', () => {
  fc.assert(
    fc.property(text, given => {
      cellOf(given, (scan, end) =>
        expect(new ContentHash().ofCell('id:', scan, 1, end)).toBe(hash53(`id:${given.toWellFormed()}`)),
      )
    }),
  )
})

/** Gives a cell that begins at the second byte of a scan. */
function cellOf(text: string, take: (scan: ScannedCells, end: number) => void): void {
  const scan = new ScannedCells()
  scan.bytes = Buffer.from(`<${text}>`) as ScannedCells['bytes']
  take(scan, scan.bytes.length - 1)
}

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
  // Of one digit, of two, and too far apart for counting.
  const value = fc.oneof(fc.nat(9), fc.integer({ min: -5000, max: 70_000 }), whole)
  const near = fc.oneof(fc.nat(9), fc.integer({ min: -5000, max: 70_000 }))
  const row = fc.constantFrom(value, near).chain(each => fc.tuple(each, fc.integer({ min: 0, max: 3 }), each))
  const rows = fc.oneof(
    fc.array(row, { maxLength: 60 }),
    fc.array(fc.tuple(near, fc.integer({ min: 0, max: 3 }), near), { maxLength: 60 }),
  )
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
    fc.property(fc.array(fc.tuple(key, fc.integer({ min: 0, max: 3 }), fc.boolean()), { maxLength: 2000 }), given => {
      const keys = new KeySet()
      const first = new Map<number, { row: number; content: number; count: number }>()
      for (const [at, [one, content, asNew]] of given.entries()) {
        const known = first.get(one)
        if (known) known.count++
        else first.set(one, { row: at + 1, content, count: 1 })
        const isAdded = asNew && keys.addNew(one, content, at + 1)
        if (isAdded) {
          expect(known).toBeUndefined()
          continue
        }
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

test('keys that are left to the rows that are staged are known as if they were kept', () => {
  const step = fc.oneof(
    { weight: 30, arbitrary: fc.constant('new') },
    { weight: 3, arbitrary: fc.constant('stage') },
    { weight: 1, arbitrary: fc.constantFrom('again', 'look') },
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), fc.integer({ min: 1, max: 300 }), (steps, expected) => {
      const [keys, kept] = [new KeySet(expected), new KeySet()]
      const staged: { key: number; row: number }[] = []
      let waiting: { key: number; row: number }[] = []
      const values = (of: (one: { key: number; row: number }) => number) => ({ values: staged.map(of) })
      keys.leaveTo({
        *blocks() {
          const columns = {
            row_key: values(({ key }) => key),
            content_hash: values(({ key }) => key % 5),
            row: values(({ row }) => row),
          }
          yield { count: staged.length, ints: name => columns[name] }
        },
      })
      const keyOf = (row: number) => (row * 2 ** 31) % 9_007_199_254_740_881
      for (const [at, one] of steps.entries()) {
        const [row, key, other] = [at + 1, keyOf(at + 1), keyOf((at * 7919) % 400)]
        if (one === 'new') {
          const [isNew, wasNew] = [keys, kept].map(
            set => set.addNew(key, key % 5, row) || set.note(key, key % 5, row) === null,
          )
          expect(isNew).toBe(wasNew)
          if (isNew) waiting.push({ key, row })
        } else if (one === 'stage') {
          staged.push(...waiting)
          waiting = []
          keys.forgetStaged()
        } else if (one === 'look') expect(keys.rowSaying(other, other % 5)).toBe(kept.rowSaying(other, other % 5))
        else {
          const seen = kept.note(other, 3, row)
          expect(keys.note(other, 3, row)).toEqual(seen)
          if (!seen) waiting.push({ key: other, row })
        }
      }
      for (let row = 0; row < 400; row++) expect(keys.rowOf(keyOf(row))).toBe(kept.rowOf(keyOf(row)))
    }),
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

test('a key that is called new was not noted before, and of as many keys as were expected each is called so', () => {
  const key = fc.oneof(
    fc.nat(3000),
    fc.maxSafeNat(),
    fc.nat(500).map(number => hash53(`id:TE-${number}`)),
  )
  fc.assert(
    fc.property(fc.array(key, { maxLength: 600 }), fc.integer({ min: 1, max: 600 }), (given, expected) => {
      const seen = new SeenKeys(expected)
      const noted = new Set<number>()
      for (const one of given) {
        if (seen.isNew(one)) expect(noted).not.toContain(one)
        noted.add(one)
      }
      for (const one of noted) expect(seen.isNew(one)).toBe(false)
    }),
  )
  for (const idOf of [
    (at: number) => `TE-${1_000_000 + at}`,
    (at: number) => `${hash53(String(at))}`,
    (at: number) => `Zeit ${at * 7919}/2026`,
  ]) {
    const seen = new SeenKeys(100_000)
    let known = 0
    for (let at = 0; at < 100_000; at++) if (!seen.isNew(hash53(`id:${idOf(at)}`))) known++
    expect(known).toBe(0)
  }
})

test('hours of people and days are what was added before, however far apart they lie', () => {
  const person = fc.oneof(fc.nat(200), fc.integer({ min: 1, max: 10_000_000 }))
  const day = fc.oneof(fc.constantFrom(20_500, 20_501), fc.integer({ min: -30_000, max: 80_000 }))
  fc.assert(
    fc.property(fc.array(fc.tuple(person, day, fc.nat(2400)), { maxLength: 4000 }), given => {
      const days = new PersonDays()
      const sums = new Map<string, number>()
      for (const [one, on, hours] of given) {
        const before = sums.get(`${one} ${on}`) ?? 0
        expect(days.add(one, on, hours)).toBe(before)
        sums.set(`${one} ${on}`, before + hours)
      }
    }),
    { numRuns: 30, seed: 7 },
  )
})
