import { defineMetric } from '../server/metrics/define-metric.ts'
import { retireMetric } from '../server/metrics/retire-metric.ts'
import { builder } from './builder.ts'
import { memberOf } from './member.ts'
import { MetricDefinition, MetricDirection } from './metric-definition.ts'

const DefineMetricInput = builder.inputType('DefineMetricInput', {
  description: 'A metric of your own.',
  fields: t => ({
    key: t.string({
      required: true,
      description: 'Its name in queries, in snake_case. A key of yours that exists gets a new version.',
    }),
    name: t.string({ required: true, description: 'Its name for people.' }),
    description: t.string({ description: 'What it tells.' }),
    formula: t.string({
      required: true,
      description: 'How it is worked out from keys of measures and metrics, e.g. "(revenue - labour_cost) / hours".',
    }),
    direction: t.field({ type: MetricDirection, defaultValue: 'NONE', description: 'Which way is better.' }),
    minimumSample: t.int({ description: 'Fewer rows than this make a value uncertain.' }),
  }),
})

builder.mutationField('defineMetric', t =>
  t.field({
    type: MetricDefinition,
    description: 'Defines a metric of your own, or a new version of one. It behaves as a built-in everywhere.',
    authScopes: { scopes: ['metrics:define'] },
    args: { input: t.arg({ type: DefineMetricInput, required: true, description: 'The metric.' }) },
    resolve: (_root, { input }, context) =>
      defineMetric(
        context.em,
        memberOf(context),
        {
          key: input.key,
          name: input.name,
          formula: input.formula,
          direction: input.direction ?? 'NONE',
          ...(input.description == null ? {} : { description: input.description }),
          ...(input.minimumSample == null ? {} : { minimumSample: input.minimumSample }),
        },
        { now: context.now, gate: context.gate },
      ),
  }),
)

builder.mutationField('retireMetric', t =>
  t.boolean({
    description: 'Takes a metric of your own out of use. Earlier definitions stay for questions about then.',
    authScopes: { scopes: ['metrics:define'] },
    args: { key: t.arg.string({ required: true, description: 'Its key.' }) },
    resolve: async (_root, { key }, context) => {
      await retireMetric(context.em, memberOf(context), key, { now: context.now, gate: context.gate })
      return true
    },
  }),
)
