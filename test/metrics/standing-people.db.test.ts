import { expect, test } from 'vitest'
import { encodeId } from '../../server/access/opaque-id.ts'
import { timeLogSource } from '../../server/clients/rows/time-log-source.ts'
import { createWriteGate } from '../../server/db/write-gate.ts'
import { writeIn } from '../../server/db/write-in.ts'
import { readRowsBehind } from '../../server/explanations/rows/read-rows-behind.ts'
import { applyRetention } from '../../server/governance/retention.ts'
import { setPolicy } from '../../server/governance/set-policy.ts'
import { type TestMsp, testMsp } from '../support/test-msp.ts'

const heading = 'client,staff_name,staff_email,date,hours\n'
const old = 'Acme,Maya Lopez,maya@msp.example,2025-06-10,2\n'
const later = 'Acme,Maya Lopez,m.lopez@msp.example,2026-01-12,4\nAcme,Maya Lopez,,2026-02-12,6\n'

async function msp(...sheets: string[]) {
  const firm = await testMsp()
  await firm.accept('clients', 'name\nAcme\n')
  const snapshots = []
  for (const sheet of sheets) snapshots.push(await firm.accept('time_logs', heading + sheet))
  return { firm, snapshots }
}

/** Hours of each member of staff, the most first. */
async function hours(firm: TestMsp, snapshot?: string): Promise<(string | null)[]> {
  const period = { between: { from: '2025-01-01', to: '2026-12-31' } }
  const asOf = snapshot === undefined ? undefined : { snapshot: encodeId('Snapshot', firm.organizationId, snapshot) }
  const table = await firm.metrics({ metrics: ['hours'], groupBy: ['STAFF'], period, ...(asOf && { asOf }) })
  return table.rows.map(row => row.values[0]!.exact).sort((a, b) => Number(b) - Number(a))
}

const em = ({ database }: TestMsp) => database.orm.em.fork()
const now = Date.UTC(2026, 3, 10)

/** How many logs are behind what somebody of that name or address did. */
async function logsOf(firm: TestMsp, staff: string): Promise<number> {
  const behind = {
    datasets: ['TIME_LOGS' as const],
    where: { staff: [staff] },
    periods: [{ from: '2025-01-01', to: '2026-12-31', label: 'all' }],
    asOf: null,
  }
  const page = { size: 10, from: null, backward: false }
  return await (await readRowsBehind(em(firm), firm.owner, timeLogSource, behind, page)).count()
}

test('an address whose logs were undone tells nobody apart, except as of then', async () => {
  const { firm, snapshots } = await msp(later, old)
  await using _ = firm
  expect(await hours(firm)).toEqual(['6', '4', '2'])
  const by = { organizationId: firm.organizationId, userId: firm.userId, role: 'OWNER' } as const
  const undone = await firm.imports.revert({ uid: 'undo', by, snapshot: snapshots[1]!.uid, reason: 'a mistake' })
  expect(undone.type).toBe('Snapshot')
  expect(await hours(firm)).toEqual(['10'])
  expect(await hours(firm, snapshots[0]!.uid)).toEqual(['10'])
  expect(await hours(firm, snapshots[1]!.uid)).toEqual(['6', '4', '2'])
})

test('an address whose logs retention deleted tells nobody apart, whenever it is asked about', async () => {
  const { firm, snapshots } = await msp(old, later)
  await using _ = firm
  expect(await hours(firm)).toEqual(['6', '4', '2'])
  expect(await logsOf(firm, 'm.lopez@msp.example')).toBe(1)
  const gate = createWriteGate()
  await setPolicy(em(firm), firm.owner, { key: 'retention', value: { months: { TIME_LOGS: 6 } } }, { now, gate })
  const by = { userId: firm.userId, role: 'OWNER' } as const
  await writeIn(em(firm), gate, db => applyRetention(db, firm.organizationId, by, { dryRun: false }, now))
  expect(await hours(firm)).toEqual(['10'])
  expect(await hours(firm, snapshots[1]!.uid)).toEqual(['10'])
  expect(await logsOf(firm, 'm.lopez@msp.example')).toBe(2)
})
