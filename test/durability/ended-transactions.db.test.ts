import { sql } from 'kysely'
import pg from 'pg'
import { expect, test } from 'vitest'
import { createOrganization } from '../../server/accounts/create-organization.ts'
import { storageTrouble } from '../../server/db/storage-trouble.ts'
import { dbOf } from '../../server/db/tables.ts'
import { createWriteGate } from '../../server/db/write-gate.ts'
import { writeIn } from '../../server/db/write-in.ts'
import { testDatabase } from '../support/database.ts'

const postgresql = process.env.MOAT_TEST_DIALECT === 'postgresql'
const firm = (name: string) => ({ name, baseCurrency: 'USD', fiscalYearStart: 1 })

test.skipIf(postgresql)(
  'a database that is full refuses the write, stays whole, and takes the next one when there is space',
  async () => {
    await using database = await testDatabase()
    const { em } = database.orm
    const gate = createWriteGate()
    await writeIn(em, gate, db => createOrganization(db, firm('First'), 0))
    // As when the disk is full: SQLite ends the transaction by itself.
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(dbOf(em.fork()))
    await sql.raw(`pragma max_page_count = ${rows[0]?.page_count}`).execute(dbOf(em.fork()))
    const large = 'x'.repeat(4000)
    const fill = () =>
      writeIn(em, gate, async db => {
        const id = await createOrganization(db, firm('Second'), 0)
        for (let at = 0; at < 300; at++) {
          const names = { organization_id: id, normal_name: `${at} ${large}`, client_id: at }
          await db.insertInto('client_alias').values(names).execute()
        }
      })
    for (let attempt = 0; attempt < 3; attempt++) {
      const error = await fill().catch((failure: unknown) => failure)
      expect(storageTrouble(error)).toMatchObject({ code: 'STORAGE_FULL' })
    }
    const names = async () =>
      (await dbOf(em.fork()).selectFrom('organization').select('name').execute()).map(each => each.name)
    expect(await names()).toEqual(['First'])
    await sql.raw('pragma max_page_count = 1000000').execute(dbOf(em.fork()))
    await fill()
    expect(await names()).toEqual(['First', 'Second'])
    expect((await sql`pragma integrity_check`.execute(dbOf(em.fork()))).rows).toEqual([{ integrity_check: 'ok' }])
  },
)

test.skipIf(!postgresql)(
  'connections that break in the middle of transactions are replaced, however many they are',
  async () => {
    await using database = await testDatabase()
    const { em } = database.orm
    const killer = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL })
    await killer.connect()
    try {
      // More than the pool has.
      for (let attempt = 0; attempt < 12; attempt++) {
        const broken = writeIn(em, createWriteGate(), async db => {
          await createOrganization(db, firm(`Firm ${attempt}`), 0)
          const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
          await killer.query('select pg_terminate_backend($1)', [rows[0]?.pid])
          await sql`select 1`.execute(db)
        })
        await expect(broken).rejects.toThrow()
      }
      expect(await dbOf(em.fork()).selectFrom('organization').selectAll().execute()).toEqual([])
      await writeIn(em, createWriteGate(), db => createOrganization(db, firm('Last'), 0))
      expect(await dbOf(em.fork()).selectFrom('organization').select('name').execute()).toEqual([{ name: 'Last' }])
    } finally {
      await killer.end()
    }
  },
)
