import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { readClusteredTable } from '../../server/db/sqlite-file/clustered-table.ts'
import type { RowsPart } from '../../server/db/sqlite-file/column-values.ts'
import { TableFile } from '../../server/db/sqlite-file/table-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'table-files-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const path = join(folder, 'rows.sqlite')

const DDL = `create table fact (tenant integer not null, day integer not null, row integer not null, amount integer,
  empty integer, note text, kind text not null, wide integer, primary key (tenant, day, row)) strict, without rowid`
/** The same with a statement that needs pages of its own in a file of small ones. */
const LONG_DDL = DDL.replace('(tenant', `(/* ${'x'.repeat(3000)} */ tenant`)

interface Row {
  readonly day: number
  readonly row: number
  readonly amount: number | null
  readonly note: string | null
  readonly kind: string
  readonly wide: number | null
}

const TENANT = 300
const WORDS = ['', 'reactive', 'Überlänge '.repeat(20), 'nul\0inside']
const encoder = new TextEncoder()
const words = WORDS.map(word => encoder.encode(word))

/** Rows as typed columns, with the places that they are to have. */
function partOf(rows: readonly Row[], slots: readonly number[], isWide: boolean): RowsPart {
  const ints = (of: (row: Row) => number | null) =>
    isWide
      ? Float64Array.from(rows, row => of(row) ?? Number.NaN)
      : Int32Array.from(rows, row => of(row) ?? -0x80000000)
  const encoded = rows.map(({ note }) => encoder.encode(note ?? ''))
  let at = 0
  const places = Int32Array.from(encoded, (bytes, index) => {
    const place = rows[index]?.note === null ? -1 : at
    at += bytes.length
    return place
  })
  const note = {
    places,
    lengths: Int32Array.from(encoded, ({ length }) => length),
    bytes: Buffer.concat(encoded),
    words,
  }
  const kind = {
    places: Int32Array.from(rows, ({ kind }) => -2 - WORDS.indexOf(kind)),
    lengths: new Int32Array(0),
    bytes: new Uint8Array(0),
    words,
  }
  return {
    columns: [
      TENANT,
      ints(({ day }) => day),
      ints(({ row }) => row),
      ints(({ amount }) => amount),
      null,
      note,
      kind,
      Float64Array.from(rows, ({ wide }) => wide ?? Number.NaN),
    ],
    from: 0,
    to: rows.length,
    slots: Int32Array.from(slots),
  }
}

/** Writes rows in batches, each in two parts that stand interleaved in it. */
function write(rows: readonly Row[], { batch = 1000, pageSize = 65_536, isWide = false, ddl = DDL } = {}): number {
  const made = new Sqlite(':memory:')
  made.exec(ddl)
  const file = new TableFile(path, readClusteredTable(made, 'fact'), pageSize)
  made.close()
  for (let from = 0; from < rows.length; from += batch) {
    const some = rows.slice(from, from + batch)
    const parts = [0, 1].map(odd => {
      const slots = some.flatMap((_, slot) => (slot % 3 > 1 === (odd === 1) ? [slot] : []))
      return partOf(
        slots.map(slot => some[slot] as Row),
        slots,
        isWide,
      )
    })
    file.add(parts, some.length)
  }
  file.end()
  return file.rows
}

function read(): { problems: unknown; rows: unknown[]; pages: number } {
  const database = new Sqlite(path)
  try {
    database.defaultSafeIntegers(true)
    const rows = database.prepare('select * from fact').all()
    const problems = database.pragma('integrity_check', { simple: true })
    return { problems, rows, pages: Number(database.pragma('page_count', { simple: true })) }
  } finally {
    database.close()
  }
}

const big = (value: number | null): bigint | null => (value === null ? null : BigInt(value))
const expected = (rows: readonly Row[]) =>
  rows.map(({ day, row, amount, note, kind, wide }) => ({
    tenant: BigInt(TENANT),
    day: big(day),
    row: big(row),
    amount: big(amount),
    empty: null,
    note,
    kind,
    wide: big(wide),
  }))

const edges = [8, 16, 24, 31].flatMap(bits => [
  2 ** (bits - 1) - 1,
  2 ** (bits - 1),
  -(2 ** (bits - 1)),
  -(2 ** (bits - 1)) - 1,
])
const narrow = fc.oneof(
  fc.constantFrom(0, 1, -1, 2 ** 31 - 1, -(2 ** 31) + 1, ...edges),
  fc.integer({ min: -(2 ** 31) + 1 }),
)
const wideEdges = [31, 32, 47, 48, 53, 62].flatMap(bits => [2 ** bits, -(2 ** bits), 2 ** bits - 1, -(2 ** bits) - 1])
const wide = fc.oneof(narrow, fc.constantFrom(-0, 2 ** 63 - 1024, -(2 ** 63) + 1024, ...wideEdges), fc.maxSafeInteger())
const note = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom('', 'nul\0inside', '\ufeffmarked', 'x'.repeat(57), 'x'.repeat(58), 'é'.repeat(30)),
  },
  { weight: 1, arbitrary: fc.integer({ min: 60, max: 9000 }).map(length => 'long '.repeat(length).slice(0, length)) },
)
const rowOf = fc.record({
  day: fc.integer({ min: -200, max: 40_000 }),
  row: narrow,
  amount: fc.option(narrow),
  note: fc.option(note),
  kind: fc.constantFrom(...WORDS),
  wide: fc.option(wide),
})
const rowsOf = (maxLength: number) =>
  fc
    .uniqueArray(rowOf, { maxLength, selector: ({ day, row }) => `${day} ${row}` })
    .map(rows => rows.sort((one, other) => one.day - other.day || one.row - other.row))

test('whatever rows are written, SQLite reads them, and finds nothing wrong with the file', () => {
  fc.assert(
    fc.property(
      rowsOf(120),
      fc.constantFrom(512, 1024, 4096, 65_536),
      fc.integer({ min: 1, max: 130 }),
      fc.boolean(),
      fc.constantFrom(DDL, LONG_DDL),
      (rows, pageSize, batch, isWide, ddl) => {
        expect(write(rows, { pageSize, batch, isWide, ddl })).toBe(rows.length)
        const found = read()
        expect(found.problems).toBe('ok')
        expect(found.rows).toEqual(expected(rows))
        expect(statSync(path).size).toBe(found.pages * pageSize)
      },
    ),
    { numRuns: 400 },
  )
})

test('any number of rows makes whole pages, at however many levels', () => {
  const rowsOfCount = (count: number) =>
    Array.from({ length: count }, (_, row) => ({
      day: row >> 3,
      row,
      amount: row % 5 ? row : null,
      note: row % 97 ? null : 'x'.repeat(row % 700),
      kind: 'reactive',
      wide: row * 2 ** 33,
    }))
  // Each count up to several pages: the last row of a page, the first and the second of the next.
  const counts = [...Array.from({ length: 90 }, (_, count) => count), 1500, 1501, 1502, 1503, 20_000]
  for (const count of counts) {
    const rows = rowsOfCount(count)
    write(rows, { pageSize: 512 })
    const found = read()
    expect(found.problems).toBe('ok')
    expect(found.rows).toEqual(expected(rows))
  }
})

test('rows that are copied from a file are stored as SQLite stores them itself, into an empty table and onto others', () => {
  fc.assert(
    fc.property(rowsOf(60), fc.boolean(), (rows, isEmpty) => {
      write(rows, { pageSize: 4096 })
      const [copied, bound] = [new Sqlite(':memory:'), new Sqlite(':memory:')]
      for (const database of [copied, bound]) {
        database.exec(DDL)
        if (!isEmpty)
          database.exec(
            `insert into fact values (299, 1, 1, 1, null, null, 'a', null), (301, 1, 1, 1, null, null, 'b', 9)`,
          )
      }
      copied.prepare('attach ? as file').run(path)
      copied.exec('insert into main.fact select * from file.fact')
      const insert = bound.prepare(`insert into fact values (?, ?, ?, ?, ?, ?, ?, ?)`)
      for (const row of expected(rows)) insert.run(...Object.values(row))
      for (const database of [copied, bound]) database.defaultSafeIntegers(true)
      const all = (database: typeof copied) => database.prepare('select * from fact').all()
      expect(all(copied)).toEqual(all(bound))
      expect(copied.pragma('integrity_check', { simple: true })).toBe('ok')
      // The same bytes: also the shortest form of each number.
      const sizes = (database: typeof copied) =>
        database.prepare(`select sum(payload) from dbstat where name = 'fact'`).pluck().get()
      copied.exec('detach file')
      expect(sizes(copied)).toEqual(sizes(bound))
      copied.close()
      bound.close()
    }),
    { numRuns: 100 },
  )
})

test.each<[string, readonly Partial<Row>[], RegExp]>([
  ['rows in another order', [{ day: 2 }, { day: 1 }], /not in the order of the key/],
  ['a key that comes twice', [{ day: 1 }, { day: 1 }], /not in the order of the key/],
  ['a part of a whole number', [{ wide: 1.5 }], /1.5 is no whole number of 64 bits/],
  ['more than 64 bits', [{ wide: 2 ** 63 }], /9223372036854775808|9223372036854776000/],
  ['a key without a value', [{ day: null as unknown as number }], /day has to have a value/],
])('%s cannot be written', (_, given, message) => {
  const plain: Row = { day: 1, row: 1, amount: 1, note: null, kind: '', wide: 1 }
  const rows = given.map(some => ({ ...plain, ...some }))
  for (const batch of [1, 2]) expect(() => write(rows, { batch })).toThrow(message)
})

test.each([
  ['create table fact (a integer primary key, b text) strict', /not strict and without rowid/],
  ['create table fact (a integer primary key, b text) without rowid', /not strict and without rowid/],
  ['create table fact (a integer primary key, b text unique) strict, without rowid', /not only its key is unique/],
  ['create table fact (a integer primary key, b integer check (b > 0)) strict, without rowid', /checks/],
  ['create table fact (a integer primary key desc, b text) strict, without rowid', /order of its own/],
  ['create table fact (a text primary key, b text) strict, without rowid', /a is TEXT/],
  ['create table fact (a integer primary key, b real) strict, without rowid', /b is REAL/],
  ['create table fact (a integer primary key, b integer as (a + 1)) strict, without rowid', /b is worked out/],
  ['create table other (a integer primary key) strict, without rowid', /there is no such table/],
])('%s is no table to write a file of', (ddl, message) => {
  const database = new Sqlite(':memory:')
  database.exec(ddl)
  expect(() => readClusteredTable(database, 'fact')).toThrow(message)
  database.close()
})

test('a key may stand in another order than the columns', () => {
  const database = new Sqlite(':memory:')
  database.exec('create table fact (a text, b integer, c integer, d integer, primary key (d, b)) strict, without rowid')
  const table = readClusteredTable(database, 'fact')
  expect(table.columns.map(({ name, notNull }) => [name, notNull])).toEqual([
    ['d', true],
    ['b', true],
    ['a', false],
    ['c', false],
  ])
  const file = new TableFile(path, table)
  file.add([{ columns: [4, Int32Array.of(2, 3), null, 7], from: 0, to: 2, slots: Int32Array.of(0, 1) }], 2)
  file.end()
  database.prepare('attach ? as file').run(path)
  expect(database.prepare('select * from file.fact').all()).toEqual([
    { a: null, b: 2, c: 7, d: 4 },
    { a: null, b: 3, c: 7, d: 4 },
  ])
  database.close()
})
