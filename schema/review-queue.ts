import { type ReviewQueue as Queue, readReviewQueue } from '../server/reviews/read-review-queue.ts'
import { builder } from './builder.ts'
import { memberOf } from './member.ts'

const ReviewQueue = builder.objectRef<Queue>('ReviewQueue').implement({
  description: 'How the work of reviewing goes. Decisions are those of the last 90 days.',
  fields: t => ({
    open: t.exposeInt('open', { description: 'Tasks that nobody has decided.' }),
    overdue: t.exposeInt('overdue', { description: 'Of these, past their due date.' }),
    medianAgeHours: t.exposeFloat('medianAgeHours', {
      nullable: true,
      description: 'Hours since these were opened, the middle one.',
    }),
    decided: t.exposeInt('decided', { description: 'Tasks that were decided.' }),
    medianTurnaroundHours: t.exposeFloat('medianTurnaroundHours', {
      nullable: true,
      description: 'Hours from opening to decision, the middle one.',
    }),
    approvalRate: t.exposeFloat('approvalRate', {
      nullable: true,
      description: 'The share of decisions that published the result as it was, 0 to 1.',
    }),
  }),
})

builder.queryField('reviewQueue', t =>
  t.field({
    type: ReviewQueue,
    description: 'How the work of reviewing goes.',
    authScopes: { scopes: ['reviews:decide'] },
    resolve: (_root, _args, context) => readReviewQueue(context.em, memberOf(context), context.now),
  }),
)
