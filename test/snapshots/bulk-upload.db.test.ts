import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { dialectOf } from '../../server/db/dialect.ts'
import { dbOf } from '../../server/db/tables.ts'
import { testOrganization } from '../support/imports.ts'
import { recomputedRollups, rollupSums } from '../support/stored-state.ts'

const ROWS = 60_000
const line = (index: number, hours = '0.25') =>
  `Acme Corp,Maya ${index % 40},2026-0${1 + (index % 6)}-${10 + (index % 18)},${hours},e${index}`
const sheet = (lines: readonly string[]) => `client,staff,date,hours,id\n${lines.join('\n')}\n`
const all = Array.from({ length: ROWS }, (_, index) => line(index))

test('behind a bulk upload, a few rows and all rows find what is stored by their keys', {
  timeout: 300_000,
}, async () => {
  await using msp = await testOrganization()
  await msp.accept('clients', 'name\nAcme Corp\n')
  const counts = async (lines: readonly string[]) => {
    const { addedCount, changedCount, unchangedCount } = await msp.accept('time_logs', sheet(lines))
    return { addedCount, changedCount, unchangedCount }
  }
  expect(await counts(all)).toEqual({ addedCount: ROWS, changedCount: 0, unchangedCount: 0 })
  const few = [line(7, '1.00'), line(8), line(ROWS)]
  expect(await counts(few)).toEqual({ addedCount: 1, changedCount: 1, unchangedCount: 1 })
  const most = all.map((text, index) => (index % 100 === 0 ? line(index, '2.00') : text))
  expect(await counts(most)).toEqual({ addedCount: 0, changedCount: 601, unchangedCount: ROWS - 601 })
  const em = msp.database.orm.em.fork()
  expect(await rollupSums(em)).toEqual(await recomputedRollups(em))
  if (dialectOf(em) !== 'sqlite') return
  const { rows } = await sql`select name from sqlite_master where name = 'time_log_row_live'`.execute(dbOf(em))
  expect(rows).toHaveLength(1)
})
