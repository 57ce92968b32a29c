import { decodeId } from '../access/opaque-id.ts'
import { isoOfDay } from '../analytics/calendar.ts'
import { NotFound } from '../errors.ts'
import { withoutFields } from '../metrics/filters/filter-dimensions.ts'
import type { MetricFilter } from '../metrics/metric-query.ts'
import { previousSpan, spanOneYearBefore } from '../metrics/periods/baseline-span.ts'
import { ask } from '../metrics/plan/ask.ts'
import type { ProvenAnswer } from '../metrics/results/cell-value.ts'
import { againstPortfolio } from './against-portfolio.ts'
import { budgetSide } from './budget-side.ts'
import type { Comparison, ComparisonRequest } from './comparison.ts'
import { type Side, sideOfAnswer } from './side.ts'
import { sizedSide } from './sized-side.ts'
import { targetSide } from './target-side.ts'

const plain = { with: null, portfolio: null, assumptions: [] } as const

/** Reads both sides of a comparison. Throws as `explain` says. */
export async function readComparison(request: ComparisonRequest): Promise<Comparison> {
  const { open, viewer, metric, query, input } = request
  const answer = await ask(open, viewer, query)
  const to = sideOfAnswer(answer, open.catalogue, metric)
  switch (input.against) {
    case 'PREVIOUS_PERIOD':
    case 'SAME_PERIOD_LAST_YEAR': {
      const span = input.against === 'PREVIOUS_PERIOD' ? previousSpan(answer.period) : spanOneYearBefore(answer.period)
      const between = { from: isoOfDay(span.from), to: isoOfDay(span.to) }
      const before = await ask(open, viewer, { ...query, period: { between } })
      const from = sideOfAnswer(before, open.catalogue, metric)
      return { ...plain, to, from, answers: { to: answer, from: before } }
    }
    case 'CLIENT':
      return await againstClient(request, to, answer)
    case 'PORTFOLIO':
      return await againstPortfolio(request, to, answer)
    case 'BUDGET': {
      const from = await budgetSide(request, to)
      return { ...plain, to, from, answers: { to: answer, from: null }, with: 'the budget' }
    }
    case 'TARGET': {
      const { side: from, assumptions } = await targetSide(request, to)
      return { ...plain, to, from, answers: { to: answer, from: null }, with: 'the target', assumptions }
    }
  }
}

async function againstClient(request: ComparisonRequest, to: Side, answer: ProvenAnswer): Promise<Comparison> {
  const { open, viewer, metric, query, input } = request
  const { organizationId } = viewer
  const id = Number(decodeId(input.clientId!, 'Client', organizationId)?.[0] ?? Number.NaN)
  const client = (await open.reading.clients()).get(id)
  if (!client)
    throw new NotFound(
      `Explaining ${metric.definition.key} against another client: there is no client "${input.clientId}"`,
    )
  const where: MetricFilter = {
    ...withoutFields(input.where ?? {}, ['clients', 'industries']),
    clients: [input.clientId!],
  }
  const other = await ask(open, viewer, { ...query, where })
  const side = sideOfAnswer(other, open.catalogue, metric)
  const { from, assumptions } = sizedSide(request, side, to, client.name)
  return { ...plain, to, from, answers: { to: answer, from: other }, with: client.name, assumptions }
}
