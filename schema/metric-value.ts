import type { Period as PeriodRecord, MetricValue as Value } from '../server/metrics/metric-table.ts'
import { builder } from './builder.ts'
import { Assumption, Confidence } from './confidence.ts'
import { MetricDefinition, UnitEnum } from './metric-definition.ts'
import { Period } from './period.ts'
import { ReviewTask, reviewTaskOf } from './review-task-ref.ts'

export const ChangeKind = builder.enumType('ChangeKind', {
  description: 'What became of a value since what it is compared with.',
  values: {
    NEW: { description: 'There was none, or 0, and now there is one.' },
    LOST: { description: 'There was one, and now there is none, or 0.' },
    CHANGED: { description: 'It differs.' },
    FLAT: { description: 'It is equal.' },
    UNDEFINED: { description: 'Neither is known.' },
  } as const,
})

const ResultStatus = builder.enumType('ResultStatus', {
  description: 'Whether a person has looked at a value that needed it.',
  values: {
    PUBLISHED: { description: 'It stands.' },
    PENDING_REVIEW: { description: 'A person has yet to decide.' },
    REJECTED: { description: 'A person withheld it.' },
    CORRECTED: { description: 'A person put another value in its place.' },
  } as const,
})

export const MetricValue = builder.objectRef<Value & { readonly period?: PeriodRecord }>('MetricValue').implement({
  description: 'A number with its proof. Null is not zero: it is unknown or undefined.',
  fields: t => ({
    metric: t.expose('metric', { type: MetricDefinition, description: 'What the number means.' }),
    value: t.exposeFloat('value', { nullable: true, description: 'The number in the metric’s unit, unrounded.' }),
    exact: t.exposeString('exact', {
      nullable: true,
      description: 'The exact number: a decimal where that is finite, else a fraction such as "1/3".',
    }),
    text: t.exposeString('text', { description: 'The number rounded for people, with its unit.' }),
    unit: t.field({ type: UnitEnum, description: 'What it counts.', resolve: value => value.metric.unit }),
    currency: t.exposeString('currency', { nullable: true, description: 'ISO 4217 code, for money.' }),
    period: t.field({
      type: Period,
      nullable: true,
      description: 'The days it is about, for single cells; null in tables, which say it once.',
      resolve: value => value.period ?? null,
    }),
    baseline: t.exposeFloat('baseline', { nullable: true, description: 'What it is compared with, in the same unit.' }),
    change: t.exposeFloat('change', { nullable: true, description: 'value − baseline; points, for percentages.' }),
    changePct: t.exposeFloat('changePct', {
      nullable: true,
      description: 'The change in percent of the baseline; null where that is 0 or less.',
    }),
    changeKind: t.expose('changeKind', {
      type: ChangeKind,
      nullable: true,
      description: 'What became of the value; null without compareTo.',
    }),
    confidence: t.expose('confidence', { type: Confidence, description: 'How far it can be trusted.' }),
    computed: t.exposeFloat('computed', {
      nullable: true,
      description:
        'What the data says, whatever a person decided about it; null for those who may not decide, where a decision is due or was made.',
    }),
    status: t.expose('status', { type: ResultStatus, description: 'Whether it awaits a person’s decision.' }),
    reviewTask: t.field({
      type: ReviewTask,
      nullable: true,
      description: 'The newest review of it, for those who may decide; null: there is none.',
      resolve: (value, _args, context) => reviewTaskOf(context, value.reviewTask),
    }),
    coverage: t.exposeFloat('coverage', { description: 'The share of the period that the data covers, 0 to 1.' }),
    partial: t.exposeBoolean('partial', {
      description: 'Whether the period cuts months or has not ended, so that more may come.',
    }),
    rowCount: t.exposeInt('rowCount', { description: 'Rows of the sheets that stand behind it.' }),
    assumptions: t.expose('assumptions', { type: [Assumption], description: 'What was taken for granted.' }),
  }),
})
