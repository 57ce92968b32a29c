import { may, type Viewer } from '../../access/policy.ts'
import { BUDGET_MEASURES } from '../../datasets/budgets.ts'
import { BadInput, Forbidden } from '../../errors.ts'
import type { Catalogue, Metric } from '../catalogue/catalogue.ts'
import { checkDimensions, checkStaffAccess, visibleMetric } from '../catalogue/visible-metric.ts'
import { filterDimensions } from '../filters/filter-dimensions.ts'
import type { Dimension, MetricQuery } from '../metric-query.ts'
import type { GroupDimension } from '../names/dimension-members.ts'
import { isTimeDimension, type TimeDimension } from '../periods/time-buckets.ts'

/** A question with its names looked up and its permissions checked; nothing has been read yet. */
export interface TablePlan {
  readonly query: MetricQuery
  /** Those that are shown, in order. */
  readonly shown: readonly Metric[]
  /** Those that rows are ordered or selected by, too. */
  readonly metrics: readonly Metric[]
  readonly groupDimensions: readonly GroupDimension[]
  readonly timeDimensions: readonly TimeDimension[]
  readonly filterDimensions: ReadonlySet<Dimension>
  /** Whether the viewer is shown results that await review. */
  readonly decides: boolean
}

/** Throws BadInput and Forbidden as the catalogue's rules say; see `visibleMetric` and `checkDimensions`. */
export function tablePlan(query: MetricQuery, catalogue: Catalogue, viewer: Viewer): TablePlan {
  const groupBy = [...new Set(query.groupBy)]
  if (groupBy.length !== query.groupBy.length)
    throw new BadInput(`Grouping by ${query.groupBy.join(', ')}: a dimension comes twice; name each once`)
  const filtered = filterDimensions(query.where)
  checkStaffAccess(viewer, [...groupBy, ...filtered, ...(query.orderBy ?? []).flatMap(order => order.dimension ?? [])])
  checkConditions(query, groupBy)
  const shownKeys = [...new Set(query.metrics)]
  const otherKeys = [...(query.having ?? []).map(condition => condition.metric), ...orderedMetrics(query)]
  const metrics = [...new Set([...shownKeys, ...otherKeys])].map(key => visibleMetric(catalogue, viewer, key))
  for (const metric of metrics) {
    checkDimensions(metric, groupBy, 'grouped')
    checkDimensions(metric, filtered, 'filtered')
  }
  checkComparison(query, metrics, groupBy, filtered, viewer)
  return {
    query,
    shown: metrics.slice(0, shownKeys.length),
    metrics,
    groupDimensions: groupBy.filter(dimension => !isTimeDimension(dimension)),
    timeDimensions: groupBy.filter(isTimeDimension),
    filterDimensions: filtered,
    decides: may(viewer, 'reviews:decide'),
  }
}

const orderedMetrics = (query: MetricQuery): string[] => (query.orderBy ?? []).flatMap(order => order.metric ?? [])

function checkConditions({ orderBy = [], having = [], compareTo }: MetricQuery, groupBy: readonly Dimension[]): void {
  for (const order of orderBy) {
    if ((order.metric === undefined) === (order.dimension === undefined))
      throw new BadInput('Ordering rows: name either a metric or a dimension in each entry of orderBy')
    if (order.dimension && !groupBy.includes(order.dimension))
      throw new BadInput(`Ordering rows by ${order.dimension}: the rows are not grouped by it; add it to groupBy`)
    if (order.onChange && order.dimension)
      throw new BadInput(`Ordering rows by the change of ${order.dimension}: only metrics change`)
  }
  if ([...orderBy, ...having].some(entry => entry.onChange) && !compareTo)
    throw new BadInput('Using a change in orderBy or having: there is nothing to compare with; set compareTo')
  for (const { op, to, metric } of having)
    if ((op === 'BETWEEN') !== (to !== undefined))
      throw new BadInput(
        `Selecting rows by ${metric}: ${op === 'BETWEEN' ? 'BETWEEN needs `to`' : '`to` goes with BETWEEN only'}`,
      )
}

const budgetDimensions: readonly Dimension[] = ['CLIENT', 'INDUSTRY', 'MONTH', 'QUARTER', 'YEAR']

function checkComparison(
  { compareTo }: MetricQuery,
  metrics: readonly Metric[],
  groupBy: readonly Dimension[],
  filtered: ReadonlySet<Dimension>,
  viewer: Viewer,
): void {
  const used = [...groupBy, ...filtered]
  if (compareTo === 'PORTFOLIO' && !used.includes('CLIENT') && !used.includes('INDUSTRY'))
    throw new BadInput(
      'Comparing with the portfolio: the question is about the whole portfolio; group or filter by CLIENT or INDUSTRY',
      'IMPOSSIBLE_COMPARISON',
    )
  if (compareTo !== 'BUDGET') return
  if (!viewer.scopes.has('cost:read'))
    throw new Forbidden('Reading metrics: BUDGET needs cost:read, which you do not have', 'cost:read')
  const without = metrics.find(metric => !BUDGET_MEASURES.some(measure => measure === metric.definition.key))
  if (without)
    throw new BadInput(
      `Comparing ${without.definition.key} with the budget: there are budgets for ${BUDGET_MEASURES.join(', ')} only`,
      'IMPOSSIBLE_COMPARISON',
    )
  const dimension = used.find(asked => !budgetDimensions.includes(asked))
  if (dimension)
    throw new BadInput(
      `Comparing with the budget by ${dimension}: budgets have only clients and months`,
      'IMPOSSIBLE_GROUPING',
    )
}
