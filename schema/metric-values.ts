import { type MetricValueResult as Result, readMetricValues } from '../server/metrics/read-metric-values.ts'
import { builder } from './builder.ts'
import { memberOf } from './member.ts'
import { MetricValue } from './metric-value.ts'

type CellError = Extract<Result, { error: unknown }>['error']

const MetricValueError = builder.objectRef<CellError>('MetricValueError').implement({
  description: 'Why a cell has no value.',
  fields: t => ({
    code: t.exposeString('code', {
      description: 'What kind of failure it is, stable, e.g. UNKNOWN_METRIC or FORBIDDEN.',
    }),
    message: t.exposeString('message', { description: 'What is wrong and what to do, for people.' }),
  }),
})

const MetricValueResult = builder.unionType('MetricValueResult', {
  description: 'The value of a cell, or why there is none.',
  types: [MetricValue, MetricValueError],
  resolveType: result => ('metric' in result ? 'MetricValue' : 'MetricValueError'),
})

const MetricValueKey = builder.inputType('MetricValueKey', {
  description: 'One cell, as a spreadsheet formula asks for it.',
  fields: t => ({
    metric: t.string({
      required: true,
      description: 'Key or name of the metric, in any case: "gross_margin_pct", "Gross margin".',
    }),
    client: t.string({ description: 'Id, external id or exact name of a client; absent: all.' }),
    staff: t.string({ description: 'Name of a person; absent: all. Needs staff:read.' }),
    product: t.string({ description: 'Name of a licensed product; absent: all.' }),
    period: t.string({ required: true, description: '"2025-08", "2025-Q3", "2025", "YTD", "ALL", …' }),
    asOf: t.string({ description: 'Id of a snapshot, an instant, or a day (what was known by its end); absent: now.' }),
  }),
})

builder.queryField('metricValues', t =>
  t.field({
    type: [MetricValueResult],
    description: 'Many cells at once, answered in the order of their keys: for spreadsheet formulas.',
    authScopes: { scopes: ['data:read'] },
    complexity: ({ keys }) => ({ field: 50, multiplier: Math.max(1, keys.length) }),
    args: { keys: t.arg({ type: [MetricValueKey], required: true, description: 'The cells, at most 1000.' }) },
    resolve: async (_root, { keys }, context) => {
      const results = await readMetricValues(context.em, memberOf(context), keys, { now: context.now })
      context.audit.note(
        'MetricValue.staff',
        keys.filter((key, i) => key.staff && 'value' in (results[i] ?? {})).length,
      )
      const refused = results.find(result => 'error' in result && result.error.code === 'FORBIDDEN')
      if (refused) context.refusals.note('Query.metricValues', 'more than the role has')
      return results.map(result => ('value' in result ? result.value : result.error))
    },
  }),
)
