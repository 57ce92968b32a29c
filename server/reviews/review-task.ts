import type { Selectable } from 'kysely'
import type { ReviewStatus } from '../db/entities/review-task.ts'
import type { Tables } from '../db/tables.ts'
import type { ApprovalStep } from '../governance/policy-schema.ts'
import type { Confidence } from '../metrics/metric-table.ts'
import type { ReviewReason } from './triggers.ts'

/** A result that a person has to look at. Instants are milliseconds since 1970. */
export interface ReviewTaskRecord {
  readonly organizationId: number
  readonly id: number
  readonly metric: string
  readonly scope: 'data:read' | 'cost:read'
  /** 0: the firm. */
  readonly clientId: number
  readonly month: number
  readonly snapshot: number
  readonly uploadedBy: number | null
  readonly status: ReviewStatus
  readonly version: number
  readonly reasons: readonly ReviewReason[]
  /** Exact text, as in a metric value. */
  readonly value: string
  readonly corrected: string | null
  readonly confidence: Confidence
  readonly chain: readonly ApprovalStep[]
  /** Position in the chain. */
  readonly step: number
  readonly assignee: number | null
  readonly dueAt: number
  readonly openedAt: number
  readonly closedAt: number | null
  /** The task that expired before this one. */
  readonly escalatedFrom: number | null
}

export function reviewTaskRecord(row: Selectable<Tables['review_task']>): ReviewTaskRecord {
  return {
    organizationId: row.organization_id,
    id: row.id,
    metric: row.metric,
    scope: row.scope,
    clientId: row.client_id,
    month: row.month,
    snapshot: row.snapshot,
    uploadedBy: row.uploaded_by,
    status: row.status,
    version: row.version,
    reasons: JSON.parse(row.reasons),
    value: row.value_exact,
    corrected: row.corrected_exact,
    confidence: JSON.parse(row.confidence),
    chain: JSON.parse(row.chain),
    step: row.step,
    assignee: row.assignee,
    dueAt: row.due_at,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    escalatedFrom: row.escalated_from,
  }
}

export const isUndecided = ({ status }: Pick<ReviewTaskRecord, 'status'>): boolean =>
  status === 'OPEN' || status === 'IN_REVIEW'
