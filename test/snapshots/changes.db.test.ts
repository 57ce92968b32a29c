import { expect, test } from 'vitest'
import { readChanges } from '../../server/snapshots/changes/read-changes.ts'
import { testMsp } from '../support/test-msp.ts'

test('what a first upload of 8,000 rows changed is counted at once, not row by row', async () => {
  await using msp = await testMsp()
  await msp.accept('clients', 'name\nAcme\n')
  const rows = Array.from({ length: 8000 }, (_, at) => `Acme,Ann,2026-02-05,1,${at}\n`)
  const { number } = await msp.accept('time_logs', `client,staff_name,date,hours,external_id\n${rows.join('')}`)
  const em = msp.database.orm.em.fork()
  const began = performance.now()
  const wanted = { dataset: 'TIME_LOGS', from: number - 1, to: number, offset: 0, limit: 3 } as const
  const { totalCount, changes } = await readChanges(em, msp.organizationId, wanted)
  expect(totalCount).toBe(8000)
  expect(changes.map(({ kind }) => kind)).toEqual(['ADDED', 'ADDED', 'ADDED'])
  // Row by row 8,000 took more than a minute; this takes a small part of a second.
  expect(performance.now() - began).toBeLessThan(30_000)
})
