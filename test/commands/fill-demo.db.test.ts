import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scopesOfRole } from '../../server/access/policy.ts'
import { dayOfIso } from '../../server/analytics/calendar.ts'
import { fillDemo } from '../../server/commands/fill-demo.ts'
import { dbOf } from '../../server/db/tables.ts'
import { createWriteGate } from '../../server/db/write-gate.ts'
import { metricQuery } from '../../server/metrics/metric-query.ts'
import { readMetricTable } from '../../server/metrics/read-metric-table.ts'
import { createImports } from '../../server/snapshots/create-imports.ts'
import type { SnapshotRecord } from '../../server/snapshots/import-outcome.ts'
import type { Imports } from '../../server/snapshots/imports.ts'
import { readRowIssues } from '../../server/snapshots/read-snapshots.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

const now = (dayOfIso('2026-11-21') as number) * 86_400_000
const folder = mkdtempSync(join(tmpdir(), 'moat-demo-test-'))
const snapshots = new Map<string, SnapshotRecord>()
let setting: { database: TestDatabase; imports: Imports }

beforeAll(async () => {
  const database = await testDatabase()
  const limits = { maxBytes: 1e9, maxRows: 1e7, minQuality: 0 }
  const imports = createImports({ location: database.location, limits, writeGate: createWriteGate(), now: () => now })
  setting = { database, imports }
  const onImported = (file: { dataset: string }, snapshot: SnapshotRecord) => snapshots.set(file.dataset, snapshot)
  await fillDemo({ database: database.orm, imports, folder, now, onImported })
})

afterAll(async () => {
  await setting.imports.close()
  await setting.database[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

describe('the sample MSP, imported as uploads are', () => {
  test('is accepted whole, except for the four mistakes in the time entries', async () => {
    const rejected = [...snapshots].map(([dataset, snapshot]) => [dataset, snapshot.rejectedCount])
    expect(Object.fromEntries(rejected)).toEqual({
      CLIENTS: 0,
      STAFF: 0,
      FX_RATES: 0,
      INVOICES: 0,
      TIME_LOGS: 4,
      LICENSES: 0,
      BUDGETS: 0,
    })
    const timeLogs = snapshots.get('TIME_LOGS')
    const db = dbOf(setting.database.orm.em.fork())
    const { issues } = await readRowIssues(db, timeLogs?.organizationId ?? 0, timeLogs?.number ?? 0, {
      severity: 'ERROR',
      limit: 10,
    })
    expect(issues.map(({ column, value }) => [column, value])).toEqual([
      ['client', 'Harbour Dental Group'],
      ['hours', '0.00'],
      ['hours', '75.00'],
      ['staff_name', null],
    ])
    expect(issues[0]?.suggestion).toContain('Harbor Dental Group')
  })

  test('leaves no heading unmapped, but the account manager, which is kept with the client', () => {
    const unmapped = [...snapshots].flatMap(([dataset, { headings }]) =>
      headings.filter(({ column }) => column === null).map(({ heading }) => [dataset, heading]),
    )
    expect(unmapped).toEqual([['CLIENTS', 'Account Manager']])
  })

  test('names the licenses with more seats assigned than bought', async () => {
    const licenses = snapshots.get('LICENSES')
    const db = dbOf(setting.database.orm.em.fork())
    const { issues } = await readRowIssues(db, licenses?.organizationId ?? 0, licenses?.number ?? 0, { limit: 100 })
    expect(new Set(issues.map(issue => issue.code))).toEqual(new Set(['ASSIGNED_ABOVE_PURCHASED']))
  })

  test('earns, is used and loses money where it should', async () => {
    const owner = {
      userId: null,
      email: null,
      organizationId: snapshots.get('CLIENTS')?.organizationId ?? 0,
      role: 'OWNER' as const,
      scopes: new Set(scopesOfRole.OWNER),
      apiKeyId: null,
    }
    const query = metricQuery.parse({
      metrics: ['gross_profit', 'gross_margin_pct'],
      groupBy: ['CLIENT'],
      period: { named: 'ALL' },
      having: [{ metric: 'gross_profit', op: 'LT', value: 0 }],
      orderBy: [{ metric: 'gross_profit', direction: 'ASC' }],
    })
    const { em } = setting.database.orm
    const losing = await readMetricTable(em.fork(), owner, query, { now })
    expect(losing.rows.map(row => row.dimensions[0]?.label)).toEqual(['(none)', 'Larkspur Logistics'])
    const margin = losing.totals.values[1]?.value ?? 0
    expect(margin).toBeGreaterThan(35)
    expect(margin).toBeLessThan(45)
    const used = metricQuery.parse({ metrics: ['utilization_pct'], period: { named: 'ALL' } })
    const utilization = (await readMetricTable(em.fork(), owner, used, { now })).totals.values[0]
    expect(utilization?.value).toBeGreaterThan(70)
    expect(utilization?.value).toBeLessThan(80)
    expect(utilization?.assumptions.map(assumption => assumption.code)).toContain('CAPACITY_DEFAULT')
  })

  test('is not imported again when the demo is started again', async () => {
    const again: string[] = []
    const { database, imports } = setting
    const onImported = (file: { dataset: string }) => again.push(file.dataset)
    await fillDemo({ database: database.orm, imports, folder, now, onImported })
    expect(again).toEqual([])
  })

  test('is refused where another organization is', async () => {
    await using other = await testDatabase()
    await dbOf(other.orm.em.fork())
      .insertInto('organization')
      .values({
        name: 'A real firm',
        base_currency: 'USD',
        fiscal_year_start: 1,
        default_cost_rate: null,
        last_snapshot: 0,
        data_version: 0,
        created_at: 0,
      })
      .execute()
    const { imports } = setting
    const attempt = fillDemo({ database: other.orm, imports, folder, now, onImported: () => undefined })
    await expect(attempt).rejects.toThrow('holds the organization "A real firm"')
  })
})
