import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, expect, test } from 'vitest'
import { columnsOfRows, numbersOf, rowsOfColumns } from '../../server/db/columns.ts'
import { createReaders } from '../../server/db/readers/readers.ts'

const folder = mkdtempSync(join(tmpdir(), 'moat-readers-'))
const file = join(folder, 'some.sqlite')
const writer = new Sqlite(file)
writer.pragma('journal_mode = wal')
writer.exec('create table thing (id integer primary key, word text, amount real) strict')
const count = 5000
const insert = writer.prepare('insert into thing values (?, ?, ?)')
writer.transaction(() => {
  for (let id = 1; id <= count; id++) insert.run(id, `word ${id % 7}`, (id % 100) / 8)
})()
const readers = createReaders(file)
afterAll(async () => {
  await readers.close()
  writer.close()
  rmSync(folder, { recursive: true })
})

test('a thread gives the same columns as rows read here', async () => {
  const sql = 'select id, word, amount from thing where id > ? order by id'
  const rows = writer.prepare(sql).all(17) as object[]
  const columns = await readers.read(sql, [17])
  expect(columns).toEqual(columnsOfRows(rows))
  expect(rowsOfColumns(columns)).toEqual(rows)
  expect(columns.numbers.id).toHaveLength(count - 17)
})

test('of no rows there are no columns, and every number is read as none', async () => {
  const columns = await readers.read('select id from thing where id < 0', [])
  expect(columns).toEqual(columnsOfRows([]))
  expect(numbersOf(columns, 'id')).toHaveLength(0)
})

test('what is wrong with a statement is told, and the thread goes on', async () => {
  await expect(readers.read('select id from nowhere', [])).rejects.toThrow('no such table: nowhere')
  await expect(readers.read('select null as id from thing', [])).rejects.toThrow('id has a null')
  expect(() => columnsOfRows([{ id: null }])).toThrow('id has a null')
  await expect(readers.read('delete from thing', [])).rejects.toThrow()
  expect((await readers.read('select count(*) as n from thing', [])).numbers.n).toEqual(Float64Array.of(count))
})

test('only what is committed is seen, and at once', async () => {
  writer.exec('begin')
  writer.prepare('insert into thing values (0, ?, 1)').run('new')
  const zero = 'select word from thing where id = 0'
  expect((await readers.read(zero, [])).count).toBe(0)
  writer.exec('commit')
  expect((await readers.read(zero, [])).texts.word).toEqual(['new'])
})

test('while a long read runs, this thread goes on, and a short one need not wait for it', async () => {
  const long = `with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000000) select count(*) as n from n`
  let turns = 0
  const ticker = setInterval(() => turns++, 1)
  const ended: string[] = []
  await Promise.all([
    readers.read(long, []).then(() => ended.push('long')),
    readers.read('select 1 as one', []).then(() => ended.push('short')),
  ])
  clearInterval(ticker)
  expect(ended).toEqual(['short', 'long'])
  expect(turns).toBeGreaterThan(10)
})

test('who waits when readers close is told', async () => {
  const closing = createReaders(file)
  const waiting = closing.read('with recursive n(i) as (select 1 union all select i + 1 from n) select i from n', [])
  const told = expect(waiting).rejects.toThrow('it ended')
  await closing.close()
  await told
})
