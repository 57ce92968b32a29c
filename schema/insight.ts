import type { InsightKind, Insight as InsightRecord, Insights } from '../server/explanations/insights/insight.ts'
import { readInsights } from '../server/explanations/insights/insights.ts'
import type { PeriodInput as PeriodOfQuery } from '../server/metrics/metric-query.ts'
import { builder } from './builder.ts'
import { memberOf } from './member.ts'
import { Period } from './period.ts'
import { PeriodInput } from './period-input.ts'
import { withoutNulls } from './without-nulls.ts'

const InsightKindEnum = builder.enumType('InsightKind', {
  description: 'What an insight is about.',
  values: {
    MOVER: {
      description: 'A client whose profit (without cost:read: revenue) is not what it was in the period before.',
    },
    LOSS: { description: 'A client that cost more than it brought.' },
    WASTE: { description: 'License seats of a client that are paid for and not used.' },
    OVERDUE: { description: 'Invoices of a client that are past due today.' },
    MISSING_DATA: { description: 'Data that was there in each of three months and is not in the next.' },
  } satisfies Record<InsightKind, { description: string }>,
})

const InsightClient = builder.objectRef<NonNullable<InsightRecord['client']>>('InsightClient').implement({
  description: 'The client that an insight is about.',
  fields: t => ({
    id: t.exposeID('id', { description: 'Its id, for `client` and for filters.' }),
    name: t.exposeString('name', { description: 'Its name.' }),
  }),
})

const Insight = builder.objectRef<InsightRecord>('Insight').implement({
  description: 'Something that matters, with the money at stake.',
  fields: t => ({
    kind: t.expose('kind', { type: InsightKindEnum, description: 'What it is about.' }),
    sentence: t.exposeString('sentence', { description: 'The insight as a person would write it.' }),
    amount: t.exposeFloat('amount', {
      nullable: true,
      description: 'Money at stake; null where it is not known or not for you.',
    }),
    currency: t.exposeString('currency', { description: 'ISO 4217 code of the amount.' }),
    client: t.expose('client', {
      type: InsightClient,
      nullable: true,
      description: 'The client; null: it concerns all of them.',
    }),
    metric: t.exposeString('metric', { nullable: true, description: 'Key of the metric it shows in.' }),
    explain: t.field({
      type: 'JSONObject',
      nullable: true,
      description: 'An ExplainInput that tells more, ready to be sent to `explain`.',
      resolve: insight => insight.explain && { ...insight.explain },
    }),
  }),
})

const InsightList = builder.objectRef<Insights>('InsightList').implement({
  description: 'What matters in a period, most money first.',
  fields: t => ({
    period: t.expose('period', { type: Period, description: 'The days it is about.' }),
    items: t.expose('items', { type: [Insight], description: 'The insights.' }),
    totalCount: t.exposeInt('totalCount', { description: 'How many there are, whatever `first` says.' }),
    truncated: t.exposeBoolean('truncated', { description: 'Whether `first` left some out.' }),
  }),
})

builder.queryField('insights', t =>
  t.field({
    type: InsightList,
    description:
      'What matters over all clients: who moved, who loses money, idle licenses, overdue invoices, missing data. Only what you may see goes into it.',
    authScopes: { scopes: ['data:read'] },
    complexity: 100,
    args: {
      period: t.arg({ type: PeriodInput, description: 'When; absent: the latest complete month with all data.' }),
      first: t.arg.int({ defaultValue: 20, description: 'At most so many, 1 to 1000.' }),
    },
    resolve: (_root, { period, first }, context) =>
      readInsights(
        context.em,
        memberOf(context),
        { period: period ? (withoutNulls(period) as PeriodOfQuery) : undefined, first: first ?? undefined },
        { now: context.now },
      ),
  }),
)
