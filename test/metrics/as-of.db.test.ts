import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeId } from '../../server/access/opaque-id.ts'
import type { MetricQueryInput } from '../../server/metrics/metric-query.ts'
import type { SnapshotRecord } from '../../server/snapshots/import-outcome.ts'
import { type SmallMsp, smallMsp, totals } from './small-msp.ts'

let msp: SmallMsp
const snapshots: SnapshotRecord[] = []
beforeAll(async () => {
  msp = await smallMsp(['clients', 'invoices', 'time_logs', 'licenses', 'staff'])
  snapshots.push(
    await msp.accept('invoices', 'client,invoice_number,date,status,subtotal\nAcme,I1,2026-01-10,paid,1500\n'),
    await msp.accept('staff', 'name,email,cost rate,billing rate\nMaya,maya@msp.example,70,150\n'),
    await msp.accept(
      'licenses',
      'client,product,seats_purchased,cost_per_seat,start_date\nCedar,Office,3,20,2026-01-01\n',
    ),
    await msp.accept('clients', 'name,external_id,industry\nAcme,C1,Retail\n'),
  )
})
afterAll(async () => {
  await msp[Symbol.asyncDispose]()
})

const metrics = ['revenue', 'labour_cost', 'license_cost']
const period = { named: '2026-Q1' }
const id = (snapshot: SnapshotRecord) => encodeId('Snapshot', msp.organizationId, snapshot.uid)
const asOf = async (at: { snapshot: string } | { instant: string }) =>
  totals(await msp.ask({ metrics, period, asOf: at }))

test('each upload changes what it brought, from there on', async () => {
  const [invoices, staff, licenses] = snapshots
  expect(await asOf({ snapshot: id(invoices!) })).toEqual(['3500', '1210', '940'])
  expect(await asOf({ snapshot: id(staff!) })).toEqual(['3500', '1310', '940'])
  expect(await asOf({ snapshot: id(licenses!) })).toEqual(['3500', '1310', '1120'])
  expect(totals(await msp.ask({ metrics, period }))).toEqual(['3500', '1310', '1120'])
})

test('before the correction the earlier amount counts, from rollups and from rows alike', async () => {
  const before = { instant: new Date(snapshots[0]!.createdAt - 1).toISOString() }
  expect(await asOf(before)).toEqual(['3000', '1210', '940'])
  const weeks = await msp.ask({ metrics: ['revenue'], groupBy: ['WEEK'], period: { named: '2026-W02' }, asOf: before })
  expect(totals(weeks)).toEqual(['1000'])
  const day = { instant: '2026-07-15' }
  expect(await asOf(day)).toEqual(totals(await msp.ask({ metrics, period })))
})

test('before the first upload nothing is known', async () => {
  const table = await msp.ask({ metrics, period, groupBy: ['MONTH'], asOf: { instant: '2020-01-01T00:00:00Z' } })
  expect(totals(table)).toEqual([null, null, null])
  expect([table.snapshots, table.asOf]).toEqual([[], Date.UTC(2020, 0, 1)])
})

test('clients are grouped as they were known then, for the past too', async () => {
  const query: MetricQueryInput = { metrics: ['revenue'], groupBy: ['INDUSTRY'], period }
  const labels = async (at?: { snapshot: string }) =>
    (await msp.ask({ ...query, asOf: at })).rows.map(row => row.dimensions[0]!.label)
  expect(await labels({ snapshot: id(snapshots[2]!) })).toEqual(['Health', 'Law'])
  expect(await labels()).toEqual(['Law', 'Retail'])
})

test('an upload that was reverted is as if it had never been', async () => {
  const extra = await msp.accept('invoices', 'client,invoice_number,date,status,subtotal\nAcme,I99,2026-02-01,paid,7\n')
  expect(totals(await msp.ask({ metrics: ['revenue'], period }))).toEqual(['3507'])
  const by = { organizationId: msp.organizationId, userId: msp.userId, role: 'OWNER' } as const
  const outcome = await msp.imports.revert({ uid: 'undo', by, snapshot: extra.uid, reason: 'a mistake' })
  expect(outcome.type).toBe('Snapshot')
  const table = await msp.ask({ metrics: ['revenue'], period })
  expect(totals(table)).toEqual(['3500'])
  expect(table.snapshots).not.toContain(extra.number)
  expect(totals(await msp.ask({ metrics: ['revenue'], period, asOf: { snapshot: id(extra) } }))).toEqual(['3507'])
})
