import { expect, test } from 'vitest'
import type { Dimension } from '../../../server/metrics/metric-query.ts'
import { testMsp } from '../../support/test-msp.ts'

test.each<{ groupBy: Dimension[] }>([
  { groupBy: ['CLIENT'] },
  { groupBy: ['STAFF'] },
  { groupBy: ['WORK_TYPE'] },
  { groupBy: ['CLIENT', 'MONTH'] },
  { groupBy: ['STAFF', 'MONTH'] },
])('hours without a rate that were undone leave no group behind: by $groupBy', async ({ groupBy }) => {
  await using msp = await testMsp()
  await msp.accept('clients', 'name\nAcme\nBirch\n')
  const heading = 'client,staff_name,date,hours,work_type,external_id\n'
  await msp.accept('time_logs', `${heading}Acme,Ada,2026-03-02,1,reactive,1\n`)
  const wrong = await msp.accept('time_logs', `${heading}Birch,Bo,2026-03-02,2,project,2\n`)
  const by = { organizationId: msp.organizationId, userId: msp.userId, role: 'ANALYST' } as const
  const undone = await msp.imports.revert({ uid: 'undo', by, snapshot: wrong.uid, reason: 'Wrong file' })
  expect(undone.type).toBe('Snapshot')
  const period = { named: '2026-03' }
  const table = await msp.metrics({ metrics: ['labour_cost', 'billable_value'], groupBy, period })
  expect(table.rows.map(({ dimensions }) => dimensions[0]?.label)).toEqual([
    { CLIENT: 'Acme', STAFF: 'Ada', WORK_TYPE: 'reactive' }[groupBy[0] as string],
  ])
})
