import { expect, test } from 'vitest'
import { withTenant } from '../../server/db/row-level-security/tenant-scope.ts'
import { dbOf } from '../../server/db/tables.ts'
import { readPolicies } from '../../server/governance/read-policies.ts'
import { openTasks } from '../../server/reviews/analysis/open-tasks.ts'
import { reviewedServer, sheets } from './reviewed-server.ts'

test('a task that was opened while results were worked out is not taken for one whose value is gone', async () => {
  await using server = await reviewedServer()
  expect(await server.bring('ANALYST', 'invoices', sheets.invoices)).toMatchObject({ opened: 6 })
  await withTenant(server.id, async () => {
    const em = server.running.database.em.fork()
    const tasks = () => dbOf(em).selectFrom('review_task').select(['client_id', 'month', 'status']).execute()
    const touched = (await tasks()).map(({ client_id, month }) => ({ clientId: client_id, month, uploadedBy: null }))
    const policies = await readPolicies(dbOf(em), server.id)
    // As an analysis that knew of none of them, and so kept no result.
    const analysed = { results: [], standing: new Map(), touched, snapshot: 1, policies }
    await expect(em.transactional(inner => openTasks(dbOf(inner), server.id, analysed, 0))).rejects.toThrow(
      'was opened while it was looked at',
    )
    expect(new Set((await tasks()).map(({ status }) => status))).toEqual(new Set(['OPEN']))
  })
})
