import { clientTrends } from '../../../api/operations/clients.gen.ts'
import { endMonth, monthsUpTo } from '../../data/comparison-text.ts'
import type { PeriodCode } from '../../data/period-text.ts'
import { addMonths } from '../../data/period-text.ts'
import { useQuery } from '../../data/use-query.ts'

const MONTHS = 12

/** Twelve months of revenue of each of the clients shown, oldest first; months without a value are null. */
export function useTrends(
  clients: readonly string[],
  period: PeriodCode,
  lastDay: string | null,
): ReadonlyMap<string, readonly (number | null)[]> {
  const end = endMonth(period) ?? lastDay?.slice(0, 7) ?? null
  const query = useQuery(clients.length === 0 || end === null ? null : clientTrends, {
    query: {
      metrics: ['revenue'],
      groupBy: ['CLIENT', 'MONTH'],
      where: { clients: [...clients] },
      period: { named: monthsUpTo(end ?? '2000-01', MONTHS) },
    },
  })
  const trends = new Map<string, (number | null)[]>()
  if (end === null) return trends
  const months = Array.from({ length: MONTHS }, (_, index) => addMonths(end, index + 1 - MONTHS))
  for (const row of query.data?.metrics.rows ?? []) {
    const [client, month] = row.dimensions
    if (!client?.key) continue
    const line = trends.get(client.key) ?? months.map(() => null)
    line[months.indexOf(month?.label ?? '')] = row.values[0]?.value ?? null
    trends.set(client.key, line)
  }
  return trends
}
