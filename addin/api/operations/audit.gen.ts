// Written by npm run print from audit.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Operation } from '../operation.ts'
/** An entry that was noted elsewhere, such as the head on an export or a report. */
export type AuditAnchorInput = {
  /** Its hash: 64 characters of hex. */
  readonly hash: string;
  /** Its number. */
  readonly seq: number;
};

/** Which entries; conditions are joined by and. */
export type AuditEventFilter = {
  /** This action, or all that begin so: "snapshot." for everything about snapshots. */
  readonly action?: string | null | undefined;
  /** By the user with this id. */
  readonly actor?: string | null | undefined;
  /** At this instant or later. */
  readonly from?: string | null | undefined;
  /** Part of the action, subject, details, request id or address; letters a to z in any case. */
  readonly search?: string | null | undefined;
  /** About this subject, "Snapshot:12", or about its whole kind, "Snapshot". */
  readonly subject?: string | null | undefined;
  /** Before this instant. */
  readonly to?: string | null | undefined;
};

/** What can be wrong with a log. */
export type AuditProblemKind =
  /** The entry with the number of the anchor has another hash: the log was written anew. */
  | 'ANCHOR_MISMATCH'
  /** An entry does not carry the hash of the one before: one of them was changed, inserted or swapped. */
  | 'BROKEN_LINK'
  /** The log ends before the anchor: its last entries were deleted. */
  | 'CUT_TAIL'
  /** The content of an entry does not have the hash it carries. */
  | 'EDITED'
  /** A number is missing: an entry was deleted. */
  | 'MISSING_ENTRY'
  /** A number comes twice or too late: entries were inserted or swapped. */
  | 'OUT_OF_ORDER'
  /** The personal data of an entry does not have the digest it carries. */
  | 'PERSONAL_EDITED'
  /** Personal data of an entry is gone and no later entry says that it was erased. */
  | 'PERSONAL_MISSING';

export type AuditEventsQueryVariables = Exact<{
  filter?: AuditEventFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type AuditEventsQuery = { readonly auditEvents: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly seq: number, readonly at: string, readonly action: string, readonly subject: string, readonly role: string | null, readonly address: string | null, readonly requestId: string | null, readonly erased: boolean, readonly details: Record<string, unknown>, readonly hash: string, readonly previousHash: string, readonly actor: { readonly id: string, readonly name: string } | null, readonly apiKey: { readonly id: string, readonly name: string } | null }> } };

export type AuditVerificationQueryVariables = Exact<{
  anchor?: AuditAnchorInput | null | undefined;
}>;


export type AuditVerificationQuery = { readonly auditVerification: { readonly valid: boolean, readonly checked: number, readonly head: { readonly seq: number, readonly hash: string } | null, readonly problem: { readonly kind: AuditProblemKind, readonly seq: number, readonly text: string } | null } };

export const auditEvents: Operation<AuditEventsQuery, AuditEventsQueryVariables> =
  "query AuditEvents($filter:AuditEventFilter$first:Int!$after:String){auditEvents(filter:$filter first:$first after:$after){totalCount pageInfo{hasNextPage endCursor}nodes{id seq at action subject role address requestId erased details hash previousHash actor{id name}apiKey{id name}}}}"
export const auditVerification: Operation<AuditVerificationQuery, AuditVerificationQueryVariables> =
  "query AuditVerification($anchor:AuditAnchorInput){auditVerification(anchor:$anchor){valid checked head{seq hash}problem{kind seq text}}}"
