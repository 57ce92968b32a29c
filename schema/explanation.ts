import { z } from 'zod'
import { type Exact, nearest, toRational } from '../server/analytics/exact.ts'
import { exactText } from '../server/analytics/rational.ts'
import { explain } from '../server/explanations/explain.ts'
import { comparisons, driverKinds } from '../server/explanations/explain-input.ts'
import type {
  Driver as DriverRecord,
  Explanation as ExplanationRecord,
  PortfolioBaseline as PortfolioRecord,
  Recommendation as RecommendationRecord,
} from '../server/explanations/explanation.ts'
import { spokenDifference } from '../server/explanations/words/spoken-value.ts'
import type { Unit } from '../server/metrics/metric-table.ts'
import { isMoney, valueText } from '../server/metrics/results/value-text.ts'
import { builder } from './builder.ts'
import { Assumption, Confidence } from './confidence.ts'
import { DriverRows } from './driver-rows.ts'
import { memberOf } from './member.ts'
import { MetricDefinition, UnitEnum } from './metric-definition.ts'
import { AsOfInput, MetricFilter } from './metric-query-input.ts'
import { ChangeKind } from './metric-value.ts'
import { Period } from './period.ts'
import { PeriodInput } from './period-input.ts'
import { withoutNulls } from './without-nulls.ts'

const against: Readonly<Record<(typeof comparisons)[number], string>> = {
  PREVIOUS_PERIOD: 'The same length of time just before; the calendar period before, for calendar periods.',
  SAME_PERIOD_LAST_YEAR: 'The same days a year before.',
  PORTFOLIO:
    'All other clients: for ratios, of their sums together; for amounts, the mean client. `portfolio` tells the median client too.',
  BUDGET: 'What was planned, for metrics made of revenue, labour_cost, license_cost and hours. Needs cost:read.',
  TARGET: 'The target set with setTarget, else the published band of the metric.',
  CLIENT: 'Another client: name it in clientId. For ratios it is taken at the size of the first one.',
}

const ExplainAgainst = builder.enumType('ExplainAgainst', {
  description: 'What a value is compared with.',
  values: Object.fromEntries(comparisons.map(name => [name, { description: against[name] }])) as Record<
    (typeof comparisons)[number],
    { description: string }
  >,
})

const DriversBy = builder.enumType('DriversBy', {
  description: 'What the drivers of an explanation are.',
  values: Object.fromEntries(
    driverKinds.map(name => [
      name,
      {
        description:
          name === 'MEASURE'
            ? 'The measures of the formula, each with its volume and rate.'
            : `Each ${name.toLowerCase().replace('_', ' ')}, with its measures.${name === 'STAFF' ? ' Needs staff:read.' : ''}`,
      },
    ]),
  ) as Record<(typeof driverKinds)[number], { description: string }>,
})

const DriverKind = builder.enumType('DriverKind', {
  description: 'What a driver is.',
  values: {
    MEASURE: { description: 'A measure of the formula.' },
    VOLUME: { description: 'How much there was: hours, seats, quantity.' },
    RATE: { description: 'What one of them cost or brought: the cost of an hour, of a seat, the price.' },
    MEMBER: { description: 'A client, product, person, …' },
    GAP: { description: 'The distance to a target that names no way to it.' },
  } as const,
})

/** The question as the schema takes it, to be checked and answered. */
export const ExplainInput = builder.inputType('ExplainInput', {
  description: 'A question why a value is what it is.',
  fields: t => ({
    metric: t.string({
      required: true,
      description: 'Key or name of the metric, in any case.',
      validate: z.string().max(100),
    }),
    where: t.field({ type: MetricFilter, description: 'Which facts count; absent: everything.' }),
    period: t.field({
      type: PeriodInput,
      description: 'When; absent: the latest complete month in which all data of the metric is there.',
    }),
    against: t.field({ type: ExplainAgainst, required: true, description: 'What to compare with.' }),
    clientId: t.id({ description: 'The other client, for CLIENT.' }),
    by: t.field({
      type: DriversBy,
      description:
        'What the drivers are; absent: clients, for a value of several clients over time, else the measures of the formula.',
    }),
    asOf: t.field({ type: AsOfInput, description: 'The data as known then; absent: now.' }),
  }),
})

/** A number with what it takes to say it. */
interface Said {
  readonly unit: Unit
  readonly currency: string
}
type DriverShape = { readonly driver: DriverRecord; readonly metricUnit: Unit; readonly currency: string }

const number = (value: Exact | null): number | null => value && nearest(value)
const exactOf = (value: Exact): string => exactText(toRational(value))
const textOf = (value: Exact | null, { unit, currency }: Said): string => valueText(value, unit, currency)

const Driver = builder.objectRef<DriverShape>('Driver')
Driver.implement({
  description: 'One term of an explanation. Its children add up to it exactly, as the drivers do to the difference.',
  fields: t => ({
    key: t.string({
      description: 'Stable key, e.g. "labour_cost" or a client’s id.',
      resolve: ({ driver }) => driver.key,
    }),
    label: t.string({ description: 'Its name for people.', resolve: ({ driver }) => driver.label }),
    kind: t.field({ type: DriverKind, description: 'What it is.', resolve: ({ driver }) => driver.kind }),
    change: t.field({
      type: ChangeKind,
      description: 'What became of it: NEW, it came; LOST, it went.',
      resolve: ({ driver }) => driver.change,
    }),
    unit: t.field({ type: UnitEnum, description: 'Of from and to.', resolve: ({ driver }) => driver.unit }),
    currency: t.string({
      nullable: true,
      description: 'Of from and to, ISO 4217, where they are money.',
      resolve: ({ driver, currency }) => (isMoney(driver.unit) ? currency : null),
    }),
    from: t.float({
      nullable: true,
      description: 'What it was, or is on the other side; null where it is not there or has no one value.',
      resolve: ({ driver }) => number(driver.from),
    }),
    to: t.float({
      nullable: true,
      description: 'What it is; null where it is not there or has no one value.',
      resolve: ({ driver }) => number(driver.to),
    }),
    fromText: t.string({
      description: 'What it was, rounded for people.',
      resolve: ({ driver, currency }) => textOf(driver.from, { unit: driver.unit, currency }),
    }),
    toText: t.string({
      description: 'What it is, rounded for people.',
      resolve: ({ driver, currency }) => textOf(driver.to, { unit: driver.unit, currency }),
    }),
    contribution: t.float({
      description: 'What it adds to the difference, in the metric’s unit; points, for percentages.',
      resolve: ({ driver }) => nearest(driver.contribution),
    }),
    contributionText: t.string({
      description: 'The same for people, with its sign.',
      resolve: ({ driver, metricUnit, currency }) => spokenDifference(driver.contribution, metricUnit, currency),
    }),
    exact: t.string({
      description: 'The exact contribution: a decimal where that is finite, else a fraction such as "1/3".',
      resolve: ({ driver }) => exactOf(driver.contribution),
    }),
    item: t.string({
      nullable: true,
      description: 'The one thing it is mostly about, of quantities invoiced.',
      resolve: ({ driver }) => driver.item?.label ?? null,
    }),
    rowCount: t.int({ description: 'Rows of both sides behind it.', resolve: ({ driver }) => driver.rowCount }),
    rows: t.field({
      type: DriverRows,
      nullable: true,
      description: 'Which rows those are.',
      resolve: ({ driver }) => driver.rows,
    }),
    children: t.field({
      type: [Driver],
      description: 'What it is made of; they add up to it exactly.',
      resolve: ({ driver, ...shared }) => driver.children.map(child => ({ driver: child, ...shared })),
    }),
  }),
})

const Recommendation = builder.objectRef<RecommendationRecord>('Recommendation').implement({
  description: 'A step that the data suggests.',
  fields: t => ({
    rule: t.exposeString('rule', {
      description:
        'Which rule found it: right_size_seats, reprice_client, rebalance_hours, collect_invoices, bill_unbilled_seats.',
    }),
    text: t.exposeString('text', { description: 'What to do, for people.' }),
    evidence: t.exposeStringList('evidence', {
      description: 'What it rests on, line by line; what is left out is counted.',
    }),
    amount: t.exposeFloat('amount', { nullable: true, description: 'Money at stake; null where it is not known.' }),
    currency: t.exposeString('currency', { nullable: true, description: 'ISO 4217 code of the amount.' }),
  }),
})

const PortfolioBaseline = builder
  .objectRef<PortfolioRecord & { readonly unit: Unit; readonly currency: string }>('PortfolioBaseline')
  .implement({
    description: 'The other clients that a value is compared with.',
    fields: t => ({
      pooled: t.float({
        description: 'All of them together; for amounts, their mean. It is the baseline of the explanation.',
        resolve: portfolio => nearest(portfolio.pooled),
      }),
      median: t.float({
        nullable: true,
        description: 'The client in the middle of them; of an even number, the mean of the two.',
        resolve: async portfolio => number(await portfolio.median()),
      }),
      clientCount: t.int({
        description: 'How many of them have data.',
        resolve: portfolio => portfolio.clientCount(),
      }),
    }),
  })

export const Explanation = builder.objectRef<ExplanationRecord>('Explanation').implement({
  description: 'Why a value is what it is: its difference from something, as drivers that add up to it exactly.',
  fields: t => ({
    metric: t.expose('metric', { type: MetricDefinition, description: 'What is explained.' }),
    period: t.expose('period', { type: Period, description: 'The days it is about.' }),
    baselinePeriod: t.expose('baselinePeriod', {
      type: Period,
      nullable: true,
      description: 'The days it is compared with, where those are others.',
    }),
    value: t.float({ nullable: true, description: 'The value.', resolve: ({ value }) => nearest(value) }),
    baseline: t.float({
      nullable: true,
      description: 'What it is compared with.',
      resolve: ({ baseline }) => nearest(baseline),
    }),
    difference: t.float({
      description: 'value − baseline; points, for percentages.',
      resolve: ({ difference }) => nearest(difference),
    }),
    currency: t.string({
      nullable: true,
      description: 'ISO 4217 code, where the metric is money.',
      resolve: ({ metric, currency }) => (isMoney(metric.unit) ? currency : null),
    }),
    exactDifference: t.string({
      description: 'The exact difference: a decimal where that is finite, else a fraction.',
      resolve: ({ difference }) => exactOf(difference),
    }),
    residual: t.float({
      description: 'The difference less all drivers, worked out exactly: always 0.',
      resolve: ({ residual }) => nearest(residual),
    }),
    drivers: t.field({
      type: [Driver],
      description: 'What the difference comes from. All of them, members by size.',
      resolve: ({ drivers, metric, currency }) =>
        drivers.map(driver => ({ driver, metricUnit: metric.unit, currency })),
    }),
    portfolio: t.field({
      type: PortfolioBaseline,
      nullable: true,
      description: 'The other clients, for PORTFOLIO.',
      resolve: ({ portfolio, metric, currency }) => portfolio && { ...portfolio, unit: metric.unit, currency },
    }),
    sentence: t.exposeString('sentence', { description: 'The explanation as a person would write it.' }),
    recommendations: t.field({
      type: [Recommendation],
      description: 'Steps that the data suggests, most money first.',
      resolve: async (explanation, _args, context) => {
        const steps = await explanation.recommend()
        // They name people.
        if (steps.some(({ rule }) => rule === 'rebalance_hours')) context.audit.note('Explanation.recommendations', 1)
        return [...steps]
      },
    }),
    confidence: t.expose('confidence', {
      type: Confidence,
      description: 'How far the difference can be trusted: as far as the less sure of its two sides.',
    }),
    assumptions: t.expose('assumptions', { type: [Assumption], description: 'What was taken for granted.' }),
  }),
})

builder.queryField('explain', t =>
  t.field({
    type: Explanation,
    description:
      'Why a value is what it is. A value that cannot be explained is an error (NOT_EXPLAINED) that names what to ask for instead.',
    authScopes: { scopes: ['data:read'] },
    complexity: 100,
    args: { input: t.arg({ type: ExplainInput, required: true, description: 'The question.' }) },
    resolve: async (_root, { input }, context) => {
      const explanation = await explain(context.em, memberOf(context), withoutNulls(input), { now: context.now })
      if (input.by === 'STAFF') context.audit.note('Explanation.STAFF', explanation.drivers.length)
      return explanation
    },
  }),
)
