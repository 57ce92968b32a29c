import type { Dimension } from '../../../server/metrics/metric-query.ts'
import type { TestMsp } from '../../support/test-msp.ts'
import { nowOf } from './import-world.ts'
import { allowedDimensions, oracleMetrics } from './metrics.ts'
import { type OracleQuery, oracleTable } from './oracle.ts'
import { tableDifferences } from './table-differences.ts'
import type { World } from './world.ts'

/** Every grouping that the specification names, and some of two dimensions. */
export const groupings: readonly (readonly Dimension[])[] = [
  [],
  ['CLIENT'],
  ['MONTH'],
  ['CLIENT', 'MONTH'],
  ['QUARTER'],
  ['YEAR'],
  ['WEEK'],
  ['INDUSTRY'],
  ['STAFF'],
  ['STAFF', 'MONTH'],
  ['TEAM'],
  ['TEAM', 'QUARTER'],
  ['PROJECT'],
  ['CLIENT', 'PROJECT'],
  ['WORK_TYPE'],
  ['PRODUCT'],
  ['VENDOR', 'MONTH'],
  ['VENDOR'],
  ['SERVICE_LINE'],
  ['INDUSTRY', 'SERVICE_LINE', 'YEAR'],
]

/** The metrics that can be grouped so. */
export const metricsFor = (groupBy: readonly Dimension[]): string[] =>
  Object.keys(oracleMetrics).filter(key => groupBy.every(dimension => allowedDimensions(key).includes(dimension)))

/** All metrics of a grouping in one question, then one question a fact, as a row appears for the facts that are asked. */
export function questions(groupBy: readonly Dimension[], period: OracleQuery['period']): OracleQuery[] {
  const metrics = metricsFor(groupBy)
  const alone = ['revenue', 'hours', 'available_hours', 'license_cost', 'spend'].filter(key => metrics.includes(key))
  return [metrics, ...alone.map(key => [key])].map(keys => ({ metrics: keys, groupBy, period }))
}

/** Where the product answers something else than the oracle. */
export async function disagreements(msp: TestMsp, world: World, query: OracleQuery): Promise<string[]> {
  const table = await msp.metrics(
    {
      metrics: [...query.metrics],
      groupBy: [...query.groupBy],
      period: query.period ? { between: query.period } : { named: 'ALL' },
      ...(query.clients && { where: { clients: [...query.clients] } }),
    },
    nowOf(world),
  )
  return tableDifferences(query, table, oracleTable(world, query))
}
