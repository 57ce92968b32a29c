import { z } from 'zod'
import { decodeId, encodeId } from '../server/access/opaque-id.ts'
import { firstDayOfMonth, isoOfDay, isoOfMonth, lastDayOfMonth, monthOfIso } from '../server/analytics/calendar.ts'
import { BadInput } from '../server/errors.ts'
import { explain } from '../server/explanations/explain.ts'
import { metricCatalog } from '../server/metrics/metric-catalog.ts'
import { numberOfExact } from '../server/reviews/number-of-exact.ts'
import { type ReviewEventRecord, reviewEventsByTasks } from '../server/reviews/read-review-events.ts'
import { countReviewTasks, type ReviewTaskFilter, readReviewTasks } from '../server/reviews/read-review-tasks.ts'
import type { ReviewTaskRecord } from '../server/reviews/review-task.ts'
import type { ReviewReason as Reason } from '../server/reviews/triggers.ts'
import { builder } from './builder.ts'
import { Client, clientOf } from './client-ref.ts'
import { Confidence } from './confidence.ts'
import type { Context } from './context.ts'
import { Explanation } from './explanation.ts'
import { memberOf } from './member.ts'
import { MetricDefinition } from './metric-definition.ts'
import { connectionOf, pageOf } from './page.ts'
import { Period } from './period.ts'
import { loaderOf, oncePerRequest } from './request-cache.ts'
import { ReviewTask, reviewTaskNumber, reviewTaskOf } from './review-task-ref.ts'
import { Snapshot, snapshotNumbered } from './snapshot-ref.ts'
import { RoleEnum, User, userOf } from './user.ts'

export const ReviewStatusEnum = builder.enumType('ReviewStatus', {
  description: 'Where a review stands.',
  values: {
    OPEN: { description: 'Nobody has begun.' },
    IN_REVIEW: { description: 'Somebody has it, or it was approved in part.' },
    APPROVED: { description: 'The result is published as it is.' },
    REJECTED: { description: 'The result is withheld.' },
    CORRECTED: { description: 'Another value stands in its place.' },
    EXPIRED: { description: 'Nobody decided in time (a new task went to administrators), or the value changed.' },
  } as const,
})

const ReviewEventKind = builder.enumType('ReviewEventKind', {
  description: 'What happened to a review.',
  values: {
    OPENED: { description: 'It began.' },
    ASSIGNED: { description: 'It was given to somebody, or to nobody.' },
    DUE: { description: 'Its due date was moved.' },
    COMMENTED: { description: 'Somebody said something.' },
    APPROVED: { description: 'Somebody approved it.' },
    REJECTED: { description: 'Somebody rejected it.' },
    CORRECTED: { description: 'Somebody put another value in its place.' },
    EXPIRED: { description: 'It ended without a decision.' },
  } as const,
})

const ReviewReason = builder.objectRef<Reason>('ReviewReason').implement({
  description: 'Why a result is looked at.',
  fields: t => ({
    code: t.exposeString('code', {
      description:
        'CONFIDENCE, BELOW_LIMIT, ABOVE_LIMIT, TREND, UNUSUAL_CHANGE, SAMPLE, CHANGED_SINCE (a person withheld or corrected an earlier value) or ESCALATED.',
    }),
    text: t.exposeString('text', { description: 'The same for people.' }),
  }),
})

const ReviewDecision = builder.objectRef<ReviewEventRecord>('ReviewDecision').implement({
  description: 'Something that happened to a review.',
  fields: t => ({
    at: t.expose('at', { type: 'DateTime', description: 'When it happened.' }),
    kind: t.expose('kind', { type: ReviewEventKind, description: 'What happened.' }),
    by: t.field({
      type: User,
      nullable: true,
      description: 'Who; null: the server, or somebody who has left.',
      resolve: (event, _args, context) => (event.by === null ? null : userOf(context, event.by)),
    }),
    statusAfter: t.expose('statusAfter', { type: ReviewStatusEnum, description: 'Where the review stood then.' }),
    comment: t.exposeString('comment', { nullable: true, description: 'What was said.' }),
    correctedValue: t.float({
      nullable: true,
      description: 'The value proposed or put in place of the result, as it stood then.',
      resolve: ({ correctedExact }) => (correctedExact === null ? null : numberOfExact(correctedExact)),
    }),
  }),
})

const ReviewStep = builder.objectRef<ReviewTaskRecord['chain'][number]>('ReviewStep').implement({
  description: 'A step of approval.',
  fields: t => ({
    roles: t.field({ type: [RoleEnum], description: 'Roles that may decide it.', resolve: step => [...step.roles] }),
    count: t.exposeInt('count', { description: 'So many different people have to.' }),
  }),
})

const definitionOf = async (context: Context, task: ReviewTaskRecord) => {
  const known = await oncePerRequest(context, 'catalogue of reviews', () =>
    metricCatalog(context.em, memberOf(context)).then(list => new Map(list.map(metric => [metric.key, metric]))),
  )
  // A metric that was retired since is known by its key only.
  const bare = {
    version: 0,
    name: task.metric,
    description: 'Retired.',
    formula: '',
    inputs: [],
    unit: 'RATIO',
  } as const
  const retired = {
    ...bare,
    direction: 'NONE',
    dimensions: [],
    minimumSample: 1,
    benchmarks: [],
    custom: true,
  } as const
  return known.get(task.metric) ?? { key: task.metric, scope: task.scope, ...retired }
}

/** "It is …; its changes …": what follows a semicolon does not begin anew. */
const inOneSentence = ([first = '', ...others]: readonly string[]): string =>
  [first, ...others.map(text => text.charAt(0).toLowerCase() + text.slice(1))].join('; ')

builder.node(ReviewTask, {
  description: 'A result that a person has to look at: a metric of a client, or of the firm, in a month.',
  authScopes: { scopes: ['reviews:decide'] },
  id: { resolve: task => String(task.id) },
  loadOne: (id, context) => (Number.isSafeInteger(Number(id)) ? reviewTaskOf(context, Number(id)) : null),
  fields: t => ({
    status: t.expose('status', { type: ReviewStatusEnum, description: 'Where it stands.' }),
    version: t.exposeInt('version', { description: 'Grows with every decision and assignment; send it to decide.' }),
    reason: t.string({
      description: 'Why it was opened, for people.',
      resolve: ({ reasons }) => inOneSentence(reasons.map(({ text }) => text)),
    }),
    reasons: t.expose('reasons', { type: [ReviewReason], description: 'The same, one by one.' }),
    metric: t.field({
      type: MetricDefinition,
      description: 'What was worked out.',
      resolve: (task, _args, context) => definitionOf(context, task),
    }),
    client: t.field({
      type: Client,
      nullable: true,
      description: 'Of which client; null: of the firm.',
      resolve: (task, _args, context) => (task.clientId === 0 ? null : clientOf(context, task.clientId)),
    }),
    period: t.field({
      type: Period,
      description: 'The month it is about.',
      resolve: ({ month }) => ({
        ...{ from: isoOfDay(firstDayOfMonth(month)), to: isoOfDay(lastDayOfMonth(month)) },
        label: isoOfMonth(month),
      }),
    }),
    value: t.float({
      nullable: true,
      description: 'The value as the data gave it when it was looked at, in the metric’s unit.',
      resolve: ({ value }) => numberOfExact(value),
    }),
    exact: t.exposeString('value', { description: 'The same, exact.' }),
    correctedValue: t.float({
      nullable: true,
      description: 'The value that is proposed or stands in its place.',
      resolve: ({ corrected }) => (corrected === null ? null : numberOfExact(corrected)),
    }),
    confidence: t.expose('confidence', { type: Confidence, description: 'How far the value could be trusted.' }),
    explanation: t.field({
      type: Explanation,
      nullable: true,
      description: 'Why it is what it is, against the month before; null where that cannot be said.',
      complexity: 100,
      resolve: (task, _args, context) => explanationOf(context, task),
    }),
    snapshot: t.field({
      type: Snapshot,
      nullable: true,
      description: 'The newest snapshot when it was worked out.',
      resolve: (task, _args, context) => snapshotNumbered(context, task.snapshot),
    }),
    uploadedBy: t.field({
      type: User,
      nullable: true,
      description: 'Who brought the data, and may not decide.',
      resolve: (task, _args, context) => (task.uploadedBy === null ? null : userOf(context, task.uploadedBy)),
    }),
    assignee: t.field({
      type: User,
      nullable: true,
      description: 'Who has it; null: nobody yet.',
      resolve: (task, _args, context) => (task.assignee === null ? null : userOf(context, task.assignee)),
    }),
    chain: t.field({ type: [ReviewStep], description: 'Its steps of approval.', resolve: ({ chain }) => [...chain] }),
    step: t.exposeInt('step', { description: 'Steps of the chain that are done.' }),
    dueAt: t.expose('dueAt', { type: 'DateTime', nullable: true, description: 'Until when it has to be decided.' }),
    createdAt: t.expose('openedAt', { type: 'DateTime', description: 'When it was opened.' }),
    closedAt: t.expose('closedAt', { type: 'DateTime', nullable: true, description: 'When it ended.' }),
    escalatedFrom: t.field({
      type: ReviewTask,
      nullable: true,
      description: 'The task that expired before this one.',
      resolve: (task, _args, context) => reviewTaskOf(context, task.escalatedFrom),
    }),
    decisions: t.field({
      type: [ReviewDecision],
      description: 'Everything that happened to it, oldest first.',
      resolve: async (task, _args, context) =>
        (await loaderOf(context, 'review events', (ids: readonly number[]) =>
          reviewEventsByTasks(context.em, memberOf(context), ids),
        ).load(task.id)) ?? [],
    }),
  }),
})

async function explanationOf(context: Context, { metric, clientId, month, organizationId }: ReviewTaskRecord) {
  const where = clientId === 0 ? {} : { where: { clients: [encodeId('Client', organizationId, clientId)] } }
  const period = { named: isoOfMonth(month) }
  try {
    const input = { metric, ...where, period, against: 'PREVIOUS_PERIOD' }
    return await explain(context.em, memberOf(context), input, { now: context.now })
  } catch (error) {
    if (error instanceof BadInput) return null
    throw error
  }
}

const ReviewTaskFilterInput = builder.inputType('ReviewTaskFilter', {
  description: 'Which tasks; conditions are joined by and.',
  fields: t => ({
    status: t.field({ type: [ReviewStatusEnum], description: 'In one of these states.' }),
    assignee: t.id({ description: 'Given to this user.' }),
    unassigned: t.boolean({ description: 'true: given to nobody.' }),
    metric: t.string({ description: 'Of this metric.', validate: z.string().max(100).nullish() }),
    client: t.id({ description: 'Of this client.' }),
    month: t.field({ type: 'Month', description: 'Of this month.' }),
    overdue: t.boolean({ description: 'Undecided and past their due date; false: all others.' }),
  }),
})

function filterOf(
  context: Context,
  filter: typeof ReviewTaskFilterInput.$inferInput | null | undefined,
): ReviewTaskFilter {
  const { organizationId } = memberOf(context)
  const keyOf = (id: string, type: string) => Number(decodeId(id, type, organizationId)?.[0] ?? -1)
  const { status, assignee, unassigned, metric, client, month, overdue } = filter ?? {}
  return {
    status: status ?? undefined,
    assignee: unassigned ? null : assignee == null ? undefined : keyOf(assignee, 'User'),
    metric: metric ?? undefined,
    client: client == null ? undefined : keyOf(client, 'Client'),
    month: month == null ? undefined : (monthOfIso(month) ?? undefined),
    overdue: overdue ?? undefined,
  }
}

builder.queryField('reviewTasks', t =>
  t.connection(
    {
      type: ReviewTask,
      description: 'Results that people have to look at, or looked at, newest first.',
      authScopes: { scopes: ['reviews:decide'] },
      args: { filter: t.arg({ type: ReviewTaskFilterInput, description: 'Only these tasks.' }) },
      resolve: async (_root, { filter, ...args }, context) => {
        const page = pageOf(args, 1)
        const wanted = filterOf(context, filter)
        const { em, now } = context
        return connectionOf(
          await readReviewTasks(em, memberOf(context), wanted, page, now),
          page,
          task => [task.id],
          () => countReviewTasks(em, memberOf(context), wanted, now),
        )
      },
    },
    { name: 'ReviewTaskConnection', description: 'A page of review tasks.' },
    { name: 'ReviewTaskEdge', description: 'A review task in the list.' },
  ),
)

builder.queryField('reviewTask', t =>
  t.field({
    type: ReviewTask,
    nullable: true,
    description: 'A review task; null where there is none.',
    authScopes: { scopes: ['reviews:decide'] },
    args: { id: t.arg.id({ required: true, description: 'Its id.' }) },
    resolve: (_root, { id }, context) => reviewTaskOf(context, reviewTaskNumber(context, id)),
  }),
)
