import { decodeId } from '../server/access/opaque-id.ts'
import { BadInput } from '../server/errors.ts'
import { assignReviewTask, commentOnReviewTask } from '../server/reviews/care-for-task.ts'
import {
  type VersionConflict as Conflict,
  decideReviewTask,
  type NotAllowedToDecide as NotAllowed,
} from '../server/reviews/decide-review-task.ts'
import { followReviewTasks } from '../server/reviews/follow-review-tasks.ts'
import { builder } from './builder.ts'
import { memberOf } from './member.ts'
import { ReviewTask, reviewTaskNumber } from './review-task-ref.ts'

const VersionConflict = builder.objectRef<Conflict>('VersionConflict').implement({
  description: 'Somebody else was quicker. Nothing was changed.',
  fields: t => ({
    message: t.exposeString('message', { description: 'What happened and what to do, for people.' }),
    current: t.expose('current', { type: ReviewTask, description: 'The task as it is now.' }),
  }),
})

export const NotAllowedToDecide = builder.objectRef<NotAllowed>('NotAllowedToDecide').implement({
  description:
    'You may decide, but not on this one: it is your own upload or proposal, or another’s turn. It was noted.',
  fields: t => ({ message: t.exposeString('message', { description: 'Why, for people.' }) }),
})

const DecideReviewTaskResult = builder.unionType('DecideReviewTaskResult', {
  description: 'The task after the decision, or why there was none.',
  types: [ReviewTask, VersionConflict, NotAllowedToDecide],
  resolveType: result => ('type' in result ? result.type : 'ReviewTask'),
})

const ReviewVerdict = builder.enumType('ReviewVerdict', {
  description: 'What becomes of a result.',
  values: {
    APPROVE: { description: 'It is published once every step of its chain approved it.' },
    REJECT: { description: 'It is withheld.' },
    CORRECT: { description: 'Another value takes its place; what was worked out stays computable.' },
  } as const,
})

const DecideReviewTaskInput = builder.inputType('DecideReviewTaskInput', {
  description: 'A decision.',
  fields: t => ({
    id: t.id({ required: true, description: 'Id of the task.' }),
    version: t.int({ required: true, description: 'The version that you looked at.' }),
    decision: t.field({ type: ReviewVerdict, required: true, description: 'What becomes of the result.' }),
    correctedValue: t.float({ description: 'With CORRECT: the value, in the metric’s unit.' }),
    comment: t.string({ description: 'Why; needed with CORRECT.' }),
  }),
})

builder.mutationField('decideReviewTask', t =>
  t.field({
    type: DecideReviewTaskResult,
    description: 'Decides a result. Of several people who decide on the same version, exactly one wins.',
    authScopes: { scopes: ['reviews:decide'] },
    args: { input: t.arg({ type: DecideReviewTaskInput, required: true, description: 'The decision.' }) },
    resolve: (_root, { input }, context) =>
      decideReviewTask(
        context.em,
        memberOf(context),
        { ...input, id: reviewTaskNumber(context, input.id) },
        { now: context.now, gate: context.gate },
      ),
  }),
)

const AssignReviewTaskInput = builder.inputType('AssignReviewTaskInput', {
  description: 'Who has a task, and until when.',
  fields: t => ({
    id: t.id({ required: true, description: 'Id of the task.' }),
    assignee: t.id({ description: 'Id of a user who may decide it; null: nobody; absent: as it is.' }),
    dueAt: t.field({ type: 'DateTime', description: 'Until when it has to be decided; absent: as it is.' }),
  }),
})

builder.mutationField('assignReviewTask', t =>
  t.field({
    type: ReviewTask,
    description: 'Gives a task to somebody, or moves its due date.',
    authScopes: { scopes: ['reviews:decide'] },
    args: { input: t.arg({ type: AssignReviewTaskInput, required: true, description: 'To whom, until when.' }) },
    resolve: (_root, { input }, context) => {
      const viewer = memberOf(context)
      const user = input.assignee && Number(decodeId(input.assignee, 'User', viewer.organizationId)?.[0] ?? -1)
      if (input.assignee === undefined && input.dueAt == null)
        throw new BadInput('Assigning a review task: send assignee, dueAt or both')
      return assignReviewTask(
        context.em,
        viewer,
        {
          id: reviewTaskNumber(context, input.id),
          assignee: user === '' ? -1 : user,
          dueAt: input.dueAt == null ? undefined : Date.parse(String(input.dueAt)),
        },
        { now: context.now, gate: context.gate },
      )
    },
  }),
)

builder.mutationField('commentOnReviewTask', t =>
  t.field({
    type: ReviewTask,
    description: 'Says something about a task.',
    authScopes: { scopes: ['reviews:decide'] },
    args: {
      id: t.arg.id({ required: true, description: 'Id of the task.' }),
      comment: t.arg.string({ required: true, description: 'What is said, up to 5,000 characters.' }),
    },
    resolve: (_root, { id, comment }, context) =>
      commentOnReviewTask(
        context.em,
        memberOf(context),
        { id: reviewTaskNumber(context, id), comment },
        { now: context.now, gate: context.gate },
      ),
  }),
)

builder.subscriptionField('reviewTaskChanged', t =>
  t.field({
    type: ReviewTask,
    description: 'Every review task of your organization, each time something happens to it.',
    authScopes: { scopes: ['reviews:decide'] },
    subscribe: (_root, _args, context) =>
      followReviewTasks(context.em, memberOf(context), context.sleep, context.signal),
    resolve: task => task,
  }),
)
