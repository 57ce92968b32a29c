import { expect, test } from 'vitest'
import { readHead } from '../../server/audit/read-head.ts'
import { createRefusalLog } from '../../server/audit/refusal-log.ts'
import { withTenant } from '../../server/db/row-level-security/tenant-scope.ts'
import { dbOf } from '../../server/db/tables.ts'
import { createWriteGate } from '../../server/db/write-gate.ts'
import { testOrganization } from '../support/imports.ts'

const nobody = { userId: null, role: null }

test('refused requests are an entry at once and one with the number of the rest, by subject and reason', async () => {
  await using organization = await testOrganization()
  const { orm } = organization.database
  const { organizationId } = organization
  const failures: unknown[] = []
  const log = createRefusalLog(orm.em, createWriteGate(), error => failures.push(error))
  const entries = () =>
    withTenant(organizationId, async () => {
      const rows = await dbOf(orm.em.fork())
        .selectFrom('audit_event')
        .where('organization_id', '=', organizationId)
        .where('action', '=', 'request.refused')
        .orderBy('seq')
        .select(['subject', 'at', 'details'])
        .execute()
      return rows.map(({ subject, at, details }) => [subject, at, JSON.parse(details)])
    })
  for (let count = 0; count < 500; count++)
    await log.note({ organizationId, actor: nobody, subject: 'ApiKey:1', code: 'WRONG_SECRET' }, 1000 + count)
  await log.note({ organizationId, actor: nobody, subject: 'ApiKey:1', code: 'KEY_EXPIRED' }, 2000)
  await log.note({ organizationId, actor: nobody, subject: 'ApiKey:2', code: 'WRONG_SECRET' }, 3000)
  const first = [
    ['ApiKey:1', 1000, { code: 'WRONG_SECRET', times: 1 }],
    ['ApiKey:1', 2000, { code: 'KEY_EXPIRED', times: 1 }],
    ['ApiKey:2', 3000, { code: 'WRONG_SECRET', times: 1 }],
  ]
  expect(await entries()).toEqual(first)
  await log.flush()
  expect(await entries()).toEqual([...first, ['ApiKey:1', 1499, { code: 'WRONG_SECRET', times: 499 }]])
  await log.flush()
  expect(await entries()).toHaveLength(4)
  expect(failures).toEqual([])
  expect(await withTenant(organizationId, () => readHead(dbOf(orm.em.fork()), organizationId))).not.toBeNull()
})
