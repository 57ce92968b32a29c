import { expect, test } from 'vitest'
import { testMsp } from '../support/test-msp.ts'

test('a table of more than 100,000 rows is an error that says so, never a shorter table', async () => {
  await using msp = await testMsp()
  await msp.accept('clients', 'name\nAcme\n')
  const people = Array.from({ length: 12 }, (_, index) => `Acme,Person ${index},2026-01-0${(index % 9) + 1},1`)
  await msp.accept('time_logs', `client,staff_name,date,hours\n${people.join('\n')}\n`)
  const weeks = { metrics: ['hours'], groupBy: ['STAFF', 'WEEK'] as const }
  const period = { between: { from: '1901-01-01', to: '2099-12-31' } }
  await expect(msp.metrics({ ...weeks, groupBy: ['STAFF', 'WEEK'], period })).rejects.toMatchObject({
    code: 'TOO_MANY_ROWS',
    message: expect.stringMatching(/the table would have 12\d{4} rows, at most 100000 are possible; narrow the period/),
  })
  const table = await msp.metrics({ ...weeks, groupBy: ['WEEK'], period, first: 3 })
  expect([table.rows.length, table.totalCount, table.truncated]).toEqual([3, 10_384, true])
})
