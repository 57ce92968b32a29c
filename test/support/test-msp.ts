import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { type Member, scopesOfRole } from '../../server/access/policy.ts'
import type { RowIssue } from '../../server/datasets/dataset.ts'
import { dbOf } from '../../server/db/tables.ts'
import type { MetricQueryInput } from '../../server/metrics/metric-query.ts'
import type { MetricTable } from '../../server/metrics/metric-table.ts'
import { readMetricTable } from '../../server/metrics/read-metric-table.ts'
import type { SnapshotRecord } from '../../server/snapshots/import-outcome.ts'
import type { ImportRequest } from '../../server/snapshots/import-request.ts'
import { readRowIssues } from '../../server/snapshots/read-snapshots.ts'
import { type TestOrganization, testOrganization } from './imports.ts'

/** An MSP in an empty database: the real import, the real metrics, and somebody who may do and see everything. */
export interface TestMsp extends TestOrganization {
  readonly owner: Member
  /** Uploads a file of the fixtures under exports, as it is; it must be accepted. */
  readonly acceptExport: (dataset: string, path: string, options?: Partial<ImportRequest>) => Promise<SnapshotRecord>
  /** What is wrong with the rows of an accepted upload, in the sheet's order. */
  readonly issues: (snapshot: SnapshotRecord) => Promise<readonly RowIssue[]>
  /** Plain SQL over the tables, for what no reader shows. */
  readonly sql: (
    ...query: Parameters<typeof sql>
  ) => Promise<{ rows: Readonly<Record<string, string | number | null>>[] }>
  readonly metrics: (query: MetricQueryInput, now?: number) => Promise<MetricTable>
}

/** Noon of 2026-04-10: the day on which these tests ask for metrics, unless they say another. */
const ASKED_AT = Date.UTC(2026, 3, 10, 12)

const exportPath = (path: string): string => new URL(`../fixtures/exports/${path}`, import.meta.url).pathname

export async function testMsp({
  baseCurrency = 'USD',
  fiscalYearStart = 1,
  defaultCostRate = null as number | null,
} = {}): Promise<TestMsp> {
  const organization = await testOrganization({ baseCurrency, fiscalYearStart })
  const { database, organizationId, userId } = organization
  const em = () => database.orm.em.fork()
  await dbOf(em())
    .updateTable('organization')
    .set({ default_cost_rate: defaultCostRate })
    .where('id', '=', organizationId)
    .execute()
  const owner: Member = {
    userId,
    email: 'analyst@test.example',
    organizationId,
    role: 'OWNER',
    scopes: new Set(scopesOfRole.OWNER),
    apiKeyId: null,
  }
  return {
    ...organization,
    owner,
    acceptExport: (dataset, path, options) => organization.accept(dataset, readFileSync(exportPath(path)), options),
    issues: async snapshot => {
      const page = { limit: 10_000 }
      return (await readRowIssues(dbOf(em()), organizationId, snapshot.number, page)).issues
    },
    sql: (...query) => sql<Record<string, string | number | null>>(...query).execute(dbOf(em())),
    metrics: (query, now = ASKED_AT) => readMetricTable(em(), owner, query, { now }),
  }
}
