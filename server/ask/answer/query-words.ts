import { dayOfIso } from '../../analytics/calendar.ts'
import type { ExplainInput } from '../../explanations/explain-input.ts'
import { spokenPeriod } from '../../explanations/words/spoken-period.ts'
import { filterFields } from '../../metrics/filters/filter-dimensions.ts'
import type { Dimension, MetricFilter, MetricQueryInput } from '../../metrics/metric-query.ts'
import type { MetricDefinition, Unit } from '../../metrics/metric-table.ts'
import { resolvedPeriod } from '../../metrics/periods/resolve-period.ts'
import { type CompiledQuery, isExplanation } from '../context.ts'

/** What queries are put in words with. */
export interface WordSetting {
  readonly definitions: ReadonlyMap<string, MetricDefinition>
  /** First month of the fiscal year, 1 to 12. */
  readonly fiscalYearStart: number
}

export const dimensionWords: Readonly<Record<Dimension, string>> = {
  CLIENT: 'client',
  INDUSTRY: 'industry',
  SERVICE_LINE: 'service line',
  STAFF: 'technician',
  TEAM: 'team',
  PROJECT: 'project',
  WORK_TYPE: 'work type',
  PRODUCT: 'product',
  VENDOR: 'vendor',
  WEEK: 'week',
  MONTH: 'month',
  QUARTER: 'quarter',
  YEAR: 'year',
}

export const pluralWord = (dimension: Dimension): string => {
  const word = dimensionWords[dimension]
  return word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`
}

/** Words for metrics whose names alone would be read as another one. */
const plainNames: Readonly<Record<string, string>> = {
  gross_margin_pct: 'margin',
  invoice_count: 'number of invoices',
  paid: 'amount paid',
  effective_rate_gross: 'gross effective rate',
  effective_rate_net: 'net effective rate',
}

/** A metric as questions name it: "revenue", "margin", "billable hours". */
export function metricWords(key: string, { definitions }: WordSetting): string {
  const name = definitions.get(key)?.name
  return plainNames[key] ?? (name ? `${name.charAt(0).toLowerCase()}${name.slice(1)}` : key.replaceAll('_', ' '))
}

/**
 * A query as a question that means it: "top 5 clients by revenue in Q2 2026, compared with the period before". What it
 * says is read back as the same query.
 */
export function queryWords(query: CompiledQuery, setting: WordSetting): string {
  return isExplanation(query) ? explainWords(query.explain, setting) : tableWords(query, setting)
}

function tableWords(query: MetricQueryInput, setting: WordSetting): string {
  const { metrics, groupBy = [], orderBy = [], having = [], first, compareTo } = query
  const [order] = orderBy
  const named = metrics.map(key => metricWords(key, setting)).join(' and ')
  const [dimension, ...others] = groupBy
  const ranked = order?.metric !== undefined && dimension !== undefined
  const end = order?.direction === 'ASC' ? 'bottom' : 'top'
  const head =
    ranked && first !== undefined && !order.onChange
      ? `${end} ${first} ${first === 1 ? dimensionWords[dimension] : pluralWord(dimension)} by ${metricWords(order.metric!, setting)}${metrics.length > 1 ? ` with ${named}` : ''}`
      : `${named}${dimension ? ` by ${dimensionWords[dimension]}` : ''}`
  const more = others.map(other => ` and ${dimensionWords[other]}`).join('')
  return [
    `${head}${more}`,
    ...filterWords(query.where as MetricFilter | undefined),
    periodWords(query.period, setting),
    ...having.map(({ metric, op, value, to, onChange }) =>
      conditionWords(
        metricWords(metric, setting),
        op,
        value,
        to,
        onChange ?? false,
        setting.definitions.get(metric)?.unit,
      ),
    ),
    ...(compareTo ? [comparisonWords[compareTo]] : []),
    ...(ranked && first === undefined && !order.onChange
      ? [order.direction === 'ASC' ? 'sorted lowest to highest' : 'sorted from highest to lowest']
      : []),
    ...(ranked && order.onChange
      ? [
          `${order.direction === 'ASC' ? 'biggest decrease' : 'biggest increase'} first${first === undefined ? '' : `, ${first} rows`}`,
        ]
      : []),
  ]
    .filter(part => part !== '')
    .join(', ')
    .replace(/, (in|from|for|on) /, ' $1 ')
}

const comparisonWords = {
  PREVIOUS_PERIOD: 'compared with the period before',
  SAME_PERIOD_LAST_YEAR: 'compared with the same period last year',
  PORTFOLIO: 'compared with the portfolio average',
  BUDGET: 'compared with the budget',
} as const

const ops: Readonly<Record<string, string>> = {
  GT: 'above',
  GTE: 'at least',
  LT: 'below',
  LTE: 'at most',
  EQ: 'exactly',
  NEQ: 'not',
}

function conditionWords(
  metric: string,
  op: string,
  value: number,
  to: number | undefined,
  onChange: boolean,
  unit: Unit | undefined,
): string {
  const amount = (number: number) =>
    unit === 'PERCENT' ? `${number}%` : unit?.startsWith('MONEY') ? `$${number}` : String(number)
  const what = onChange ? `change of ${metric}` : metric
  return op === 'BETWEEN'
    ? `with ${what} between ${amount(value)} and ${amount(to ?? value)}`
    : `with ${what} ${ops[op]} ${amount(value)}`
}

function filterWords(where: MetricFilter | undefined): string[] {
  const names = (filter: MetricFilter) => filterFields.flatMap(field => filter[field] ?? [])
  if (!where) return []
  const { not, ...wanted } = where
  return [
    ...(names(wanted).length > 0 ? [`for ${listed(names(wanted))}`] : []),
    ...(not ? [`excluding ${listed(names(not))}`] : []),
  ]
}

export const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`

/** "in June 2026", "from 2026-01-05 to 2026-02-10"; nothing where no period is said. */
export function periodWords(period: MetricQueryInput['period'], { fiscalYearStart }: WordSetting): string {
  if (!period || !('between' in period)) return ''
  const { from, to } = period.between
  const { label } = resolvedPeriod(period, { today: dayOfIso(from) ?? 0, fiscalYearStart, months: null })
  if (label === from) return `on ${from}`
  if (/^\d{4}-W/.test(label) || label.includes(' to '))
    return label.startsWith(from) || label.includes('W')
      ? `from ${from} to ${to}`
      : `from ${spokenPeriod({ from, to, label }, true)}`
  return `in ${spokenPeriod({ from, to, label }, true)}`
}

function explainWords({ metric, where, period, against, clientId }: ExplainInput, setting: WordSetting): string {
  const how = {
    PREVIOUS_PERIOD: 'change',
    SAME_PERIOD_LAST_YEAR: 'change compared with the same period last year',
    PORTFOLIO: 'differ from the portfolio average',
    BUDGET: 'differ from the budget',
    TARGET: 'differ from the target',
    CLIENT: `differ from that of ${clientId}`,
  }
  return ['why did', metricWords(metric, setting), ...filterWords(where), how[against], periodWords(period, setting)]
    .filter(part => part !== '')
    .join(' ')
}
