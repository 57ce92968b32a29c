import { setImmediate } from 'node:timers/promises'
import type { SqlEntityManager } from '@mikro-orm/sql'
import { encodeId } from '../../access/opaque-id.ts'
import { type Member, scopes } from '../../access/policy.ts'
import {
  dayOfInstant,
  firstDayOfMonth,
  isoOfDay,
  isoOfMonth,
  lastDayOfMonth,
  monthOfDay,
} from '../../analytics/calendar.ts'
import { exact } from '../../analytics/exact.ts'
import type { Policies } from '../../governance/policy-schema.ts'
import { metricCatalog } from '../../metrics/metric-catalog.ts'
import type { MetricDefinition, MetricRow } from '../../metrics/metric-table.ts'
import { readMetricTable } from '../../metrics/read-metric-table.ts'
import { valueText } from '../../metrics/results/value-text.ts'
import { type ReviewReason, triggers } from '../triggers.ts'
import { type NewestTasks, resultKey, wasSentBack } from './newest-tasks.ts'
import type { TouchedResult } from './touched-results.ts'

/** A result with every reason to look at it: values only, as it is packed until it is written. */
export interface FoundResult {
  readonly metric: string
  readonly scope: MetricDefinition['scope']
  /** 0: the firm. */
  readonly clientId: number
  readonly month: number
  readonly uploadedBy: number | null
  readonly value: number
  readonly valueExact: string
  /** As it is stored with a task; null where none can come of this result: it takes more memory than all the rest. */
  readonly confidence: string | null
  readonly reasons: readonly ReviewReason[]
}

/** Results that were worked out at a time. */
export interface FoundResults {
  readonly count: number
  /** Those that a task stands about or may come of. Nothing is to be done about the others. */
  readonly ofTasks: readonly FoundResult[]
}

/** Months before a result that its trend and usual changes are taken from. */
const HISTORY = 24
/** Clients that are read at a time, so that other work gets its turn: two years of ten take some 25 ms. */
const CLIENTS_AT_ONCE = 10

/** The server itself, which sees everything that it has to judge. */
export const analyst = (organizationId: number): Member => ({
  ...{ userId: null, email: null, organizationId, role: 'OWNER', scopes: new Set(scopes), apiKeyId: null },
})

/**
 * Works out the results of the touched months anew, some clients at a time, with the reasons of the policy. Results
 * without a value are not among them: there is nothing to decide. Metrics without clients are results of the firm.
 */
export async function* readResults(
  em: SqlEntityManager,
  organizationId: number,
  touched: readonly TouchedResult[],
  policy: Policies['review'],
  {
    now,
    standing,
    progress,
  }: {
    readonly now: number
    readonly standing: NewestTasks
    readonly progress: (done: number, total: number) => Promise<void>
  },
): AsyncGenerator<FoundResults> {
  if (touched.length === 0 || policy.metrics.length === 0) return
  const known = new Map((await metricCatalog(em, analyst(organizationId))).map(metric => [metric.key, metric]))
  const metrics = policy.metrics.flatMap(key => known.get(key) ?? [])
  const ofClients = metrics.filter(
    metric => metric.dimensions.includes('CLIENT') && metric.dimensions.includes('MONTH'),
  )
  const ofFirm = metrics.filter(metric => !ofClients.includes(metric) && metric.dimensions.includes('MONTH'))
  const byClient = [...Map.groupBy(touched, ({ clientId }) => clientId)]
  for (let at = 0; at < byClient.length && ofClients.length > 0; at += CLIENTS_AT_ONCE) {
    await progress(at, byClient.length)
    // The embedded database answers at once: without this, no request would be heard until all clients are done.
    await setImmediate()
    const some = byClient.slice(at, at + CLIENTS_AT_ONCE)
    const ids = new Map(some.map(([id]) => [encodeId('Client', organizationId, id), id]))
    const rows = await read(
      em,
      organizationId,
      ofClients,
      some.flatMap(([, months]) => months),
      now,
      [...ids.keys()],
    )
    const grouped = Map.groupBy(rows, row => row.dimensions[0]!.key)
    const found: FoundResult[] = []
    for (const [key, series] of grouped) {
      const id = key === null ? undefined : ids.get(key)
      if (id === undefined) continue
      const wanted = some.find(([each]) => each === id)![1]
      found.push(...judged({ organizationId, policy, now, standing }, id, wanted, series))
    }
    yield foundResults(found, standing)
  }
  if (ofFirm.length > 0) {
    const months = [...Map.groupBy(touched, ({ month }) => month).values()].map(([first]) => first!)
    const rows = await read(em, organizationId, ofFirm, months, now, null)
    yield foundResults(judged({ organizationId, policy, now, standing }, 0, months, rows), standing)
  }
}

const foundResults = (found: readonly FoundResult[], standing: NewestTasks): FoundResults => ({
  count: found.length,
  ofTasks: found.filter(
    ({ reasons, metric, clientId, month }) => reasons.length > 0 || standing.has(resultKey(metric, clientId, month)),
  ),
})

async function read(
  em: SqlEntityManager,
  organizationId: number,
  metrics: readonly MetricDefinition[],
  touched: readonly TouchedResult[],
  now: number,
  clients: string[] | null,
): Promise<readonly MetricRow[]> {
  const months = touched.map(({ month }) => month)
  const first = months.reduce((a, b) => Math.min(a, b)) - HISTORY
  const last = months.reduce((a, b) => Math.max(a, b))
  const { rows } = await readMetricTable(
    em,
    analyst(organizationId),
    {
      metrics: metrics.map(({ key }) => key),
      groupBy: clients ? ['CLIENT', 'MONTH'] : ['MONTH'],
      period: { between: { from: isoOfDay(firstDayOfMonth(first)), to: isoOfDay(lastDayOfMonth(last)) } },
      ...(clients ? { where: { clients } } : {}),
    },
    { now },
  )
  return rows
}

interface Judging {
  readonly organizationId: number
  readonly policy: Policies['review']
  readonly now: number
  readonly standing: NewestTasks
}

function judged(
  { organizationId, policy, now, standing }: Judging,
  clientId: number,
  touched: readonly TouchedResult[],
  series: readonly MetricRow[],
): FoundResult[] {
  const firstMonth = policy.months === null ? 0 : monthOfDay(dayOfInstant(now)) - policy.months
  const wanted = new Map(touched.map(each => [isoOfMonth(each.month), each]))
  return series.flatMap((row, position) => {
    const month = row.dimensions.at(-1)!.key!
    const touch = wanted.get(month)
    if (!touch) return []
    return row.values.flatMap((value, index): FoundResult[] => {
      if (value.computed === null || value.computedExact === null) return []
      if (value.partial && !policy.unfinishedMonths) return []
      const show = (amount: number) =>
        valueText(exact(Math.round(amount * 10_000), 10_000), value.metric.unit, value.currency ?? '').replace('-', '−')
      const result = {
        ...{ organizationId, metric: value.metric.key, clientId, month },
        ...{ value: value.computed, valueExact: value.computedExact, confidence: value.confidence.score },
        show,
        showChange: (difference: number) =>
          value.metric.unit === 'PERCENT' ? show(difference).replace(' %', ' points') : show(difference),
        history: series.slice(Math.max(0, position - HISTORY), position).map(each => each.values[index]!.computed),
      }
      const reasons = touch.month < firstMonth ? [] : triggers(result, policy)
      const mayBeOpened =
        reasons.length > 0 || wasSentBack(standing.get(resultKey(value.metric.key, clientId, touch.month)))
      return [
        {
          ...{ metric: value.metric.key, scope: value.metric.scope },
          ...{ clientId, month: touch.month, uploadedBy: touch.uploadedBy },
          ...{ value: value.computed, valueExact: value.computedExact, reasons },
          confidence: mayBeOpened ? JSON.stringify(value.confidence) : null,
        },
      ]
    })
  })
}
