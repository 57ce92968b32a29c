import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOrganization } from '../../server/accounts/create-organization.ts'
import { type Database, openDatabase } from '../../server/db/database.ts'
import { exemptRole } from '../../server/db/row-level-security/exempt-role.ts'
import { protectTables, unprotectedTables } from '../../server/db/row-level-security/protect-tables.ts'
import {
  type TenantScope,
  withNoTenant,
  withoutTenant,
  withTenant,
} from '../../server/db/row-level-security/tenant-scope.ts'
import { dbOf } from '../../server/db/tables.ts'
import { noLimits, seeded } from '../access/seeded.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { type TestServer, testServer } from '../support/server.ts'

/** Only PostgreSQL has policies; on the embedded database each statement is looked at (test/access/predicates). */
const postgres = test.runIf(process.env.MOAT_TEST_DIALECT === 'postgresql')

let server: TestServer
let north: Awaited<ReturnType<typeof seeded>>
let south: Awaited<ReturnType<typeof seeded>>
beforeAll(async () => {
  server = await testServer(noLimits)
  north = await seeded(server, 'North')
  south = await seeded(server, 'South')
})
afterAll(() => server[Symbol.asyncDispose]())

const inScope = <T>(scope: TenantScope, work: () => T): T =>
  scope === 'every' ? withoutTenant('migrations', work) : scope === null ? withNoTenant(work) : withTenant(scope, work)

/** Whose rows a statement that says nothing about it meets, by table. */
async function ownersByTable(database: Database, scope: TenantScope): Promise<Record<string, number[]>> {
  return await inScope(scope, async () => {
    const owners: Record<string, number[]> = {}
    for (const { name, column } of await tenantTables(database)) {
      const { rows } = await sql<{ owner: number }>`select distinct ${sql.ref(column)} as owner
        from ${sql.table(name)} order by 1`.execute(dbOf(database.em.fork()))
      owners[name] = rows.map(({ owner }) => Number(owner))
    }
    return owners
  })
}

async function tenantTables(database: Database): Promise<readonly { name: string; column: string }[]> {
  const tables = await dbOf(database.em.fork()).introspection.getTables()
  return tables.flatMap(({ name, columns }) => {
    if (name === 'organization') return [{ name, column: 'id' }]
    return columns.some(column => column.name === 'organization_id') ? [{ name, column: 'organization_id' }] : []
  })
}

postgres(
  'a statement that forgets whose rows it means meets those of the organization at work, of no other',
  async () => {
    const every = await ownersByTable(server.served, 'every')
    const filled = Object.values(every).filter(owners => owners.length === 2).length
    expect(filled).toBeGreaterThan(20)
    for (const { id } of [north, south])
      expect(await ownersByTable(server.served, id)).toEqual(
        Object.fromEntries(
          Object.entries(every).map(([table, owners]) => [table, owners.filter(owner => owner === id)]),
        ),
      )
  },
)

postgres('where no organization is at work, no table shows any row, nor takes one', async () => {
  const owners = await ownersByTable(server.served, null)
  expect(Object.values(owners).flat()).toEqual([])
  await expect(withNoTenant(() => addPerson(server.served, north.id))).rejects.toThrow(/row-level security/)
  expect(await withNoTenant(() => rename(server.served, north.id))).toBe(0)
})

postgres('a row of another organization can be neither added, changed, moved nor removed', async () => {
  await expect(withTenant(north.id, () => addPerson(server.served, south.id))).rejects.toThrow(/row-level security/)
  expect(await withTenant(north.id, () => rename(server.served, south.id))).toBe(0)
  await expect(
    withTenant(north.id, () =>
      sql`update person set organization_id = ${south.id}`.execute(dbOf(server.served.em.fork())),
    ),
  ).rejects.toThrow(/row-level security/)
  const removed = await withTenant(north.id, () =>
    sql`delete from audit_event where organization_id = ${south.id}`.execute(dbOf(server.served.em.fork())),
  )
  expect(Number(removed.numAffectedRows)).toBe(0)
})

/** Accounts, and what proves them: a person may belong to several organizations. */
const personal = [
  ['user_account', 'id'],
  ['second_factor', 'user_id'],
  ['backup_code', 'user_id'],
  ['identity', 'user_id'],
] as const

postgres(
  'accounts, second factors, backup codes and identities are those of members of the organization at work',
  async () => {
    const at = () => dbOf(server.served.em.fork())
    const { mine, shared, theirs } = await withoutTenant('migrations', async () => {
      const make = async (email: string, ...organizations: readonly number[]) => {
        const account = { email, name: email, password_hash: '', created_at: 0 }
        const { id } = await at().insertInto('user_account').values(account).returning('id').executeTakeFirstOrThrow()
        for (const organization_id of organizations)
          await at()
            .insertInto('membership')
            .values({ organization_id, user_id: id, role: 'VIEWER', created_at: 0 })
            .execute()
        const factor = { user_id: id, secret: 's', created_at: 0, confirmed_at: 0, last_step: 0, backup_salt: null }
        await at().insertInto('second_factor').values(factor).execute()
        await at().insertInto('backup_code').values({ user_id: id, hash: 'h', used_at: null }).execute()
        const identity = { issuer: 'https://id.example', subject: email, created_at: 0, last_used_at: 0 }
        await at()
          .insertInto('identity')
          .values({ ...identity, user_id: id })
          .execute()
        return Number(id)
      }
      return {
        mine: await make('mine@x.example', north.id),
        shared: await make('shared@x.example', north.id, south.id),
        theirs: await make('theirs@x.example', south.id),
      }
    })
    const seen = async (scope: TenantScope, table: string, column: string) =>
      await inScope(scope, async () => {
        const { rows } = await sql<{ id: number }>`select distinct ${sql.ref(column)} as id from ${sql.table(table)}
        where ${sql.ref(column)} in (${sql.join([mine, shared, theirs])}) order by 1`.execute(at())
        return rows.map(({ id }) => Number(id))
      })
    for (const [table, column] of personal) {
      expect([table, await seen('every', table, column)]).toEqual([table, [mine, shared, theirs]])
      expect([table, await seen(north.id, table, column)]).toEqual([table, [mine, shared]])
      expect([table, await seen(south.id, table, column)]).toEqual([table, [shared, theirs]])
      expect([table, await seen(null, table, column)]).toEqual([table, []])
    }
    const renamed = (id: number) =>
      at().updateTable('user_account').set({ password_hash: 'taken' }).where('id', '=', id).executeTakeFirstOrThrow()
    await withTenant(north.id, async () => {
      expect(Number((await renamed(theirs)).numUpdatedRows)).toBe(0)
      const factor = { user_id: theirs, secret: 's', created_at: 0, confirmed_at: 0, last_step: 0, backup_salt: null }
      expect(
        Number((await at().deleteFrom('second_factor').where('user_id', '=', theirs).execute())[0]?.numDeletedRows),
      ).toBe(0)
      await expect(
        at()
          .insertInto('second_factor')
          .values({ ...factor, user_id: 999_999 })
          .execute(),
      ).rejects.toThrow(/row-level security/)
    })
  },
)

async function addPerson(database: Database, organizationId: number): Promise<void> {
  await sql`insert into person (organization_id, id, name, normal_name, email)
    values (${organizationId}, 900, 'X', 'x', '')`.execute(dbOf(database.em.fork()))
}

async function rename(database: Database, organizationId: number): Promise<number> {
  const done = await sql`update person set email = email where organization_id = ${organizationId}`.execute(
    dbOf(database.em.fork()),
  )
  return Number(done.numAffectedRows)
}

/** What a statement without a predicate says about the connection it runs on. */
async function seenBy(database: Database, scope: TenantScope): Promise<number[]> {
  return await inScope(scope, async () => {
    const { rows } = await sql<{ id: number }>`select id from organization order by id`.execute(
      dbOf(database.em.fork()),
    )
    return rows.map(({ id }) => id)
  })
}

postgres(
  'one connection after the other scope, after an error, after a transaction that failed: none is left over',
  async () => {
    await using empty = await twoOrganizations()
    const database = await openDatabase(empty.location, { connections: 1 })
    try {
      const [a, b] = empty.ids
      expect(await seenBy(database, a)).toEqual([a])
      expect(await seenBy(database, null)).toEqual([])
      await expect(inScope(a, () => sql`select 1 / 0`.execute(dbOf(database.em.fork())))).rejects.toThrow(/zero/)
      expect(await seenBy(database, b)).toEqual([b])
      const failing = inScope(a, () =>
        database.em.fork().transactional(async em => {
          await sql`select set_config('moat.organization', '*', true)`.execute(dbOf(em))
          await sql`select * from nothing_of_the_kind`.execute(dbOf(em))
        }),
      )
      await expect(failing).rejects.toThrow(/nothing_of_the_kind/)
      expect(await seenBy(database, a)).toEqual([a])
      await expect(
        inScope('every', () =>
          database.em.fork().transactional(async () => {
            throw new Error('given up')
          }),
        ),
      ).rejects.toThrow('given up')
      expect(await seenBy(database, b)).toEqual([b])
      expect(await seenBy(database, 'every')).toEqual([a, b])
      expect(await sql`select 1`.execute(dbOf(database.em.fork())).then(() => seenBy(database, null))).toEqual([])
    } finally {
      await database.close(true)
    }
  },
)

postgres('a connection that the server ended does not take its place in the pool, and the next one works', async () => {
  await using empty = await twoOrganizations()
  const database = await openDatabase(empty.location, { connections: 1 })
  try {
    const [a, b] = empty.ids
    for (const scope of [a, b, a]) {
      const { rows } = await inScope(scope, () =>
        sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(dbOf(database.em.fork())),
      )
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(dbOf(empty.orm.em.fork()))
      const other = scope === a ? b : a
      await expect.poll(() => seenBy(database, other).catch(() => null)).toEqual([other])
    }
  } finally {
    await database.close(true)
  }
})

postgres('two hundred pieces of work of two organizations, interleaved, never meet each other’s rows', async () => {
  const database = await openDatabase({ url: urlOf() }, { connections: 3 })
  try {
    const work = Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? north.id : south.id))
    const seen = await Promise.all(
      work.map((id, i) =>
        withTenant(id, async () => {
          if (i % 3 === 0) await setImmediate()
          const alone = await sql<{ id: number }>`select distinct organization_id as id from invoice_row`.execute(
            dbOf(database.em.fork()),
          )
          const inTransaction = await database.em.fork().transactional(async em => {
            await setImmediate()
            if (i % 7 === 0) await sql`select 1`.execute(dbOf(em))
            return await sql<{ id: number }>`select distinct organization_id as id from snapshot`.execute(dbOf(em))
          })
          return [...alone.rows, ...inTransaction.rows].map(row => Number(row.id))
        }),
      ),
    )
    expect(seen).toEqual(work.map(id => [id, id]))
  } finally {
    await database.close(true)
  }
})

test('two hundred requests of two organizations at once answer each with its own', async () => {
  const revenue =
    '{ metrics(query: {metrics: ["revenue"], groupBy: [CLIENT]}) { flatRows } snapshots { totalCount nodes { id } } }'
  const expected = new Map(
    await Promise.all(
      [north, south].map(
        async each => [each.id, JSON.stringify((await server.ask(each.tokens.OWNER, revenue)).data)] as const,
      ),
    ),
  )
  expect(expected.get(north.id)).not.toBe(expected.get(south.id))
  const answers = await Promise.all(
    Array.from({ length: 200 }, async (_, i) => {
      const each = i % 2 === 0 ? north : south
      const { data } = await server.ask(each.tokens.OWNER, revenue)
      return JSON.stringify(data) === expected.get(each.id)
    }),
  )
  expect(answers.filter(right => !right)).toEqual([])
})

postgres(
  'every table with rows of organizations is under the policy, and a new one comes under it when it is opened',
  async () => {
    await using empty = await testDatabase()
    expect(await unprotectedTables(empty.orm.em.fork())).toEqual([])
    const db = dbOf(empty.orm.em.fork())
    await sql`create table something_new (organization_id bigint not null, id bigint not null)`.execute(db)
    expect(await unprotectedTables(empty.orm.em.fork())).toEqual([{ name: 'something_new', column: 'organization_id' }])
    await Promise.all([1, 2, 3].map(() => protectTables(empty.orm.em.fork())))
    expect(await unprotectedTables(empty.orm.em.fork())).toEqual([])
    await sql`alter table person no force row level security`.execute(db)
    expect((await unprotectedTables(empty.orm.em.fork())).map(({ name }) => name)).toEqual(['person'])
  },
)

postgres(
  'the tests run as a role that the policies hold for; one that they do not hold for is told by its name',
  async () => {
    expect(await exemptRole(server.served.em)).toBeNull()
    const url = process.env.TEST_DATABASE_URL ?? ''
    const database = await openDatabase({ url: urlOf(url) })
    try {
      expect(await exemptRole(database.em)).toBe(new URL(url).username || null)
    } finally {
      await database.close(true)
    }
  },
)

/** The server's own database, by its own role or the one of an address. */
function urlOf(as?: string): string {
  const own = new URL(server.running.services.config.databaseUrl ?? '')
  if (as === undefined) return own.href
  const url = new URL(as)
  url.pathname = own.pathname
  return url.href
}

async function twoOrganizations(): Promise<TestDatabase & { readonly ids: readonly [number, number] }> {
  const database = await testDatabase()
  const make = (name: string) =>
    database.orm.em
      .fork()
      .transactional(em => createOrganization(dbOf(em), { name, baseCurrency: 'USD', fiscalYearStart: 1 }, 0))
  const ids = [await make('A'), await make('B')] as const
  return { ...database, ids, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() }
}

/** Tables of no organization, and why: a new one is thought about here, as no policy holds for it. */
const ofNobody = {
  migration: 'of the server',
  rate_limit: 'of the server: counts under keys that name nobody',
  sign_in_attempt: 'of the server: an address may have no account',
  sign_in_ticket: 'of a person who is signing in',
}

test('every other table is known to hold no organization’s rows, nor a person’s', async () => {
  const owned = new Set((await tenantTables(server.running.database)).map(({ name }) => name))
  const tables = await dbOf(server.running.database.em.fork()).introspection.getTables()
  const others = tables.map(({ name }) => name).filter(name => !owned.has(name) && !name.startsWith('sqlite_'))
  const ofPeople = new Set<string>(personal.map(([name]) => name))
  expect(others.filter(name => !ofPeople.has(name)).sort()).toEqual(Object.keys(ofNobody))
})
