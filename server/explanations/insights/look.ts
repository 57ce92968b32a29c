import { type Member, may } from '../../access/policy.ts'
import { isoOfDay } from '../../analytics/calendar.ts'
import { visibleMetric } from '../../metrics/catalogue/visible-metric.ts'
import type { PeriodInput } from '../../metrics/metric-query.ts'
import type { Period } from '../../metrics/metric-table.ts'
import { resolvedPeriod } from '../../metrics/periods/resolve-period.ts'
import type { OpenReading } from '../../metrics/plan/open-reading.ts'
import { defaultPeriod } from '../default-period.ts'

/** What insights are looked for in. */
export interface Look {
  readonly open: OpenReading
  readonly viewer: Member
  readonly period: Period
  readonly currency: string
}

/** Settles the period. */
export async function lookAt(open: OpenReading, viewer: Member, period: PeriodInput | undefined): Promise<Look> {
  const { reading, catalogue } = open
  const metric = visibleMetric(catalogue, viewer, may(viewer, 'cost:read') ? 'gross_profit' : 'revenue')
  const { today, organization } = reading
  const setting = { today, fiscalYearStart: organization.fiscalYearStart, months: await reading.months() }
  const { from, to, label } = resolvedPeriod(period ?? (await defaultPeriod(reading, [metric])), setting)
  return {
    ...{ open, viewer, currency: organization.baseCurrency },
    period: { from: isoOfDay(from), to: isoOfDay(to), label },
  }
}

export const between = ({ from, to }: Period): PeriodInput => ({ between: { from, to } })
