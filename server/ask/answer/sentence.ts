import type { MetricFilter, MetricQueryInput } from '../../metrics/metric-query.ts'
import type { MetricRow, MetricTable, MetricValue } from '../../metrics/metric-table.ts'
import {
  dimensionWords,
  listed,
  metricWords,
  periodWords,
  pluralWord,
  queryWords,
  type WordSetting,
} from './query-words.ts'

const SHOWN = 5

/** The answer as a sentence, by template: every number in it is a value of the table, as people read it there. */
export function tableSentence(
  table: MetricTable,
  query: MetricQueryInput,
  counts: boolean,
  setting: WordSetting,
): string {
  const when = periodWords(query.period, setting)
  if (hasNoData(table)) return `There is no data yet ${when.replace(/^(in|on|from) /, 'for ')}.`.replace(' .', '.')
  const groupBy = query.groupBy ?? []
  if (groupBy.length === 0)
    return capital(
      `${listed(table.totals.values.map(value => oneValue(value, query, setting)))} ${subject(query)}${when}.`
        .replace(/ +/g, ' ')
        .replace(' .', '.'),
    )
  if (counts) return counted(table, query, when, setting)
  const shown = table.rows.slice(0, SHOWN).map(row => rowWords(row, query))
  if (shown.length === 0) return `No ${pluralWord(groupBy[0]!)} meet this: ${queryWords(query, setting)}.`
  const more = table.totalCount - shown.length
  const rest = more > 0 ? `; ${more} more ${more === 1 ? 'row' : 'rows'}` : ''
  return `${capital(queryWords(query, setting))}: ${shown.join('; ')}${rest}.`
}

/** Whether the period has begun but nothing of it has arrived: no rows stand behind any value. */
const hasNoData = (table: MetricTable): boolean =>
  table.totals.values.every(value => value.rowCount === 0) &&
  table.rows.every(row =>
    row.values.every(value => value.rowCount === 0 && (value.value === null || value.value === 0)),
  )

function oneValue(value: MetricValue, query: MetricQueryInput, setting: WordSetting): string {
  const name = metricWords(value.metric.key, setting)
  const verb = /s$/.test(name) && !/(?:gross|loss)$/.test(name) ? 'were' : 'was'
  const stated = value.value === null && value.status === 'PENDING_REVIEW' ? 'awaits review' : `${verb} ${value.text}`
  return `${name} ${stated}${query.compareTo ? comparedWords(value, query.compareTo) : ''}`
}

const bases = {
  PREVIOUS_PERIOD: 'the period before',
  SAME_PERIOD_LAST_YEAR: 'the same period last year',
  PORTFOLIO: 'all clients together',
  BUDGET: 'the budget',
} as const

function comparedWords(value: MetricValue, compareTo: keyof typeof bases): string {
  if (value.change === null || value.baseline === null) return ` (nothing to compare with in ${bases[compareTo]})`
  const way = value.change > 0 ? 'up' : value.change < 0 ? 'down' : 'unchanged'
  const size = value.changePct === null ? '' : ` ${Math.abs(value.changePct).toFixed(1)} %`
  const points = value.metric.unit === 'PERCENT' ? ` ${Math.abs(value.change).toFixed(1)} points` : size
  return way === 'unchanged' ? ` (unchanged from ${bases[compareTo]})` : ` (${way}${points} on ${bases[compareTo]})`
}

const subject = (query: MetricQueryInput): string => {
  const { not, ...wanted } = (query.where ?? {}) as MetricFilter
  const names = (filter: object) =>
    Object.values(filter).flatMap(values => (Array.isArray(values) ? (values as string[]) : []))
  return `${names(wanted).length > 0 ? `for ${listed(names(wanted))} ` : ''}${not ? `excluding ${listed(names(not))} ` : ''}`
}

const rowWords = (row: MetricRow, query: MetricQueryInput): string =>
  `${row.dimensions.map(({ key, label, dimension }) => (key === null ? `no ${dimensionWords[dimension]}` : label)).join(', ')} (${row.values.map(value => `${value.text}${query.compareTo && value.change !== null ? comparedShort(value) : ''}`).join(', ')})`

function comparedShort(value: MetricValue): string {
  if (value.changePct === null && value.metric.unit !== 'PERCENT') return ''
  const sign = value.change! < 0 ? '−' : '+'
  return value.metric.unit === 'PERCENT'
    ? `, ${sign}${Math.abs(value.change!).toFixed(1)} points`
    : `, ${sign}${Math.abs(value.changePct!).toFixed(1)} %`
}

function counted(table: MetricTable, query: MetricQueryInput, when: string, setting: WordSetting): string {
  const [dimension] = query.groupBy ?? []
  const rows = table.rows.filter(row => row.dimensions[0]?.key !== null)
  const count = table.truncated ? table.totalCount : rows.length
  const noun = count === 1 ? dimensionWords[dimension!] : pluralWord(dimension!)
  const condition =
    (query.having ?? []).length > 0
      ? ` meet ${queryWords({ ...query, period: undefined }, setting).replace(/^.*?, with /, '“')}”`
      : ` with ${metricWords(query.metrics[0]!, setting)}`
  const names = rows.slice(0, SHOWN).map(row => row.dimensions[0]!.label)
  const rest = rows.length > names.length ? [`${rows.length - names.length} more`] : []
  return `${count} ${noun}${condition} ${when}${names.length > 0 ? `: ${listed([...names, ...rest])}` : ''}.`
    .replace(/ +/g, ' ')
    .replace(' .', '.')
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
