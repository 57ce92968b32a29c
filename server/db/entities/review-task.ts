import { defineEntity, p } from '@mikro-orm/core'
import { instant, int, organization } from './column.ts'

export type ReviewStatus = 'OPEN' | 'IN_REVIEW' | 'APPROVED' | 'REJECTED' | 'CORRECTED' | 'EXPIRED'

/** A result that a person has to look at: one metric of one client (or of the firm) in one month. */
export const ReviewTask = defineEntity({
  name: 'ReviewTask',
  properties: {
    organizationId: organization(),
    id: p.bigint('number').primary(),
    metric: p.text(),
    /** Scope that seeing the metric takes. */
    scope: p.text().$type<'data:read' | 'cost:read'>(),
    /** 0: the firm. */
    clientId: int(),
    month: int(),
    /** Newest snapshot when it was analysed. */
    snapshot: int(),
    /** Who brought the data; they never decide. */
    uploadedBy: int().nullable(),
    status: p.text().$type<ReviewStatus>(),
    /** Grows with every decision and assignment. */
    version: int(),
    /** Why it was opened: [{code, text}] as JSON. */
    reasons: p.text(),
    /** The result that was analysed, as exact text. */
    valueExact: p.text(),
    /** Its confidence with signals, as JSON. */
    confidence: p.text(),
    /** Steps of approval, as JSON, as the policy said when it was opened. */
    chain: p.text(),
    /** Position in the chain. */
    step: int(),
    assignee: int().nullable(),
    dueAt: instant(),
    openedAt: instant(),
    closedAt: instant().nullable(),
    /** What a person put in its place, as exact decimal. */
    correctedExact: p.text().nullable(),
    /** The task that expired before this one; null: none. */
    escalatedFrom: int().nullable(),
  },
})
