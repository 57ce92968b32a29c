import type { TermKind } from '../../db/entities/term.ts'
import type { Tables } from '../../db/tables.ts'

/** What a word of an organization's own can stand for: a metric, or something with a name. */
export const askTermKinds = [
  'METRIC',
  'CLIENT',
  'STAFF',
  'INDUSTRY',
  'SERVICE_LINE',
  'TEAM',
  'PROJECT',
  'PRODUCT',
  'VENDOR',
] as const satisfies readonly (TermKind | 'METRIC' | 'CLIENT' | 'STAFF')[]
export type AskTermKind = (typeof askTermKinds)[number]

export type AskTermStatus = 'PROPOSED' | 'APPROVED' | 'REJECTED' | 'RETIRED'

/** A word as it is stored. */
export interface StoredTerm {
  readonly id: number
  readonly kind: AskTermKind
  /** As it was written. */
  readonly term: string
  /** Its words as questions are read, one space between them. */
  readonly normal: string
  /** What it stands for; see `TermMeaning.key`. */
  readonly key: string
  readonly status: AskTermStatus
  readonly version: number
  /** Users; null: not (yet), or erased. */
  readonly proposedBy: number | null
  readonly proposedAt: number
  readonly decidedBy: number | null
  readonly decidedAt: number | null
  readonly retiredBy: number | null
  readonly retiredAt: number | null
  readonly comment: string | null
}

/** A word with what it stands for, for somebody who may see that. */
export interface AskTermRecord extends StoredTerm {
  /** Key of the metric, id of the client or member of staff, else the name; null: it is not there any more. */
  readonly meaning: string | null
  /** The name of what it stands for; null: it is not there any more. */
  readonly meaningName: string | null
}

export const storedTermOf = (row: Tables['ask_term']): StoredTerm => ({
  id: row.id,
  kind: row.kind as AskTermKind,
  term: row.term,
  normal: row.normal,
  key: row.meaning,
  status: row.status as AskTermStatus,
  version: row.version,
  proposedBy: row.proposed_by,
  proposedAt: row.proposed_at,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
  retiredBy: row.retired_by,
  retiredAt: row.retired_at,
  comment: row.comment,
})
