import { filterFields } from '../../metrics/filters/filter-dimensions.ts'
import type { MetricFilter } from '../../metrics/metric-query.ts'
import { type CompiledQuery, isExplanation } from '../context.ts'
import { ABSTAIN } from './choice-grammar.ts'
import type { Candidate } from './second-interpreter.ts'

/** What one line of a prompt holds. */
const MOST_CANDIDATES = 8
const plain = /^[\w +,.<>=%()-]+$/

/**
 * Readings as a model may see them: metrics and the shape of the query, without names, numbers and days. Null where two of
 * them look the same without those, or where there are too many: then only the asker can choose.
 */
export function candidatesOf(queries: readonly CompiledQuery[]): Candidate[] | null {
  if (queries.length === 0 || queries.length > MOST_CANDIDATES) return null
  const descriptions = queries.map(described)
  const metrics = queries.map(query => metricsOf(query).join(' + '))
  const words = isUnlike(metrics) ? metrics : descriptions
  if (!isUnlike(words) || words.some(word => word === ABSTAIN || word.length > 200 || !plain.test(word))) return null
  return words.map((word, i) => ({ word, description: descriptions[i]! }))
}

const isUnlike = (words: readonly string[]) => new Set(words).size === words.length

const metricsOf = (query: CompiledQuery): readonly string[] =>
  isExplanation(query) ? [query.explain.metric] : query.metrics

const spaced = (text: string) => text.toLowerCase().replaceAll('_', ' ')

function described(query: CompiledQuery): string {
  if (isExplanation(query)) {
    const { metric, where, against } = query.explain
    return [`why ${metric} is what it is`, ...filtered(where), `against ${spaced(against)}`].join(' ')
  }
  const { metrics, groupBy = [], where, compareTo, having = [], orderBy = [], first } = query
  return [
    metrics.join(' + '),
    ...(groupBy.length > 0 ? [`by ${groupBy.map(spaced).join(' and ')}`] : []),
    ...filtered(where as MetricFilter | undefined),
    ...(compareTo ? [`compared with ${spaced(compareTo)}`] : []),
    ...having.map(({ metric, op, onChange }) => `where ${onChange ? 'change of ' : ''}${metric} ${op.toLowerCase()}`),
    ...orderBy.map(({ metric, dimension, direction = 'DESC', onChange }) =>
      [
        ...(direction === 'DESC' ? ['highest'] : ['lowest']),
        ...(onChange ? ['change of'] : []),
        metric ?? spaced(dimension ?? ''),
        'first',
      ].join(' '),
    ),
    ...(first === undefined ? [] : [first === 1 ? 'one' : 'several']),
  ].join(', ')
}

/** Which kinds of names it is narrowed to, not which names. */
const filtered = (where: MetricFilter | undefined): string[] => [
  ...filterFields.filter(field => where?.[field]?.length).map(field => `for ${wordsOf(field)}`),
  ...(where?.not
    ? filterFields.filter(field => where.not?.[field]?.length).map(field => `without ${wordsOf(field)}`)
    : []),
]

const wordsOf = (field: string) => field.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
