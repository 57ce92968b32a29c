import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Dimension } from '../../../server/metrics/metric-query.ts'
import type { TestMsp } from '../../support/test-msp.ts'
import { budgetOf } from './budgets.ts'
import { metricsFor } from './compare-with-oracle.ts'
import { doubleOf, type Fraction, fraction, isAbove, isNothing, minus, nothing, over, times } from './fraction.ts'
import { importWorld, nowOf } from './import-world.ts'
import { bigSize, makeWorld } from './make-world.ts'
import type { Value } from './measures.ts'
import { sameName } from './names.ts'
import { oracleTable } from './oracle.ts'

const world = makeWorld(9, bigSize, true)
let msp: TestMsp
beforeAll(async () => {
  msp = await importWorld(world)
})
afterAll(() => msp?.[Symbol.asyncDispose]())

type Days = { from: string; to: string }
const periods: readonly [string, Days, Days, Days][] = [
  [
    'a month',
    { from: '2026-03-01', to: '2026-03-31' },
    { from: '2026-02-01', to: '2026-02-28' },
    { from: '2025-03-01', to: '2025-03-31' },
  ],
  [
    'a quarter',
    { from: '2026-01-01', to: '2026-03-31' },
    { from: '2025-10-01', to: '2025-12-31' },
    { from: '2025-01-01', to: '2025-03-31' },
  ],
  [
    'some days',
    { from: '2026-02-11', to: '2026-03-12' },
    { from: '2026-01-12', to: '2026-02-10' },
    { from: '2025-02-11', to: '2025-03-12' },
  ],
]
const groupings: readonly Dimension[][] = [[], ['CLIENT'], ['INDUSTRY'], ['PRODUCT'], ['TEAM'], ['SERVICE_LINE']]

interface Compared {
  readonly value: Value
  readonly baseline: Value
}

/** Values of each group in a period; the groups of both periods appear in either. */
const valuesBy = (metrics: readonly string[], groupBy: readonly Dimension[], period: Days, comparedWith: Days) =>
  new Map(
    oracleTable(world, { metrics, groupBy, period, comparedWith }).rows.map(row => [
      row.labels.map(label => label ?? '(none)').join(),
      row.values,
    ]),
  )

function kindOf({ value, baseline }: Compared): string {
  const isThere = (it: Value): boolean => it !== null && !isNothing(it)
  if (value === null && baseline === null) return 'UNDEFINED'
  if (isThere(value) && !isThere(baseline)) return 'NEW'
  if (isThere(baseline) && !isThere(value)) return 'LOST'
  return value && baseline && isNothing(minus(value, baseline)) ? 'FLAT' : 'CHANGED'
}

const number = (value: Value): number | null => value && doubleOf(value)
const change = ({ value, baseline }: Compared): Value => value && baseline && minus(value, baseline)
function changePct(compared: Compared): Value {
  const [by, base] = [change(compared), compared.baseline]
  return by && base && isAbove(base, nothing) ? times(over(by, base), fraction(100)) : null
}
const textOf = (parts: readonly (number | string | null)[]): string => parts.map(part => part ?? 'null').join(' ')
const expected = (compared: Compared): string =>
  textOf([
    number(compared.value),
    number(compared.baseline),
    number(change(compared)),
    number(changePct(compared)),
    kindOf(compared),
  ])

describe.each(periods)('%s', (_, period, before, lastYear) => {
  test.each([
    ['PREVIOUS_PERIOD', before],
    ['SAME_PERIOD_LAST_YEAR', lastYear],
  ] as const)('compared with %s', async (compareTo, other) => {
    for (const groupBy of groupings) {
      const metrics = metricsFor(groupBy)
      const table = await msp.metrics({ metrics, groupBy, period: { between: period }, compareTo }, nowOf(world))
      const now = valuesBy(metrics, groupBy, period, other)
      const then = valuesBy(metrics, groupBy, other, period)
      const labels = [...now.keys()].sort()
      const found = new Map(
        table.rows.map(row => [row.dimensions.map(({ label }) => sameName(label)).join(), row.values] as const),
      )
      expect([...found.keys()].sort()).toEqual(labels)
      const differences = labels.flatMap(label =>
        metrics.flatMap((metric, at) => {
          const ours = found.get(label)?.[at]
          const text = ours && textOf([ours.value, ours.baseline, ours.change, ours.changePct, ours.changeKind])
          const theirs = expected({ value: now.get(label)![at]!, baseline: then.get(label)![at]! })
          return text === theirs ? [] : [`${metric} [${label}]: ${text}, not ${theirs}`]
        }),
      )
      expect(differences).toEqual([])
    }
  })
})

test('compared with the budget: the firm’s row where there is one, else the clients’', async () => {
  const metrics = ['revenue', 'labour_cost', 'license_cost', 'hours'] as const
  const period = { from: '2026-01-01', to: '2026-03-31' }
  for (const groupBy of [[], ['MONTH']] as const) {
    const query = { metrics: [...metrics], groupBy: [...groupBy], period: { between: period } }
    const table = await msp.metrics({ ...query, compareTo: 'BUDGET' }, nowOf(world))
    for (const row of [...table.rows, table.totals]) {
      const month = row.dimensions[0]?.key ?? null
      const months = month ? [month] : ['2026-01', '2026-02', '2026-03']
      metrics.forEach((metric, at) => {
        const planned: Fraction | null = budgetOf(world, metric, months)
        expect({ month, metric, baseline: row.values[at]!.baseline }).toEqual({
          month,
          metric,
          baseline: number(planned),
        })
      })
    }
  }
})
