import { metricCatalog } from '../server/metrics/metric-catalog.ts'
import { builder } from './builder.ts'
import { memberOf } from './member.ts'
import { MetricDefinition } from './metric-definition.ts'

builder.queryField('metricCatalog', t =>
  t.field({
    type: [MetricDefinition],
    description: 'What can be asked: every metric you may see, built in and your own.',
    authScopes: { scopes: ['data:read'] },
    complexity: 100,
    args: { keys: t.arg.stringList({ description: 'Only these, in this order.' }) },
    resolve: (_root, { keys }, context) => metricCatalog(context.em, memberOf(context), keys),
  }),
)
