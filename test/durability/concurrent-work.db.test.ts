import { expect, test } from 'vitest'
import { verifyLog } from '../../server/audit/verify-log.ts'
import { rollupDifferences } from '../../server/backups/rollup-differences.ts'
import { withoutTenant } from '../../server/db/row-level-security/tenant-scope.ts'
import { dbOf } from '../../server/db/tables.ts'
import { everything, type ReviewedServer, reviewedServer } from '../reviews/reviewed-server.ts'

const AT_ONCE = 50

/** The log verifies and the sums are those of the rows, whatever came at once. */
async function isWhole({ running, id }: ReviewedServer): Promise<void> {
  await withoutTenant('command line', async () => {
    const em = running.database.em.fork()
    expect(await verifyLog(dbOf(em), id)).toMatchObject({ valid: true, problem: null })
    expect(await rollupDifferences(em, id)).toEqual([])
  })
}

const rowsOf = (server: ReviewedServer) =>
  withoutTenant('command line', () =>
    dbOf(server.running.database.em.fork())
      .selectFrom('time_log_row')
      .select(['external_id', 'hours', 'snapshot'])
      .where('superseded_by', 'is', null)
      .execute(),
  )

test('of fifty uploads at once each becomes a version of its own: numbers are dense and no row is lost', {
  timeout: 300_000,
}, async () => {
  await using server = await reviewedServer({ ...everything, metrics: ['hours'] })
  const sheet = (upload: number) =>
    `client,staff_name,date,hours,external_id\nAcme,Petra,2026-01-12,${(upload % 8) + 1},U${upload}\nAcme,Petra,2026-01-13,1,SHARED\n`
  const answers = await Promise.all(
    Array.from({ length: AT_ONCE }, async (_, index) => {
      const role = (['OWNER', 'ADMIN', 'ANALYST'] as const)[index % 3] ?? 'OWNER'
      const response = await server.upload(server.tokens[role], 'time_logs?createMissingClients=true', sheet(index))
      return { status: response.status, body: await response.json() }
    }),
  )
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.__typename}`))).toEqual(new Set(['200 Snapshot']))
  const numbers = answers.map(({ body }) => body.number).sort((a, b) => a - b)
  expect(numbers).toEqual(Array.from({ length: AT_ONCE }, (_, index) => index + 1))
  const rows = await rowsOf(server)
  expect(rows.map(row => row.external_id).sort()).toEqual(
    ['SHARED', ...Array.from({ length: AT_ONCE }, (_, index) => `U${index}`)].sort(),
  )
  await isWhole(server)
})

test('of fifty people who send the same file at once one makes the version, and all are told the same one', {
  timeout: 300_000,
}, async () => {
  await using server = await reviewedServer({ ...everything, metrics: ['hours'] })
  const sheet = 'client,staff_name,date,hours,external_id\nAcme,Petra,2026-01-12,2,U1\n'
  const answers = await Promise.all(
    Array.from({ length: AT_ONCE }, async () =>
      (await server.upload(server.tokens.ANALYST, 'time_logs?createMissingClients=true', sheet)).json(),
    ),
  )
  expect(new Set(answers.map(({ __typename, number }) => `${__typename} ${number}`))).toEqual(new Set(['Snapshot 1']))
  expect(await rowsOf(server)).toHaveLength(1)
  await isWhole(server)
})

test('of fifty decisions on one result at once exactly one wins, the others are told who was quicker', {
  timeout: 300_000,
}, async () => {
  await using server = await reviewedServer({ ...everything, metrics: ['revenue'] })
  await server.bring('OWNER', 'invoices', invoices)
  const { id } = await server.taskOf('revenue', 'Acme', '2026-01')
  const decided = await Promise.all(
    Array.from({ length: AT_ONCE }, (_, index) => {
      const role = index % 2 === 0 ? 'ADMIN' : 'MANAGER'
      return server.decide(role, { id, version: 1, decision: index % 3 === 0 ? 'APPROVE' : 'REJECT' })
    }),
  )
  const kinds = Map.groupBy(decided, ({ __typename }) => __typename)
  expect(kinds.get('ReviewTask')).toHaveLength(1)
  expect(kinds.get('VersionConflict')).toHaveLength(AT_ONCE - 1)
  const [winner] = kinds.get('ReviewTask') ?? []
  expect(winner).toMatchObject({ version: 2 })
  const task = await server.taskOf('revenue', 'Acme', '2026-01')
  expect(task).toMatchObject({ status: winner?.status, version: 2 })
  await isWhole(server)
})

test('fifty decisions on fifty results at once are all taken, each once', { timeout: 300_000 }, async () => {
  await using server = await reviewedServer({ ...everything, metrics: ['revenue'] })
  const rows = Array.from(
    { length: AT_ONCE },
    (_, index) => `Client ${index},INV-${index},2026-01-10,paid,${100 + index}`,
  )
  await server.bring('OWNER', 'invoices', ['client,invoice_number,date,status,subtotal', ...rows].join('\n'))
  const tasks = await Promise.all(rows.map((_, index) => server.taskOf('revenue', `Client ${index}`, '2026-01')))
  const decided = await Promise.all(
    tasks.map(({ id }, index) =>
      server.decide('MANAGER', { id, version: 1, decision: index % 2 === 0 ? 'APPROVE' : 'REJECT' }),
    ),
  )
  expect(decided.map(({ __typename, status, version }) => `${__typename} ${status} ${version}`)).toEqual(
    tasks.map((_, index) => `ReviewTask ${index % 2 === 0 ? 'APPROVED' : 'REJECTED'} 2`),
  )
  await isWhole(server)
})

const invoices = 'client,invoice_number,date,status,subtotal\nAcme,I1,2026-01-10,paid,1000\n'
