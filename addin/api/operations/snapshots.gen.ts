// Written by npm run print from snapshots.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Operation } from '../operation.ts'
/** A kind of sheet that can be uploaded. */
export type DatasetKind =
  /** What was planned for a month: for the firm (no client) or for one client. */
  | 'BUDGETS'
  /** The customers of the MSP, one row each. Everything else names a client from this list. */
  | 'CLIENTS'
  /** What one unit of a currency was worth in another on a day. An invoice takes the latest rate of its day or before. */
  | 'FX_RATES'
  /** Invoices and credit notes, one row each (with their lines as JSON, or as totals only) or one row a line, where rows with the same number are one invoice. */
  | 'INVOICES'
  /** Software licenses bought for clients: seats, what they cost, how long they run. */
  | 'LICENSES'
  /** The people who do the work: capacity, what an hour of theirs costs and is billed at. */
  | 'STAFF'
  /** Hours worked, one entry a row: who, for which client, on which day. */
  | 'TIME_LOGS';

/** Why a heading was taken for a column. */
export type MappedBy =
  /** It is one of the column’s other names. */
  | 'ALIAS'
  /** A person said so, now or for an earlier sheet of this shape. */
  | 'MAPPING'
  /** It is the column’s name or title. */
  | 'NAME'
  /** It matches no column. */
  | 'NONE';

/** What became of a row between two versions. */
export type RowChangeKind =
  /** It is new. */
  | 'ADDED'
  /** It says something else. */
  | 'CHANGED'
  /** It is not there any more. */
  | 'REMOVED';

/** How bad a row issue is. */
export type Severity =
  /** The row was rejected. */
  | 'ERROR'
  /** The row was kept; something was understood or repaired on the way. */
  | 'NOTICE'
  /** The row was kept; look at it. */
  | 'WARNING';

/** Which snapshots; conditions are joined by and. */
export type SnapshotFilter = {
  /** Of one of these datasets. */
  readonly datasets?: ReadonlyArray<DatasetKind> | null | undefined;
  /** ACCEPTED or REVERTED; others are not listed. */
  readonly status?: SnapshotStatus | null | undefined;
};

/** How a version came about. */
export type SnapshotOrigin =
  /** Rejected rows of an earlier version were fixed. */
  | 'CORRECTION'
  /** A file was uploaded. */
  | 'FILE'
  /** An earlier version was undone. */
  | 'REVERT'
  /** Cells were sent from a spreadsheet. */
  | 'ROWS';

/** Where an upload stands. */
export type SnapshotStatus =
  /** It is a version of the data. */
  | 'ACCEPTED'
  /** It waits for the uploads before it. A dry run stays PENDING: nothing of it is stored. */
  | 'PENDING'
  /** It is being read and compared; nothing of it is stored yet. */
  | 'PROCESSING'
  /** Nothing of it was stored. Kept for an hour. */
  | 'REJECTED'
  /** It was a version and has been undone. */
  | 'REVERTED';

export type SnapshotsQueryVariables = Exact<{
  filter?: SnapshotFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type SnapshotsQuery = { readonly snapshots: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly number: number, readonly dataset: DatasetKind, readonly status: SnapshotStatus, readonly origin: SnapshotOrigin, readonly fileName: string | null, readonly createdAt: string, readonly rowCount: number, readonly acceptedCount: number, readonly rejectedCount: number, readonly addedCount: number, readonly changedCount: number, readonly unchangedCount: number, readonly removedCount: number, readonly uploadedBy: { readonly id: string, readonly name: string } | null, readonly quality: { readonly score: number } }> } };

export type SnapshotPageQueryVariables = Exact<{
  id: string;
  severity?: Severity | null | undefined;
  issuesAfter?: string | null | undefined;
  changesAfter?: string | null | undefined;
}>;


export type SnapshotPageQuery = { readonly snapshot: { readonly description: string | null, readonly byteSize: number, readonly sha256: string, readonly id: string, readonly number: number, readonly dataset: DatasetKind, readonly status: SnapshotStatus, readonly origin: SnapshotOrigin, readonly fileName: string | null, readonly createdAt: string, readonly rowCount: number, readonly acceptedCount: number, readonly rejectedCount: number, readonly addedCount: number, readonly changedCount: number, readonly unchangedCount: number, readonly removedCount: number, readonly period: { readonly from: string, readonly to: string, readonly label: string } | null, readonly headings: ReadonlyArray<{ readonly heading: string, readonly column: string | null, readonly by: MappedBy }>, readonly quality: { readonly score: number, readonly recommendations: ReadonlyArray<string>, readonly dimensions: ReadonlyArray<{ readonly name: string, readonly score: number, readonly formula: string }> }, readonly issues: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly row: number, readonly column: string | null, readonly value: string | null, readonly code: string, readonly message: string, readonly severity: Severity, readonly suggestion: string | null }> }, readonly diff: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly kind: RowChangeKind, readonly key: string | null, readonly row: number, readonly columns: ReadonlyArray<string>, readonly before: Record<string, unknown> | null, readonly after: Record<string, unknown> | null }> }, readonly uploadedBy: { readonly id: string, readonly name: string } | null } | null, readonly datasets: ReadonlyArray<{ readonly kind: DatasetKind, readonly name: string, readonly title: string, readonly columns: ReadonlyArray<{ readonly name: string, readonly title: string }> }> };

export type SnapshotLineFragment = { readonly id: string, readonly number: number, readonly dataset: DatasetKind, readonly status: SnapshotStatus, readonly origin: SnapshotOrigin, readonly fileName: string | null, readonly createdAt: string, readonly rowCount: number, readonly acceptedCount: number, readonly rejectedCount: number, readonly addedCount: number, readonly changedCount: number, readonly unchangedCount: number, readonly removedCount: number, readonly uploadedBy: { readonly id: string, readonly name: string } | null, readonly quality: { readonly score: number } };

export const snapshots: Operation<SnapshotsQuery, SnapshotsQueryVariables> =
  "query Snapshots($filter:SnapshotFilter$first:Int!$after:String){snapshots(filter:$filter first:$first after:$after){totalCount pageInfo{hasNextPage endCursor}nodes{...SnapshotLine}}}fragment SnapshotLine on Snapshot{id number dataset status origin fileName createdAt rowCount acceptedCount rejectedCount addedCount changedCount unchangedCount removedCount uploadedBy{id name}quality{score}}"
export const snapshotPage: Operation<SnapshotPageQuery, SnapshotPageQueryVariables> =
  "query SnapshotPage($id:ID!$severity:Severity$issuesAfter:String$changesAfter:String){snapshot(id:$id){...SnapshotLine description byteSize sha256 period{from to label}headings{heading column by}quality{score dimensions{name score formula}recommendations}issues(severity:$severity first:100 after:$issuesAfter){totalCount pageInfo{hasNextPage endCursor}nodes{row column value code message severity suggestion}}diff(first:50 after:$changesAfter){totalCount pageInfo{hasNextPage endCursor}nodes{kind key row columns before after}}}datasets{kind name title columns{name title}}}fragment SnapshotLine on Snapshot{id number dataset status origin fileName createdAt rowCount acceptedCount rejectedCount addedCount changedCount unchangedCount removedCount uploadedBy{id name}quality{score}}"
