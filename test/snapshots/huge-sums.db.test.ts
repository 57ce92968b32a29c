import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { dbOf } from '../../server/db/tables.ts'
import { testOrganization } from '../support/imports.ts'

test('sums that a double does not hold are exact, and what an upload takes away is gone to the last cent', async () => {
  await using msp = await testOrganization()
  await msp.accept('clients', 'name\nAcme Corp\n')
  const sheet = (lines: readonly string[]) => `client,staff,date,hours,rate,id\n${lines.join('\n')}\n`
  const huge = 'Acme Corp,Maya,2026-03-10,1.01,9999999999999.99'
  const value = async () => {
    const { rows } = await sql<{ value: string }>`select cast(sum(value) as text) as value from time_month`.execute(
      dbOf(msp.database.orm.em.fork()),
    )
    return rows[0]?.value
  }
  await msp.accept('time_logs', sheet([`${huge},e1`, `${huge},e2`, 'Acme Corp,Maya,2026-03-11,1,0.01,e3']))
  expect(await value()).toBe(String(2n * 101n * 999_999_999_999_999n + 100n))
  await msp.accept('time_logs', sheet(['Acme Corp,Maya,2026-03-10,1,1,e1', 'Acme Corp,Maya,2026-03-10,1,1,e2']))
  expect(await value()).toBe(String(2n * 100n * 100n + 100n))
})
