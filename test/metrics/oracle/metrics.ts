import type { Dimension } from '../../../server/metrics/metric-query.ts'
import { type Cell, cellBefore } from './cell.ts'
import { firstDayOf, lastDayOf, monthOf, monthsFrom } from './days.ts'
import type { FactKind } from './facts.ts'
import { type Fraction, fraction, isAbove, isNothing, minus, nothing, over, plus, times, total } from './fraction.ts'
import { dimensionsOf } from './grouping.ts'
import { capacityMeasures, invoiceMeasures, licenseMeasures, timeMeasures, usedSeats, type Value } from './measures.ts'

/** A metric as the specification words it: from which facts, and how. */
export interface OracleMetric {
  readonly facts: readonly FactKind[]
  readonly value: (cell: Cell) => Value
  readonly scope: 'data:read' | 'cost:read'
  /** Dimensions its facts could carry, but which would mean nothing. */
  readonly except?: readonly Dimension[]
}

const both = (a: Value, b: Value, combine: (a: Fraction, b: Fraction) => Value): Value =>
  a === null || b === null ? null : combine(a, b)
const difference = (a: Value, b: Value): Value => both(a, b, minus)
/** null where the divisor is 0. */
const ratio = (a: Value, b: Value): Value => both(a, b, (top, base) => (isNothing(base) ? null : over(top, base)))
/** 0 to 100; null where the base is 0 or less. */
const percent = (a: Value, b: Value): Value =>
  both(a, b, (top, base) => (isAbove(base, nothing) ? times(over(top, base), fraction(100)) : null))

const { revenue, billed } = invoiceMeasures
const { hours, billable_hours, labour_cost, billable_value } = timeMeasures
const { available_hours } = capacityMeasures
const license_cost = licenseMeasures.license_cost!
const spend = (cell: Cell): Value => both(labour_cost(cell), license_cost(cell), plus)
const grossProfit = (cell: Cell): Value => difference(revenue(cell), spend(cell))

function averageInvoice(cell: Cell): Value {
  return ratio(billed(cell), fraction(cell.invoices.filter(invoice => invoice.amounts !== null).length))
}

function licenseUtilization(cell: Cell): Value {
  const seats = usedSeats(cell)
  return seats && percent(seats.used, seats.purchased)
}

/** Over license-months of which both the cost and the used count are known. */
function costPerUsedSeat(cell: Cell): Value {
  if (!cell.knows('licenses')) return null
  const known = cell.licenses.filter(fact => fact.used !== null && fact.cost !== null)
  return ratio(total(known.map(fact => fact.cost!)), total(known.map(fact => fraction(fact.used!))))
}

/** Slope of the least-squares line over complete months ÷ their mean, in percent a month. */
function spendTrend(cell: Cell): Value {
  const months = monthsFrom(monthOf(cell.from), monthOf(cell.to)).filter(
    month => firstDayOf(month) >= cell.from && lastDayOf(month) <= cell.to && lastDayOf(month) < cell.today,
  )
  const spends = months.map(month => spend(cell.during(firstDayOf(month), lastDayOf(month))))
  const has = (value: Value): boolean => value !== null && !isNothing(value)
  const y = spends.slice(spends.findIndex(has), spends.findLastIndex(has) + 1).map(value => value ?? nothing)
  if (y.length < 3) return null
  const mean = over(total(y), fraction(y.length))
  // Positions −(n−1), −(n−3), …, n−1 are twice the distance from the middle.
  const x = y.map((_, index) => fraction(2 * index - (y.length - 1), 2))
  const slope = over(
    total(y.map((value, index) => times(value, x[index]!))),
    total(x.map(value => times(value, value))),
  )
  return percent(slope, mean)
}

function revenueGrowth(cell: Cell): Value {
  const before = revenue(cellBefore(cell))
  return percent(difference(revenue(cell), before), before)
}

/** What each client has of the cell's revenue. */
function clientRevenues(cell: Cell): Fraction[] {
  const clients = [...new Set(cell.invoices.map(invoice => invoice.client))]
  return clients
    .map(client => revenue({ ...cell, invoices: cell.invoices.filter(invoice => invoice.client === client) }))
    .filter(value => value !== null)
}

function concentration(cell: Cell): Value {
  const largest = clientRevenues(cell).reduce<Value>((a, b) => (a === null || isAbove(b, a) ? b : a), null)
  return percent(largest, revenue(cell))
}

function herfindahl(cell: Cell): Value {
  const whole = revenue(cell)
  if (whole === null || !isAbove(whole, nothing)) return null
  return total(clientRevenues(cell).map(part => times(over(part, whole), over(part, whole))))
}

const metric = (
  facts: readonly FactKind[],
  value: OracleMetric['value'],
  scope: OracleMetric['scope'] = 'data:read',
  except: readonly Dimension[] = [],
): OracleMetric => ({ facts, value, scope, except })

const isCost = (key: string): boolean => /cost|value|waste|_amount$/.test(key)
const measures = (facts: readonly FactKind[], from: Record<string, OracleMetric['value']>) =>
  Object.fromEntries(
    Object.entries(from).map(([key, value]) => [key, metric(facts, value, isCost(key) ? 'cost:read' : 'data:read')]),
  )

export const oracleMetrics: Readonly<Record<string, OracleMetric>> = {
  ...measures(['invoices'], invoiceMeasures),
  ...measures(['time'], timeMeasures),
  ...measures(['capacity'], capacityMeasures),
  ...measures(['licenses'], licenseMeasures),
  average_invoice: metric(['invoices'], averageInvoice),
  gross_profit: metric(['invoices', 'time', 'licenses'], grossProfit, 'cost:read'),
  gross_margin_pct: metric(
    ['invoices', 'time', 'licenses'],
    cell => percent(grossProfit(cell), revenue(cell)),
    'cost:read',
  ),
  service_margin_pct: metric(
    ['invoices', 'time'],
    cell => percent(difference(revenue(cell), labour_cost(cell)), revenue(cell)),
    'cost:read',
  ),
  effective_rate_gross: metric(['invoices', 'time'], cell => ratio(revenue(cell), hours(cell))),
  effective_rate_net: metric(
    ['invoices', 'time', 'licenses'],
    cell => ratio(difference(revenue(cell), license_cost(cell)), hours(cell)),
    'cost:read',
  ),
  contribution_rate: metric(
    ['invoices', 'time', 'licenses'],
    cell => ratio(grossProfit(cell), hours(cell)),
    'cost:read',
  ),
  utilization_pct: metric(['time', 'capacity'], cell => percent(hours(cell), available_hours(cell))),
  billable_utilization_pct: metric(['time', 'capacity'], cell => percent(billable_hours(cell), available_hours(cell))),
  billable_ratio_pct: metric(['time'], cell => percent(billable_hours(cell), hours(cell))),
  efficiency_ratio: metric(['invoices', 'time'], cell => ratio(revenue(cell), billable_value(cell)), 'cost:read'),
  license_utilization_pct: metric(['licenses'], licenseUtilization),
  cost_per_used_seat: metric(['licenses'], costPerUsedSeat, 'cost:read'),
  spend: metric(['time', 'licenses'], spend, 'cost:read'),
  spend_trend_pct: metric(['time', 'licenses'], spendTrend, 'cost:read'),
  revenue_growth_pct: metric(['invoices'], revenueGrowth),
  revenue_concentration_pct: metric(['invoices'], concentration, 'data:read', ['CLIENT']),
  hhi: metric(['invoices'], herfindahl, 'data:read', ['CLIENT']),
}

/** What the metric can be grouped by: what all of its facts carry. */
export function allowedDimensions(key: string): Dimension[] {
  const { facts, except } = oracleMetrics[key]!
  return dimensionsOf[facts[0]!].filter(
    dimension => facts.every(fact => dimensionsOf[fact].includes(dimension)) && !except?.includes(dimension),
  )
}
