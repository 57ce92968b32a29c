import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Dimension } from '../../../server/metrics/metric-query.ts'
import type { TestMsp } from '../../support/test-msp.ts'
import { disagreements, groupings, metricsFor, questions } from './compare-with-oracle.ts'
import { importWorld } from './import-world.ts'
import { bigSize, makeWorld } from './make-world.ts'
import { allowedDimensions, oracleMetrics } from './metrics.ts'
import type { OracleQuery } from './oracle.ts'

const world = makeWorld(1, bigSize, true)
let msp: TestMsp
beforeAll(async () => {
  msp = await importWorld(world)
})
afterAll(() => msp?.[Symbol.asyncDispose]())

const periods: Readonly<Record<string, OracleQuery['period']>> = {
  'everything there is': null,
  'a year': { from: '2026-01-01', to: '2026-12-31' },
  'a quarter': { from: '2025-10-01', to: '2025-12-31' },
  'days that cut months': { from: '2025-09-10', to: '2026-02-17' },
  'a day': { from: '2025-11-14', to: '2025-11-14' },
}

describe.each(Object.entries(periods))('over %s', (_, period) => {
  test.each(groupings.map(groupBy => [groupBy.join(' × ') || 'ALL', groupBy] as const))(
    'every metric by %s is what the oracle says, to the last digit',
    async (_, groupBy) => {
      for (const query of questions(groupBy, period)) expect(await disagreements(msp, world, query)).toEqual([])
    },
  )
})

test('chosen clients have their own numbers, and the others none', async () => {
  const clients = world.clients.slice(2, 5).map(client => client.name)
  for (const groupBy of [[], ['CLIENT'], ['MONTH'], ['CLIENT', 'QUARTER'], ['WEEK']] as const) {
    // What has no client cannot be asked of chosen ones.
    const metrics = metricsFor(['CLIENT', ...groupBy])
    expect(await disagreements(msp, world, { metrics, groupBy, period: null, clients })).toEqual([])
  }
})

test.each(['available_hours', 'utilization_pct'])(
  '%s of chosen clients is refused: capacity has no client',
  async key => {
    const query = { metrics: [key], where: { clients: [world.clients[0]!.name] }, period: { named: 'ALL' } }
    await expect(msp.metrics(query)).rejects.toThrow(/CLIENT/)
  },
)

test('what the facts cannot carry is refused by name', async () => {
  const dimensions = [
    'CLIENT',
    'INDUSTRY',
    'SERVICE_LINE',
    'STAFF',
    'TEAM',
    'PROJECT',
    'WORK_TYPE',
    'PRODUCT',
    'VENDOR',
  ]
  for (const key of Object.keys(oracleMetrics)) {
    for (const dimension of [...dimensions, 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as Dimension[]) {
      const asked = msp.metrics({ metrics: [key], groupBy: [dimension], period: { named: 'ALL' } })
      const outcome = await asked.then(
        () => 'answered',
        error => String(error.message),
      )
      const isAllowed = allowedDimensions(key).includes(dimension)
      expect([key, dimension, outcome]).toEqual([
        key,
        dimension,
        isAllowed ? 'answered' : expect.stringContaining(`${key} cannot be grouped by ${dimension}`),
      ])
    }
  }
})
