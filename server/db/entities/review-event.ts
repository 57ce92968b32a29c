import { defineEntity, p } from '@mikro-orm/core'
import { instant, int, organization } from './column.ts'
import type { ReviewStatus } from './review-task.ts'

export type ReviewEventKind =
  | 'OPENED'
  | 'ASSIGNED'
  | 'COMMENTED'
  | 'DUE'
  | 'APPROVED'
  | 'REJECTED'
  | 'CORRECTED'
  | 'EXPIRED'

/** What happened to a review task. Statuses at any past instant are read from here. */
export const ReviewEvent = defineEntity({
  name: 'ReviewEvent',
  properties: {
    organizationId: organization(),
    /** Dense from 1 in an organization. */
    seq: p.bigint('number').primary(),
    taskId: int(),
    at: instant(),
    kind: p.text().$type<ReviewEventKind>(),
    statusAfter: p.text().$type<ReviewStatus>(),
    versionAfter: int(),
    /** Who did it; null: the server. */
    actorId: int().nullable(),
    comment: p.text().nullable(),
    correctedExact: p.text().nullable(),
  },
})
