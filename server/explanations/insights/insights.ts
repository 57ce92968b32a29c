import type { SqlEntityManager } from '@mikro-orm/sql'
import { type Member, may } from '../../access/policy.ts'
import { BadInput } from '../../errors.ts'
import type { PeriodInput } from '../../metrics/metric-query.ts'
import { readSteadily } from '../../metrics/plan/read-steadily.ts'
import type { Insight, Insights } from './insight.ts'
import { licenseWaste } from './license-waste.ts'
import { lookAt } from './look.ts'
import { lossMakers } from './loss-makers.ts'
import { missingData } from './missing-data.ts'
import { movers } from './movers.ts'
import { overdueClients } from './overdue-clients.ts'

const MOST = 1000

/**
 * What matters in a period over the portfolio, most money first: who moved, who loses money, idle licenses, overdue
 * invoices, data that should be there and is not. Only what the viewer may see: without cost:read clients are judged by
 * revenue, and neither losses nor licenses come up.
 *
 * Without a period: the latest complete month in which all of it is known. Throws BadInput for a period that is none.
 * @param options.first at most so many, 1 to 1000
 */
export async function readInsights(
  em: SqlEntityManager,
  viewer: Member,
  { period, first = 20 }: { readonly period?: PeriodInput | undefined; readonly first?: number | undefined },
  { now }: { readonly now: number },
): Promise<Insights> {
  if (!Number.isInteger(first) || first < 1 || first > MOST)
    throw new BadInput(`Reading insights: ${first} were asked for; ask for 1 to ${MOST}`)
  return await readSteadily(em, viewer, { definitions: 'NOW' }, now, async open => {
    const look = await lookAt(open, viewer, period)
    const found: Insight[] = []
    for (const find of may(viewer, 'cost:read')
      ? [movers, lossMakers, licenseWaste, overdueClients, missingData]
      : [movers, overdueClients, missingData])
      found.push(...(await find(look)))
    // Equal amounts keep the order in which they were found.
    found.sort((a, b) => (b.amount ?? -1) - (a.amount ?? -1))
    return {
      period: look.period,
      items: found.slice(0, first),
      totalCount: found.length,
      truncated: found.length > first,
    }
  })
}
