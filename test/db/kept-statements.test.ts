import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { keepStatements } from '../../server/db/kept-statements.ts'

function connection() {
  const database = new Sqlite(':memory:')
  database.exec('create table thing (id integer primary key); insert into thing values (1), (2), (3)')
  keepStatements(database)
  return database
}

test('a statement that reads is prepared once, one that writes each time', () => {
  const database = connection()
  const [read, write] = ['select id from thing where id > ?', 'insert into thing values (?)']
  expect(database.prepare(read)).toBe(database.prepare(read))
  expect(database.prepare(write)).not.toBe(database.prepare(write))
  expect(database.prepare(read).all(1)).toEqual([{ id: 2 }, { id: 3 }])
  expect(database.prepare(read).all(2)).toEqual([{ id: 3 }])
})

test('one that is being stepped through can be asked again meanwhile', () => {
  const database = connection()
  const all = 'select id from thing order by id'
  const seen: number[] = []
  for (const { id } of database.prepare<[], { id: number }>(all).iterate()) {
    seen.push(id, database.prepare(all).all().length)
  }
  expect(seen).toEqual([1, 3, 2, 3, 3, 3])
})

test('columns that a table gains are seen', () => {
  const database = connection()
  const everything = 'select * from thing where id = 1'
  expect(database.prepare(everything).all()).toEqual([{ id: 1 }])
  database.exec('alter table thing add column name text')
  expect(database.prepare(everything).all()).toEqual([{ id: 1, name: null }])
})

test('of a thousand statements the latest are kept', () => {
  const database = connection()
  const first = database.prepare('select 0')
  for (let number = 1; number < 1000; number++) database.prepare(`select ${number}`)
  expect(database.prepare('select 0')).not.toBe(first)
  expect(database.prepare('select 999')).toBe(database.prepare('select 999'))
})
