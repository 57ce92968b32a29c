import type { Scope } from '../../server/access/policy.ts'

/** A way to use a metric: a field to be asked for under an alias, and what it takes besides seeing the metric. */
export interface MetricWay {
  readonly name: string
  readonly operation: 'query' | 'mutation'
  readonly needs: readonly Scope[]
  /** What a key needs, too: what it leaves behind is its maker's. */
  readonly keyNeeds: readonly Scope[]
  readonly field: (key: string) => string
}

const way = (
  name: string,
  field: (key: string) => string,
  needs: readonly Scope[] = ['data:read'],
  operation: MetricWay['operation'] = 'query',
  keyNeeds: readonly Scope[] = [],
): MetricWay => ({ name, operation, needs, keyNeeds, field })

const table = (query: string, selection = '{ totalCount }') => `metrics(query: {${query}}) ${selection}`
const june = 'period: {named: "2026-06"}'

/** Every way in which a metric can be used by its key. */
export const metricWays: readonly MetricWay[] = [
  way('select', key => table(`metrics: ["${key}"]`)),
  way('fragment', key => table(`metrics: ["${key}"]`, '{ ... on MetricTable { ...Rows } }')),
  way('total', key => table(`metrics: ["${key}"], ${june}`, '{ totals { values { exact } } }')),
  way('order', key => table(`metrics: ["revenue"], groupBy: [MONTH], orderBy: [{metric: "${key}"}]`)),
  way('order on change', key =>
    table(
      `metrics: ["revenue"], groupBy: [MONTH], ${june}, compareTo: PREVIOUS_PERIOD, orderBy: [{metric: "${key}", onChange: true}]`,
    ),
  ),
  way('having', key => table(`metrics: ["revenue"], groupBy: [MONTH], having: [{metric: "${key}", op: GT, value: 0}]`)),
  way('group', key => table(`metrics: ["${key}"], groupBy: [MONTH]`)),
  way('group by client', key => table(`metrics: ["${key}"], groupBy: [CLIENT]`)),
  way('filter', key => table(`metrics: ["${key}"], where: {clients: ["Acme Dental"]}`)),
  way('compare', key => table(`metrics: ["${key}"], ${june}, compareTo: PREVIOUS_PERIOD`)),
  way('compare with the portfolio', key =>
    table(`metrics: ["${key}"], groupBy: [CLIENT], ${june}, compareTo: PORTFOLIO`),
  ),
  way('compare with the budget', key => table(`metrics: ["${key}"], ${june}, compareTo: BUDGET`), [
    'data:read',
    'cost:read',
  ]),
  way('explain', key => `explain(input: {metric: "${key}", ${june}, against: PREVIOUS_PERIOD}) { sentence }`),
  way(
    'explain one client',
    key =>
      `explain(input: {metric: "${key}", ${june}, against: PORTFOLIO, where: {clients: ["Acme Dental"]}}) { sentence }`,
  ),
  way('explain against the target', key => `explain(input: {metric: "${key}", ${june}, against: TARGET}) { sentence }`),
  way('catalogue', key => `metricCatalog(keys: ["${key}"]) { formula }`),
  way('saved query', key => `runSavedQuery(name: "Uses ${key}") { totalCount }`),
  way(
    'target',
    key => `setTarget(input: {metric: "${key}", value: 5}) { value }`,
    ['data:read', 'metrics:define'],
    'mutation',
  ),
  way(
    'metric of one’s own',
    key => `defineMetric(input: {key: "over_${key}", name: "Over ${key}", formula: "revenue - ${key}"}) { key }`,
    ['data:read', 'metrics:define'],
    'mutation',
  ),
  way(
    'saving a query',
    key => `saveQuery(input: {name: "Mine of ${key}", query: {metrics: ["${key}"]}}) { id }`,
    undefined,
    'mutation',
    ['queries:share'],
  ),
  way(
    'word of one’s own',
    key => `proposeAskTerm(input: {kind: METRIC, term: "zq ${key.replaceAll('_', ' ')}", meaning: "${key}"}) { id }`,
    undefined,
    'mutation',
    ['queries:share'],
  ),
]

/** A document of many fields, each under the alias of its metric. */
export const documentOfWay = ({ operation, name, field }: MetricWay, keys: readonly string[]): string =>
  `${operation} { ${keys.map(key => `${key}: ${field(key)}`).join(' ')} }${name === 'fragment' ? ' fragment Rows on MetricTable { rows { key } flatRows }' : ''}`
