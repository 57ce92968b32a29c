// Written by npm run print from upload.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Operation } from '../operation.ts'
/** Which client an unknown name means. It is remembered. */
export type ClientReference = {
  /** Id or exact name of the client. */
  readonly client: string;
  /** The name in the sheet. */
  readonly name: string;
};

/** How one heading of the sheet is to be read. It is remembered for sheets with the same headings. */
export type ColumnMapping = {
  /** Name of the column it is; null: leave it out. */
  readonly column?: string | null | undefined;
  /** For dates whose order cannot be told. */
  readonly dateOrder?: DateOrder | null | undefined;
  /** For numbers whose notation cannot be told. */
  readonly decimalMark?: DecimalMark | null | undefined;
  /** The heading as it stands in the sheet. */
  readonly heading: string;
  /** What unknown words mean, e.g. {"In dispute": "pending"}. */
  readonly values?: Record<string, unknown> | null | undefined;
};

/** What the cells of a column hold. */
export type ColumnType =
  /** Yes or no, in many spellings. */
  | 'boolean'
  /** One of a few words. */
  | 'choice'
  /** A client, by name or external id. */
  | 'client'
  /** A whole number. */
  | 'count'
  /** An ISO 4217 code. */
  | 'currency'
  /** A calendar day. */
  | 'date'
  /** A decimal number, kept exactly. */
  | 'decimal'
  /** An e-mail address. */
  | 'email'
  /** Hours as a decimal (1.5) or as 1:30. */
  | 'hours'
  /** The lines of an invoice, as a JSON array. */
  | 'lines'
  /** An amount of money, with or without symbol and thousands separators. */
  | 'money'
  /** A calendar month, YYYY-MM. */
  | 'month'
  /** A phone number, with or without a plus sign. */
  | 'phone'
  /** Any text. */
  | 'text';

/** Rejected rows of a snapshot, mended. */
export type CorrectRowsInput = {
  /** A note about the correction. */
  readonly description?: string | null | undefined;
  /** Answer the report and the diff, and store nothing. */
  readonly dryRun?: boolean | null | undefined;
  /** What becomes of rows that are still bad. */
  readonly mode?: UploadMode | null | undefined;
  /** The mended rows. */
  readonly rows: ReadonlyArray<CorrectedRow>;
  /** The snapshot whose rejected rows these are. */
  readonly snapshot: string;
};

/** The new content of a cell. */
export type CorrectedCell = {
  /** Heading of the cell in the sheet, or name of its column. */
  readonly heading: string;
  /** The new content as it would stand in the sheet. */
  readonly value: string;
};

/** A rejected row with its cells mended; cells that are not named stay as they were. */
export type CorrectedRow = {
  /** The mended cells. */
  readonly cells: ReadonlyArray<CorrectedCell>;
  /** The row as its issue counts it. */
  readonly row: number;
};

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

/** How dates such as 03/04/2026 are meant. */
export type DateOrder =
  /** 3 April. */
  | 'DAY_FIRST'
  /** March 4. */
  | 'MONTH_FIRST';

/** From one day to another, both included. */
export type DateRange = {
  /** The first day. */
  readonly from: string;
  /** The last day. */
  readonly to: string;
};

/** How numbers such as 1.234 are meant. */
export type DecimalMark =
  /** The comma is the decimal mark, the point separates thousands. */
  | 'COMMA'
  /** The point is the decimal mark, the comma separates thousands. */
  | 'POINT';

/** What is being done with an upload. */
export type ImportStage =
  /** Rows are compared with what is stored. */
  | 'COMPARING'
  /** It has ended, one way or the other. */
  | 'DONE'
  /** Headings and formats are found from all rows. */
  | 'INSPECTING'
  /** It waits for the uploads before it. */
  | 'QUEUED'
  /** Rows are read and checked. */
  | 'READING'
  /** The version is stored; it can no longer be half there. */
  | 'STORING';

/** The last so many units before today. */
export type LastInput = {
  /** How many, 1 to 1000. */
  readonly count: number;
  /** Of what. */
  readonly unit: PeriodUnit;
};

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

/** A period, said in one of three ways. */
export type PeriodInput =
  {   /** By its first and last day. */
  readonly between: DateRange; readonly last?: never; readonly named?: never; }
  |  { readonly between?: never;   /** By its length before today, e.g. {count: 3, unit: MONTH}. */
  readonly last: LastInput; readonly named?: never; }
  |  { readonly between?: never; readonly last?: never;   /** By name: "2025", "2025-Q3", "2025-08", "2025-W07", "2025-08-14", "2025-08..2025-10", "YTD", "ALL". */
  readonly named: string; };

/** A unit of time. Quarters and years follow the fiscal year, weeks start on Monday. */
export type PeriodUnit =
  /** Days, today included. */
  | 'DAY'
  /** Complete calendar months. */
  | 'MONTH'
  /** Complete fiscal quarters. */
  | 'QUARTER'
  /** Complete ISO weeks. */
  | 'WEEK'
  /** Complete fiscal years. */
  | 'YEAR';

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

/** Where the cells come from, so that issues name the rows a person sees. */
export type SheetSource = {
  /** Row of the sheet that the first of the rows stands in; absent: 2. */
  readonly firstRow?: number | null | undefined;
  /** Row of the sheet of each of the rows, where some in between were left out. */
  readonly rowNumbers?: ReadonlyArray<number> | null | undefined;
  /** Name of the worksheet or table. */
  readonly sheet?: string | null | undefined;
  /** Name of the workbook. */
  readonly workbook?: string | null | undefined;
};

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

/** What becomes of a sheet with bad rows. */
export type UploadMode =
  /** Good rows are stored, the rest is reported. */
  | 'LENIENT'
  /** Any rejected row rejects the sheet; nothing is stored. */
  | 'STRICT';

/** Cells of a sheet to upload. */
export type UploadRowsInput = {
  /** Create clients that the sheet names and that do not exist, instead of rejecting the row. */
  readonly createMissingClients?: boolean | null | undefined;
  /** What the sheet holds. */
  readonly dataset: DatasetKind;
  /** A note about the upload, at most 2000 characters. */
  readonly description?: string | null | undefined;
  /** Answer the report and the diff, and store nothing. */
  readonly dryRun?: boolean | null | undefined;
  /** The headings. */
  readonly header: ReadonlyArray<string>;
  /** How headings are to be read, where that is not plain. */
  readonly mapping?: ReadonlyArray<ColumnMapping> | null | undefined;
  /** What becomes of a sheet with bad rows. */
  readonly mode?: UploadMode | null | undefined;
  /** The period to replace, for REPLACE_PERIOD. */
  readonly period?: PeriodInput | null | undefined;
  /** Which clients unknown names mean. */
  readonly references?: ReadonlyArray<ClientReference> | null | undefined;
  /** The cells, row by row: text, numbers, true, false or null. Dates as serials or text. */
  readonly rows: ReadonlyArray<ReadonlyArray<unknown>>;
  /** What becomes of rows the sheet does not have. */
  readonly scope?: UploadScope | null | undefined;
  /** Where the cells come from. */
  readonly source?: SheetSource | null | undefined;
  /** false: answer at once with a snapshot that is PROCESSING; follow it by snapshotProgress and ask uploadResult. */
  readonly wait?: boolean | null | undefined;
};

/** What becomes of stored rows that the sheet does not have. */
export type UploadScope =
  /** All of them are removed. */
  | 'REPLACE_ALL'
  /** Those dated within the period are removed. */
  | 'REPLACE_PERIOD'
  /** They stay; rows of the sheet are added or change those with the same natural key. */
  | 'UPSERT';

export type DatasetsQueryVariables = Exact<{ [key: string]: never; }>;


export type DatasetsQuery = { readonly datasets: ReadonlyArray<{ readonly kind: DatasetKind, readonly name: string, readonly title: string, readonly description: string, readonly periodColumn: string | null, readonly naturalKey: ReadonlyArray<ReadonlyArray<string>>, readonly templateCsv: string, readonly templateXlsx: string, readonly columns: ReadonlyArray<{ readonly name: string, readonly title: string, readonly description: string, readonly type: ColumnType, readonly required: boolean, readonly aliases: ReadonlyArray<string>, readonly choices: ReadonlyArray<string> | null, readonly example: string }> }> };

export type UploadRowsMutationVariables = Exact<{
  input: UploadRowsInput;
}>;


export type UploadRowsMutation = { readonly uploadRows:
    | { readonly __typename: 'DuplicateUpload', readonly message: string, readonly existing: { readonly id: string, readonly number: number, readonly createdAt: string } | null }
    | { readonly __typename: 'InvalidFile', readonly code: string, readonly message: string }
    | { readonly __typename: 'MappingNeeded', readonly message: string, readonly headings: ReadonlyArray<{ readonly heading: string, readonly column: string | null, readonly by: MappedBy }>, readonly questions: ReadonlyArray<{ readonly code: string, readonly heading: string | null, readonly column: string | null, readonly message: string, readonly choices: ReadonlyArray<string> }> }
    | { readonly __typename: 'QualityTooLow', readonly message: string, readonly minimum: number, readonly quality: { readonly score: number, readonly recommendations: ReadonlyArray<string>, readonly dimensions: ReadonlyArray<{ readonly name: string, readonly score: number, readonly formula: string }> }, readonly issues: ReadonlyArray<{ readonly row: number, readonly column: string | null, readonly value: string | null, readonly code: string, readonly message: string, readonly severity: Severity, readonly suggestion: string | null }> }
    | { readonly __typename: 'RowsRejected', readonly message: string, readonly rowCount: number, readonly rejectedCount: number, readonly quality: { readonly score: number, readonly recommendations: ReadonlyArray<string>, readonly dimensions: ReadonlyArray<{ readonly name: string, readonly score: number, readonly formula: string }> }, readonly issues: ReadonlyArray<{ readonly row: number, readonly column: string | null, readonly value: string | null, readonly code: string, readonly message: string, readonly severity: Severity, readonly suggestion: string | null }> }
    | { readonly __typename: 'Snapshot', readonly id: string, readonly number: number, readonly status: SnapshotStatus, readonly dataset: DatasetKind, readonly rowCount: number, readonly acceptedCount: number, readonly rejectedCount: number, readonly addedCount: number, readonly changedCount: number, readonly unchangedCount: number, readonly removedCount: number, readonly period: { readonly from: string, readonly to: string, readonly label: string } | null, readonly quality: { readonly score: number, readonly recommendations: ReadonlyArray<string>, readonly dimensions: ReadonlyArray<{ readonly name: string, readonly score: number, readonly formula: string }> }, readonly headings: ReadonlyArray<{ readonly heading: string, readonly column: string | null, readonly by: MappedBy }>, readonly found: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly row: number, readonly column: string | null, readonly value: string | null, readonly code: string, readonly message: string, readonly severity: Severity, readonly suggestion: string | null }> }, readonly diff: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly kind: RowChangeKind, readonly key: string | null, readonly row: number, readonly columns: ReadonlyArray<string>, readonly before: Record<string, unknown> | null, readonly after: Record<string, unknown> | null }> } }
    | { readonly __typename: 'UploadCancelled', readonly message: string }
   };

export type CorrectRowsMutationVariables = Exact<{
  input: CorrectRowsInput;
}>;


export type CorrectRowsMutation = { readonly correctRows:
    | { readonly __typename: 'DuplicateUpload', readonly message: string, readonly existing: { readonly id: string, readonly number: number, readonly createdAt: string } | null }
    | { readonly __typename: 'InvalidFile', readonly code: string, readonly message: string }
    | { readonly __typename: 'MappingNeeded', readonly message: string, readonly headings: ReadonlyArray<{ readonly heading: string, readonly column: string | null, readonly by: MappedBy }>, readonly questions: ReadonlyArray<{ readonly code: string, readonly heading: string | null, readonly column: string | null, readonly message: string, readonly choices: ReadonlyArray<string> }> }
    | { readonly __typename: 'QualityTooLow', readonly message: string, readonly minimum: number, readonly quality: { readonly score: number, readonly recommendations: ReadonlyArray<string>, readonly dimensions: ReadonlyArray<{ readonly name: string, readonly score: number, readonly formula: string }> }, readonly issues: ReadonlyArray<{ readonly row: number, readonly column: string | null, readonly value: string | null, readonly code: string, readonly message: string, readonly severity: Severity, readonly suggestion: string | null }> }
    | { readonly __typename: 'RowsRejected', readonly message: string, readonly rowCount: number, readonly rejectedCount: number, readonly quality: { readonly score: number, readonly recommendations: ReadonlyArray<string>, readonly dimensions: ReadonlyArray<{ readonly name: string, readonly score: number, readonly formula: string }> }, readonly issues: ReadonlyArray<{ readonly row: number, readonly column: string | null, readonly value: string | null, readonly code: string, readonly message: string, readonly severity: Severity, readonly suggestion: string | null }> }
    | { readonly __typename: 'Snapshot', readonly id: string, readonly number: number, readonly status: SnapshotStatus, readonly dataset: DatasetKind, readonly rowCount: number, readonly acceptedCount: number, readonly rejectedCount: number, readonly addedCount: number, readonly changedCount: number, readonly unchangedCount: number, readonly removedCount: number, readonly period: { readonly from: string, readonly to: string, readonly label: string } | null, readonly quality: { readonly score: number, readonly recommendations: ReadonlyArray<string>, readonly dimensions: ReadonlyArray<{ readonly name: string, readonly score: number, readonly formula: string }> }, readonly headings: ReadonlyArray<{ readonly heading: string, readonly column: string | null, readonly by: MappedBy }>, readonly found: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly row: number, readonly column: string | null, readonly value: string | null, readonly code: string, readonly message: string, readonly severity: Severity, readonly suggestion: string | null }> }, readonly diff: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly kind: RowChangeKind, readonly key: string | null, readonly row: number, readonly columns: ReadonlyArray<string>, readonly before: Record<string, unknown> | null, readonly after: Record<string, unknown> | null }> } }
    | { readonly __typename: 'UploadCancelled', readonly message: string }
   };

export type UploadResultQueryVariables = Exact<{
  id: string;
}>;


export type UploadResultQuery = { readonly uploadResult:
    | { readonly __typename: 'DuplicateUpload', readonly message: string, readonly existing: { readonly id: string, readonly number: number, readonly createdAt: string } | null }
    | { readonly __typename: 'InvalidFile', readonly code: string, readonly message: string }
    | { readonly __typename: 'MappingNeeded', readonly message: string, readonly headings: ReadonlyArray<{ readonly heading: string, readonly column: string | null, readonly by: MappedBy }>, readonly questions: ReadonlyArray<{ readonly code: string, readonly heading: string | null, readonly column: string | null, readonly message: string, readonly choices: ReadonlyArray<string> }> }
    | { readonly __typename: 'QualityTooLow', readonly message: string, readonly minimum: number, readonly quality: { readonly score: number, readonly recommendations: ReadonlyArray<string>, readonly dimensions: ReadonlyArray<{ readonly name: string, readonly score: number, readonly formula: string }> }, readonly issues: ReadonlyArray<{ readonly row: number, readonly column: string | null, readonly value: string | null, readonly code: string, readonly message: string, readonly severity: Severity, readonly suggestion: string | null }> }
    | { readonly __typename: 'RowsRejected', readonly message: string, readonly rowCount: number, readonly rejectedCount: number, readonly quality: { readonly score: number, readonly recommendations: ReadonlyArray<string>, readonly dimensions: ReadonlyArray<{ readonly name: string, readonly score: number, readonly formula: string }> }, readonly issues: ReadonlyArray<{ readonly row: number, readonly column: string | null, readonly value: string | null, readonly code: string, readonly message: string, readonly severity: Severity, readonly suggestion: string | null }> }
    | { readonly __typename: 'Snapshot', readonly id: string, readonly number: number, readonly status: SnapshotStatus, readonly dataset: DatasetKind, readonly rowCount: number, readonly acceptedCount: number, readonly rejectedCount: number, readonly addedCount: number, readonly changedCount: number, readonly unchangedCount: number, readonly removedCount: number, readonly period: { readonly from: string, readonly to: string, readonly label: string } | null, readonly quality: { readonly score: number, readonly recommendations: ReadonlyArray<string>, readonly dimensions: ReadonlyArray<{ readonly name: string, readonly score: number, readonly formula: string }> }, readonly headings: ReadonlyArray<{ readonly heading: string, readonly column: string | null, readonly by: MappedBy }>, readonly found: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly row: number, readonly column: string | null, readonly value: string | null, readonly code: string, readonly message: string, readonly severity: Severity, readonly suggestion: string | null }> }, readonly diff: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly kind: RowChangeKind, readonly key: string | null, readonly row: number, readonly columns: ReadonlyArray<string>, readonly before: Record<string, unknown> | null, readonly after: Record<string, unknown> | null }> } }
    | { readonly __typename: 'UploadCancelled', readonly message: string }
   | null };

export type CancelUploadMutationVariables = Exact<{
  id: string;
}>;


export type CancelUploadMutation = { readonly cancelUpload: boolean };

export type FollowUploadSubscriptionVariables = Exact<{
  id: string;
}>;


export type FollowUploadSubscription = { readonly snapshotProgress: { readonly stage: ImportStage, readonly rows: number, readonly total: number | null } };

export type RevertSnapshotMutationVariables = Exact<{
  id: string;
  reason: string;
}>;


export type RevertSnapshotMutation = { readonly revertSnapshot:
    | { readonly __typename: 'NotFound', readonly message: string }
    | { readonly __typename: 'RevertConflict', readonly message: string, readonly snapshots: ReadonlyArray<{ readonly id: string, readonly number: number, readonly dataset: DatasetKind }> }
    | { readonly __typename: 'Snapshot', readonly id: string, readonly number: number }
   };

type UploadOutcome_DuplicateUpload_Fragment = { readonly __typename: 'DuplicateUpload', readonly message: string, readonly existing: { readonly id: string, readonly number: number, readonly createdAt: string } | null };

type UploadOutcome_InvalidFile_Fragment = { readonly __typename: 'InvalidFile', readonly code: string, readonly message: string };

type UploadOutcome_MappingNeeded_Fragment = { readonly __typename: 'MappingNeeded', readonly message: string, readonly headings: ReadonlyArray<{ readonly heading: string, readonly column: string | null, readonly by: MappedBy }>, readonly questions: ReadonlyArray<{ readonly code: string, readonly heading: string | null, readonly column: string | null, readonly message: string, readonly choices: ReadonlyArray<string> }> };

type UploadOutcome_QualityTooLow_Fragment = { readonly __typename: 'QualityTooLow', readonly message: string, readonly minimum: number, readonly quality: { readonly score: number, readonly recommendations: ReadonlyArray<string>, readonly dimensions: ReadonlyArray<{ readonly name: string, readonly score: number, readonly formula: string }> }, readonly issues: ReadonlyArray<{ readonly row: number, readonly column: string | null, readonly value: string | null, readonly code: string, readonly message: string, readonly severity: Severity, readonly suggestion: string | null }> };

type UploadOutcome_RowsRejected_Fragment = { readonly __typename: 'RowsRejected', readonly message: string, readonly rowCount: number, readonly rejectedCount: number, readonly quality: { readonly score: number, readonly recommendations: ReadonlyArray<string>, readonly dimensions: ReadonlyArray<{ readonly name: string, readonly score: number, readonly formula: string }> }, readonly issues: ReadonlyArray<{ readonly row: number, readonly column: string | null, readonly value: string | null, readonly code: string, readonly message: string, readonly severity: Severity, readonly suggestion: string | null }> };

type UploadOutcome_Snapshot_Fragment = { readonly __typename: 'Snapshot', readonly id: string, readonly number: number, readonly status: SnapshotStatus, readonly dataset: DatasetKind, readonly rowCount: number, readonly acceptedCount: number, readonly rejectedCount: number, readonly addedCount: number, readonly changedCount: number, readonly unchangedCount: number, readonly removedCount: number, readonly period: { readonly from: string, readonly to: string, readonly label: string } | null, readonly quality: { readonly score: number, readonly recommendations: ReadonlyArray<string>, readonly dimensions: ReadonlyArray<{ readonly name: string, readonly score: number, readonly formula: string }> }, readonly headings: ReadonlyArray<{ readonly heading: string, readonly column: string | null, readonly by: MappedBy }>, readonly found: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly row: number, readonly column: string | null, readonly value: string | null, readonly code: string, readonly message: string, readonly severity: Severity, readonly suggestion: string | null }> }, readonly diff: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly kind: RowChangeKind, readonly key: string | null, readonly row: number, readonly columns: ReadonlyArray<string>, readonly before: Record<string, unknown> | null, readonly after: Record<string, unknown> | null }> } };

type UploadOutcome_UploadCancelled_Fragment = { readonly __typename: 'UploadCancelled', readonly message: string };

export type UploadOutcomeFragment =
  | UploadOutcome_DuplicateUpload_Fragment
  | UploadOutcome_InvalidFile_Fragment
  | UploadOutcome_MappingNeeded_Fragment
  | UploadOutcome_QualityTooLow_Fragment
  | UploadOutcome_RowsRejected_Fragment
  | UploadOutcome_Snapshot_Fragment
  | UploadOutcome_UploadCancelled_Fragment
;

export type QualityFragment = { readonly score: number, readonly recommendations: ReadonlyArray<string>, readonly dimensions: ReadonlyArray<{ readonly name: string, readonly score: number, readonly formula: string }> };

export type IssueFragment = { readonly row: number, readonly column: string | null, readonly value: string | null, readonly code: string, readonly message: string, readonly severity: Severity, readonly suggestion: string | null };

export const datasets: Operation<DatasetsQuery, DatasetsQueryVariables> =
  "query Datasets{datasets{kind name title description periodColumn naturalKey templateCsv templateXlsx columns{name title description type required aliases choices example}}}"
export const uploadRows: Operation<UploadRowsMutation, UploadRowsMutationVariables> =
  "mutation UploadRows($input:UploadRowsInput!){uploadRows(input:$input){...UploadOutcome}}fragment UploadOutcome on UploadSnapshotResult{__typename ...on Snapshot{id number status dataset rowCount acceptedCount rejectedCount addedCount changedCount unchangedCount removedCount period{from to label}quality{...Quality}headings{heading column by}found:issues(first:1000){totalCount nodes{...Issue}}diff(first:100){totalCount nodes{kind key row columns before after}}}...on InvalidFile{code message}...on MappingNeeded{message headings{heading column by}questions{code heading column message choices}}...on DuplicateUpload{message existing{id number createdAt}}...on RowsRejected{message rowCount rejectedCount quality{...Quality}issues{...Issue}}...on QualityTooLow{message minimum quality{...Quality}issues{...Issue}}...on UploadCancelled{message}}fragment Quality on DataQuality{score dimensions{name score formula}recommendations}fragment Issue on RowIssue{row column value code message severity suggestion}"
export const correctRows: Operation<CorrectRowsMutation, CorrectRowsMutationVariables> =
  "mutation CorrectRows($input:CorrectRowsInput!){correctRows(input:$input){...UploadOutcome}}fragment UploadOutcome on UploadSnapshotResult{__typename ...on Snapshot{id number status dataset rowCount acceptedCount rejectedCount addedCount changedCount unchangedCount removedCount period{from to label}quality{...Quality}headings{heading column by}found:issues(first:1000){totalCount nodes{...Issue}}diff(first:100){totalCount nodes{kind key row columns before after}}}...on InvalidFile{code message}...on MappingNeeded{message headings{heading column by}questions{code heading column message choices}}...on DuplicateUpload{message existing{id number createdAt}}...on RowsRejected{message rowCount rejectedCount quality{...Quality}issues{...Issue}}...on QualityTooLow{message minimum quality{...Quality}issues{...Issue}}...on UploadCancelled{message}}fragment Quality on DataQuality{score dimensions{name score formula}recommendations}fragment Issue on RowIssue{row column value code message severity suggestion}"
export const uploadResult: Operation<UploadResultQuery, UploadResultQueryVariables> =
  "query UploadResult($id:ID!){uploadResult(id:$id){...UploadOutcome}}fragment UploadOutcome on UploadSnapshotResult{__typename ...on Snapshot{id number status dataset rowCount acceptedCount rejectedCount addedCount changedCount unchangedCount removedCount period{from to label}quality{...Quality}headings{heading column by}found:issues(first:1000){totalCount nodes{...Issue}}diff(first:100){totalCount nodes{kind key row columns before after}}}...on InvalidFile{code message}...on MappingNeeded{message headings{heading column by}questions{code heading column message choices}}...on DuplicateUpload{message existing{id number createdAt}}...on RowsRejected{message rowCount rejectedCount quality{...Quality}issues{...Issue}}...on QualityTooLow{message minimum quality{...Quality}issues{...Issue}}...on UploadCancelled{message}}fragment Quality on DataQuality{score dimensions{name score formula}recommendations}fragment Issue on RowIssue{row column value code message severity suggestion}"
export const cancelUpload: Operation<CancelUploadMutation, CancelUploadMutationVariables> =
  "mutation CancelUpload($id:ID!){cancelUpload(id:$id)}"
export const followUpload: Operation<FollowUploadSubscription, FollowUploadSubscriptionVariables> =
  "subscription FollowUpload($id:ID!){snapshotProgress(id:$id){stage rows total}}"
export const revertSnapshot: Operation<RevertSnapshotMutation, RevertSnapshotMutationVariables> =
  "mutation RevertSnapshot($id:ID!$reason:String!){revertSnapshot(id:$id reason:$reason){__typename ...on Snapshot{id number}...on NotFound{message}...on RevertConflict{message snapshots{id number dataset}}}}"
