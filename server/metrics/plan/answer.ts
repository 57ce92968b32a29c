import { firstDayOfMonth } from '../../analytics/calendar.ts'
import { type Exact, exact } from '../../analytics/exact.ts'
import { minorDigits } from '../../datasets/currency.ts'
import type { Catalogue, Metric } from '../catalogue/catalogue.ts'
import type { FactName } from '../catalogue/facts.ts'
import { Budgets } from '../facts/budgets.ts'
import { withoutFields } from '../filters/filter-dimensions.ts'
import { resolvedFilter } from '../filters/resolved-filter.ts'
import { matches, type RowFilter } from '../filters/row-filter.ts'
import { Grid } from '../grid/grid.ts'
import { dimensionMembers, type GroupDimension } from '../names/dimension-members.ts'
import type { Members } from '../names/member.ts'
import type { Names } from '../names/names.ts'
import { previousSpan, spanOneYearBefore } from '../periods/baseline-span.ts'
import { type DaySpan, noDays } from '../periods/day-span.ts'
import { type ResolvedPeriod, resolvedPeriod } from '../periods/resolve-period.ts'
import { type Bucket, timeBuckets } from '../periods/time-buckets.ts'
import { CellSubjects } from '../reviews/cell-subjects.ts'
import { readResultReviews } from '../reviews/read-result-reviews.ts'
import type { ResultReviews } from '../reviews/result-reviews.ts'
import type { Setting } from './cells.ts'
import { Evaluators } from './evaluator.ts'
import { keptSide } from './kept-sides.ts'
import type { Reading } from './reading.ts'
import { readSide, type Side, type SideRequest } from './side.ts'
import type { TablePlan } from './table-plan.ts'

/** Where a value stands: in the table, or in its totals. */
export type Place = 'table' | 'total'

/** What a value is compared with. */
export type Baseline = (metric: Metric, place: Place, cell: number) => Exact | null

/** Everything read and summed; values are worked out when they are asked for. */
export interface Answer {
  readonly plan: TablePlan
  readonly period: ResolvedPeriod
  readonly buckets: readonly Bucket[]
  readonly members: ReadonlyMap<GroupDimension, Members>
  readonly names: Names
  readonly side: Side
  readonly evaluators: Evaluators
  readonly baseline: Baseline | null
  /** Where the clients' own values of another time are compared with: the time of each window; null: anything else. */
  readonly comparedWindows: Readonly<Record<Place, readonly DaySpan[]>> | null
  readonly filter: RowFilter
  /** Who its cells are about. */
  readonly subjects: CellSubjects
  /** What people decided about the values. */
  readonly reviews: ResultReviews
}

/** Reads what a plan needs and sums it. */
export async function readAnswer(reading: Reading, catalogue: Catalogue, plan: TablePlan): Promise<Answer> {
  const { organization, today } = reading
  const { fiscalYearStart } = organization
  const months = await reading.months()
  const period = resolvedPeriod(plan.query.period, { today, fiscalYearStart, months })
  const buckets = timeBuckets(period, plan.timeDimensions, fiscalYearStart)
  const names = await reading.names(neededNames(plan))
  const members = new Map<GroupDimension, Members>()
  for (const dimension of plan.groupDimensions) members.set(dimension, await reading.members(dimension, names))
  const request: SideRequest = {
    span: period,
    windows: buckets,
    dimensions: plan.groupDimensions,
    members,
    clients: members.get('CLIENT') ?? dimensionMembers('CLIENT', names),
    filter: resolvedFilter(plan.query.where, names),
    metrics: plan.metrics,
    setting: await readSetting(reading, plan.metrics),
  }
  const side = await (plan.query.compareTo ? readSide : keptSide)(reading, request)
  const evaluators = new Evaluators(catalogue)
  const shared = { reading, plan, request, side, evaluators, names }
  const comparedWindows = windowsCompared(plan, request, fiscalYearStart)
  const compared = comparedWindows ? [...comparedWindows.table, ...comparedWindows.total] : []
  const { filter } = request
  return {
    ...{ plan, period, buckets, members, names, side, evaluators, comparedWindows, filter },
    baseline: await readBaseline(shared),
    subjects: new CellSubjects({ plan, members, side, names, filter }),
    reviews: await readResultReviews(reading, plan, filter, [period, ...buckets, ...compared]),
  }
}

function windowsCompared(
  { query, timeDimensions }: TablePlan,
  { span, windows }: SideRequest,
  fiscalYearStart: number,
) {
  const { compareTo } = query
  if (compareTo !== 'PREVIOUS_PERIOD' && compareTo !== 'SAME_PERIOD_LAST_YEAR') return null
  const other = compareTo === 'PREVIOUS_PERIOD' ? previousSpan(span) : spanOneYearBefore(span)
  const steps = timeBuckets(other, timeDimensions, fiscalYearStart)
  return { table: windows.map((_, index) => steps[index] ?? noDays), total: [other] }
}

function neededNames({ groupDimensions, filterDimensions }: TablePlan) {
  const used = new Set<string>([...groupDimensions, ...filterDimensions])
  const uses = (...dimensions: string[]) => dimensions.some(dimension => used.has(dimension))
  return {
    clients: uses('CLIENT', 'INDUSTRY'),
    terms: uses('INDUSTRY', 'SERVICE_LINE', 'TEAM', 'PROJECT', 'PRODUCT', 'VENDOR'),
    people: uses('STAFF', 'TEAM'),
  }
}

async function readSetting(reading: Reading, metrics: readonly Metric[]): Promise<Setting> {
  const facts = new Set(metrics.flatMap(metric => metric.measures.map(measure => measure.fact)))
  const firstDay = new Map<FactName, number | null>()
  const first = (span: { first: number } | null) => span && firstDayOfMonth(span.first)
  if (facts.has('invoices')) firstDay.set('invoices', first(await reading.invoiceMonths()))
  if (facts.has('time')) firstDay.set('time', first(await reading.timeMonths()))
  if (facts.has('licenses')) firstDay.set('licenses', await reading.firstLicenseDay())
  if (facts.has('capacity')) {
    const starts = (await reading.capacities()).map(capacity => capacity.from)
    firstDay.set('capacity', starts.length > 0 ? starts.reduce((a, b) => Math.min(a, b)) : null)
  }
  return { digits: minorDigits(reading.organization.baseCurrency), firstDay, today: reading.today }
}

interface BaselineRequest {
  readonly reading: Reading
  readonly plan: TablePlan
  readonly request: SideRequest
  readonly side: Side
  readonly evaluators: Evaluators
  readonly names: Names
}

async function readBaseline(shared: BaselineRequest): Promise<Baseline | null> {
  switch (shared.plan.query.compareTo) {
    case undefined:
      return null
    case 'PREVIOUS_PERIOD':
      return await baselineOfSpan(shared, previousSpan(shared.request.span))
    case 'SAME_PERIOD_LAST_YEAR':
      return await baselineOfSpan(shared, spanOneYearBefore(shared.request.span))
    case 'PORTFOLIO':
      return await baselineOfPortfolio(shared)
    case 'BUDGET':
      return await baselineOfBudget(shared)
  }
}

/** Another time: its first step stands against the first step of the period, and so on. */
async function baselineOfSpan(
  { reading, plan, request, side, evaluators }: BaselineRequest,
  span: DaySpan,
): Promise<Baseline> {
  const steps = timeBuckets(span, plan.timeDimensions, reading.organization.fiscalYearStart)
  const other = await readSide(reading, {
    ...request,
    span,
    windows: request.windows.map((_, index) => steps[index] ?? noDays),
    groups: side.table.grid.groups,
  })
  return (metric, place, cell) => evaluators.of(metric)(other[place], cell)
}

/** All clients together: the same question without telling clients or industries apart. */
async function baselineOfPortfolio({
  reading,
  plan,
  request,
  side,
  evaluators,
  names,
}: BaselineRequest): Promise<Baseline> {
  const kept = request.dimensions.filter(dimension => dimension !== 'CLIENT' && dimension !== 'INDUSTRY')
  const where = plan.query.where && withoutFields(plan.query.where, ['clients', 'industries'])
  const other = await readSide(reading, { ...request, dimensions: kept, filter: resolvedFilter(where, names) })
  const positions = kept.map(dimension => request.dimensions.indexOf(dimension))
  const width = request.windows.length
  const cellOf = (cell: number): number | undefined => {
    const members = side.table.grid.groups.membersOf(Math.floor(cell / width))
    const group = other.table.grid.groups.find(positions.map(position => members[position]!))
    return group === undefined ? undefined : group * width + (cell % width)
  }
  return (metric, place, cell) => {
    const counterpart = place === 'total' ? cell : cellOf(cell)
    return counterpart === undefined ? null : evaluators.of(metric)(other[place], counterpart)
  }
}

async function baselineOfBudget({ reading, request, side }: BaselineRequest): Promise<Baseline> {
  const lines = (await reading.budgets()).filter(line => matches(request.filter, () => line.client_id))
  const told = request.filter.all.length + request.filter.not.length > 0
  const budgets = { table: new Budgets(), total: new Budgets() }
  budgets.table.add(side.table.grid, lines, told || request.dimensions.length > 0)
  budgets.total.add(new Grid([], [request.span]), lines, told)
  return ({ definition }, place, cell) => {
    const amount = budgets[place].amount(definition.key, cell)
    if (amount === null) return null
    return exact(amount, definition.unit === 'HOURS' ? 100 : 10 ** request.setting.digits)
  }
}
