import { type MetricTargetRecord, setTarget } from '../server/explanations/targets/set-target.ts'
import { builder } from './builder.ts'
import { Client, clientOf } from './client-ref.ts'
import { memberOf } from './member.ts'
import { MetricDefinition } from './metric-definition.ts'

const MetricTarget = builder.objectRef<MetricTargetRecord>('MetricTarget').implement({
  description: 'What a metric should be.',
  fields: t => ({
    metric: t.expose('metric', { type: MetricDefinition, description: 'The metric.' }),
    value: t.exposeFloat('value', { nullable: true, description: 'What it should be, in its unit; null: no target.' }),
    client: t.field({
      type: Client,
      nullable: true,
      description: 'For which client; null: for everything without a target of its own.',
      resolve: ({ clientId }, _args, context) => (clientId === null ? null : clientOf(context, clientId)),
    }),
  }),
})

const SetTargetInput = builder.inputType('SetTargetInput', {
  description: 'What a metric should be.',
  fields: t => ({
    metric: t.string({ required: true, description: 'Key of the metric.' }),
    value: t.float({ description: 'What it should be, in its unit; null takes the target away.' }),
    clientId: t.id({ description: 'For this client only; absent: for everything without a target of its own.' }),
  }),
})

builder.mutationField('setTarget', t =>
  t.field({
    type: MetricTarget,
    description: 'Sets what a metric should be, to explain it against TARGET, or takes that away.',
    authScopes: { scopes: ['metrics:define'] },
    args: { input: t.arg({ type: SetTargetInput, required: true, description: 'The target.' }) },
    resolve: (_root, { input: { metric, value, clientId } }, context) =>
      setTarget(
        context.em,
        memberOf(context),
        { metric, value: value ?? null, clientId: clientId ?? null },
        { now: context.now, gate: context.gate },
      ),
  }),
)
