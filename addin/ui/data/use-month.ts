import { useEffect } from 'preact/hooks'
import { latestMonth } from '../../api/operations/latest-month.gen.ts'
import { navigate, place } from '../router/router.ts'
import { addMonths, type PeriodCode } from './period-text.ts'
import { useQuery } from './use-query.ts'

/**
 * The period a page is about: that of its address, else the latest complete month with all data. null until it is known.
 * An installation without any data leads to its first steps. `newest`: the latest month that can be chosen.
 */
export function usePeriod(given: string | undefined): {
  readonly period: PeriodCode | null
  readonly newest: string
  readonly error: unknown
  readonly reload: () => void
} {
  const { data, error, reload, stale } = useQuery(latestMonth, {})
  const none = data?.snapshots.totalCount === 0
  // What was known before the first upload says nothing about now.
  const empty = none && !stale
  useEffect(() => {
    if (empty && place.value.path !== '/start') navigate('#/start', { replace: true })
  }, [empty])
  const latest = data?.insights.period.label ?? null
  const thisMonth = new Date().toISOString().slice(0, 7)
  const newest = latest === null ? thisMonth : [thisMonth, addMonths(latest, 1)].sort()[1]!
  return { period: none ? null : (given ?? latest), newest, error, reload }
}
