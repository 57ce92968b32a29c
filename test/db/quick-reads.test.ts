import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SqlEntityManager } from '@mikro-orm/sql'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { createQuickReads } from '../../server/db/quick-reads.ts'

const query = 'select name from person where firm = $1 and id = $2'
/** Not asked for by an embedded database in a file. */
const noManager = undefined as unknown as SqlEntityManager

/** A file of people, a writer of its own, and the reads of it. */
function people() {
  const folder = mkdtempSync(join(tmpdir(), 'quick-reads-'))
  const file = join(folder, 'people.sqlite')
  const writer = new Sqlite(file)
  writer.pragma('journal_mode = wal')
  writer.exec("create table person (firm, id, name); insert into person values (1, 2, 'Ada'), (2, 1, 'Bea')")
  const reads = createQuickReads(noManager, { file })
  return {
    writer,
    reads,
    name: async (...values: (string | number)[]) => (await reads.first<{ name: string }>(query, values))?.name,
    [Symbol.dispose]: () => {
      reads.close()
      writer.close()
      rmSync(folder, { recursive: true })
    },
  }
}

test('a row is the same until somebody commits something, and read again then', async () => {
  using of = people()
  const first = await of.reads.first(query, [1, 2])
  expect(first).toEqual({ name: 'Ada' })
  expect(await of.reads.first(query, [1, 2])).toBe(first)
  of.writer.exec("begin; update person set name = 'Eva'")
  expect(await of.reads.first(query, [1, 2])).toBe(first)
  of.writer.exec('commit')
  expect([await of.name(1, 2), await of.name(2, 1)]).toEqual(['Eva', 'Eva'])
  of.writer.exec('delete from person where id = 2')
  expect([await of.name(1, 2), await of.name(2, 1)]).toEqual([undefined, 'Eva'])
  of.writer.exec("insert into person values (1, 2, 'Ada')")
  expect(await of.name(1, 2)).toBe('Ada')
})

test('what is undone is never seen, and a row that comes is seen at once', async () => {
  using of = people()
  expect(await of.name(3, 3)).toBe(undefined)
  of.writer.exec("begin; insert into person values (3, 3, 'Cleo'); rollback")
  expect(await of.name(3, 3)).toBe(undefined)
  of.writer.exec("insert into person values (3, 3, 'Cleo')")
  expect(await of.name(3, 3)).toBe('Cleo')
})

test('values of different types, and in another order, are different questions', async () => {
  using of = people()
  expect([await of.name(1, 2), await of.name(2, 1), await of.name('1', 2)]).toEqual(['Ada', 'Bea', undefined])
  const [first, second] = [
    await of.reads.first('select $1 as a, $2 as b', ['1,2', '3']),
    await of.reads.first('select $1 as a, $2 as b', ['1', '2,3']),
  ]
  expect([first, second]).toEqual([
    { a: '1,2', b: '3' },
    { a: '1', b: '2,3' },
  ])
})
