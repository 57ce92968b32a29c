import { expect, test } from 'vitest'
import { entities } from '../../server/db/entities/entities.ts'
import { dbOf } from '../../server/db/tables.ts'
import { testDatabase } from '../support/database.ts'

test('an opened database has a table for every entity, with its columns', async () => {
  await using database = await testDatabase()
  const tables = await dbOf(database.orm.em.fork()).introspection.getTables()
  const columnsOf = new Map(tables.map(table => [table.name, table.columns.map(column => column.name).sort()]))
  for (const entity of entities) {
    const meta = database.orm.getMetadata().get(entity.meta.class)
    expect([meta.tableName, columnsOf.get(meta.tableName)]).toEqual([
      meta.tableName,
      meta.props.flatMap(prop => prop.fieldNames).sort(),
    ])
  }
})

test('a whole number comes back as the same number', async () => {
  await using database = await testDatabase()
  const db = dbOf(database.orm.em.fork())
  await db
    .insertInto('person')
    .values({ organization_id: 1, id: 9007199254740991, name: 'A', normal_name: 'a', email: '' })
    .execute()
  expect((await db.selectFrom('person').select('id').executeTakeFirstOrThrow()).id).toBe(9007199254740991)
})
