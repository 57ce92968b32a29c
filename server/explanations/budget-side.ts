import { may } from '../access/policy.ts'
import type { Exact } from '../analytics/exact.ts'
import { BUDGET_MEASURES } from '../datasets/budgets.ts'
import { BadInput, Forbidden } from '../errors.ts'
import { ask } from '../metrics/plan/ask.ts'
import type { ComparisonRequest } from './comparison.ts'
import { shapeValue } from './metric-shape.ts'
import { type Side, statedSide } from './side.ts'

/** What was planned for each measure of the formula. */
export async function budgetSide({ open, viewer, metric, shape, query }: ComparisonRequest, to: Side): Promise<Side> {
  const { key } = metric.definition
  if (!may(viewer, 'cost:read'))
    throw new Forbidden(`Explaining ${key} against the budget: it needs cost:read, which you do not have`)
  const measures = metric.measures.map(measure => measure.key)
  const without = measures.find(measure => !BUDGET_MEASURES.some(planned => planned === measure))
  if (without || !shape)
    throw new BadInput(
      `Explaining ${key} against the budget: there are budgets for ${BUDGET_MEASURES.join(', ')} only${without ? `, not for ${without}` : ''}`,
      'IMPOSSIBLE_COMPARISON',
    )
  const answer = await ask(open, viewer, { ...query, metrics: measures, groupBy: [], compareTo: 'BUDGET' })
  const amounts = new Map<string, Exact>()
  for (const measure of measures) {
    const amount = answer.baseline!(open.catalogue.find(measure)!, 'total', 0)
    if (amount === null)
      throw new BadInput(
        `Explaining ${key} against the budget: nothing is budgeted for ${measure} in ${to.period.label}; upload a budget for it`,
        'NO_BUDGET',
      )
    amounts.set(measure, amount)
  }
  const read = (measure: string) => amounts.get(measure)!
  return { ...statedSide(to, read), value: shapeValue(shape, read) }
}
