// Written by npm run print from formulas.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Operation } from '../operation.ts'
/** The data as it was known then. */
export type AsOfInput =
  {   /** At this instant. */
  readonly instant: string; readonly snapshot?: never; }
  |  { readonly instant?: never;   /** Just after this snapshot was accepted. */
  readonly snapshot: string; };

/** What a column of a table holds. */
export type ColumnKind =
  /** The difference from what it is compared with. */
  | 'CHANGE'
  /** What the row is about. */
  | 'DIMENSION'
  /** A value. */
  | 'METRIC';

/** From one day to another, both included. */
export type DateRange = {
  /** The first day. */
  readonly from: string;
  /** The last day. */
  readonly to: string;
};

/** What the drivers of an explanation are. */
export type DriversBy =
  /** Each client, with its measures. */
  | 'CLIENT'
  /** Each industry, with its measures. */
  | 'INDUSTRY'
  /** The measures of the formula, each with its volume and rate. */
  | 'MEASURE'
  /** Each product, with its measures. */
  | 'PRODUCT'
  /** Each project, with its measures. */
  | 'PROJECT'
  /** Each service line, with its measures. */
  | 'SERVICE_LINE'
  /** Each staff, with its measures. Needs staff:read. */
  | 'STAFF'
  /** Each team, with its measures. */
  | 'TEAM'
  /** Each vendor, with its measures. */
  | 'VENDOR'
  /** Each work type, with its measures. */
  | 'WORK_TYPE';

/** What a value is compared with. */
export type ExplainAgainst =
  /** What was planned, for metrics made of revenue, labour_cost, license_cost and hours. Needs cost:read. */
  | 'BUDGET'
  /** Another client: name it in clientId. For ratios it is taken at the size of the first one. */
  | 'CLIENT'
  /** All other clients: for ratios, of their sums together; for amounts, the mean client. `portfolio` tells the median client too. */
  | 'PORTFOLIO'
  /** The same length of time just before; the calendar period before, for calendar periods. */
  | 'PREVIOUS_PERIOD'
  /** The same days a year before. */
  | 'SAME_PERIOD_LAST_YEAR'
  /** The target set with setTarget, else the published band of the metric. */
  | 'TARGET';

/** A question why a value is what it is. */
export type ExplainInput = {
  /** What to compare with. */
  readonly against: ExplainAgainst;
  /** The data as known then; absent: now. */
  readonly asOf?: AsOfInput | null | undefined;
  /** What the drivers are; absent: clients, for a value of several clients over time, else the measures of the formula. */
  readonly by?: DriversBy | null | undefined;
  /** The other client, for CLIENT. */
  readonly clientId?: string | null | undefined;
  /** Key or name of the metric, in any case. */
  readonly metric: string;
  /** When; absent: the latest complete month in which all data of the metric is there. */
  readonly period?: PeriodInput | null | undefined;
  /** Which facts count; absent: everything. */
  readonly where?: MetricFilter | null | undefined;
};

/** The last so many units before today. */
export type LastInput = {
  /** How many, 1 to 1000. */
  readonly count: number;
  /** Of what. */
  readonly unit: PeriodUnit;
};

/** Which facts count. Values of one list are joined by or, the lists by and. At most 1000 values a list. */
export type MetricFilter = {
  /** Clients by id or exact name. */
  readonly clients?: ReadonlyArray<string> | null | undefined;
  /** Industries by name. */
  readonly industries?: ReadonlyArray<string> | null | undefined;
  /** Only what this filter does not select. */
  readonly not?: MetricFilter | null | undefined;
  /** Licensed products by name. */
  readonly products?: ReadonlyArray<string> | null | undefined;
  /** Projects by name. */
  readonly projects?: ReadonlyArray<string> | null | undefined;
  /** Service lines by name. */
  readonly serviceLines?: ReadonlyArray<string> | null | undefined;
  /** People by name. Needs staff:read. */
  readonly staff?: ReadonlyArray<string> | null | undefined;
  /** Teams by name. */
  readonly teams?: ReadonlyArray<string> | null | undefined;
  /** Vendors by name. */
  readonly vendors?: ReadonlyArray<string> | null | undefined;
  /** reactive, proactive, project, internal. */
  readonly workTypes?: ReadonlyArray<string> | null | undefined;
};

/** One cell, as a spreadsheet formula asks for it. */
export type MetricValueKey = {
  /** Id of a snapshot, an instant, or a day (what was known by its end); absent: now. */
  readonly asOf?: string | null | undefined;
  /** Id, external id or exact name of a client; absent: all. */
  readonly client?: string | null | undefined;
  /** Key or name of the metric, in any case: "gross_margin_pct", "Gross margin". */
  readonly metric: string;
  /** "2025-08", "2025-Q3", "2025", "YTD", "ALL", … */
  readonly period: string;
  /** Name of a licensed product; absent: all. */
  readonly product?: string | null | undefined;
  /** Name of a person; absent: all. Needs staff:read. */
  readonly staff?: string | null | undefined;
};

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

/** Whether a person has looked at a value that needed it. */
export type ResultStatus =
  /** A person put another value in its place. */
  | 'CORRECTED'
  /** A person has yet to decide. */
  | 'PENDING_REVIEW'
  /** It stands. */
  | 'PUBLISHED'
  /** A person withheld it. */
  | 'REJECTED';

export type MetricCellsQueryVariables = Exact<{
  keys: ReadonlyArray<MetricValueKey> | MetricValueKey;
}>;


export type MetricCellsQuery = { readonly viewer: { readonly organization: { readonly dataVersion: number } | null }, readonly metricValues: ReadonlyArray<
    | { readonly __typename: 'MetricValue', readonly value: number | null, readonly status: ResultStatus, readonly coverage: number, readonly confidence: { readonly score: number } }
    | { readonly __typename: 'MetricValueError', readonly code: string, readonly message: string }
  > };

export type SavedQueryTableQueryVariables = Exact<{
  name: string;
  first: number;
}>;


export type SavedQueryTableQuery = { readonly viewer: { readonly organization: { readonly dataVersion: number } | null }, readonly runSavedQuery: { readonly flatRows: ReadonlyArray<Record<string, unknown>>, readonly totalCount: number, readonly columns: ReadonlyArray<{ readonly key: string, readonly label: string, readonly kind: ColumnKind }>, readonly rows: ReadonlyArray<{ readonly values: ReadonlyArray<{ readonly status: ResultStatus }> }> } };

export type ExplainedCellQueryVariables = Exact<{
  input: ExplainInput;
}>;


export type ExplainedCellQuery = { readonly viewer: { readonly organization: { readonly dataVersion: number } | null }, readonly explain: { readonly value: number | null, readonly baseline: number | null, readonly difference: number, readonly drivers: ReadonlyArray<{ readonly label: string, readonly from: number | null, readonly to: number | null, readonly contribution: number }> } };

export type AskedCellsQueryVariables = Exact<{
  questions: ReadonlyArray<string> | string;
}>;


export type AskedCellsQuery = { readonly viewer: { readonly organization: { readonly dataVersion: number } | null }, readonly askMany: ReadonlyArray<{ readonly text: string, readonly abstained: boolean, readonly query: Record<string, unknown> | null, readonly clarifications: ReadonlyArray<{ readonly label: string }>, readonly table: { readonly flatRows: ReadonlyArray<Record<string, unknown>>, readonly totalCount: number, readonly columns: ReadonlyArray<{ readonly key: string, readonly label: string, readonly kind: ColumnKind }>, readonly rows: ReadonlyArray<{ readonly values: ReadonlyArray<{ readonly value: number | null, readonly status: ResultStatus }> }> } | null, readonly explanation: { readonly value: number | null, readonly baseline: number | null, readonly difference: number, readonly drivers: ReadonlyArray<{ readonly label: string, readonly from: number | null, readonly to: number | null, readonly contribution: number }> } | null }> };

export type ClientIdOfNameQueryVariables = Exact<{
  name: string;
}>;


export type ClientIdOfNameQuery = { readonly client: { readonly id: string } | null };

export type ClientNamesQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ClientNamesQuery = { readonly viewer: { readonly organization: { readonly dataVersion: number } | null }, readonly clients: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly name: string }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export const metricCells: Operation<MetricCellsQuery, MetricCellsQueryVariables> =
  "query MetricCells($keys:[MetricValueKey!]!){viewer{organization{dataVersion}}metricValues(keys:$keys){__typename ...on MetricValue{value status coverage confidence{score}}...on MetricValueError{code message}}}"
export const savedQueryTable: Operation<SavedQueryTableQuery, SavedQueryTableQueryVariables> =
  "query SavedQueryTable($name:String!$first:Int!){viewer{organization{dataVersion}}runSavedQuery(name:$name first:$first){columns{key label kind}flatRows rows{values{status}}totalCount}}"
export const explainedCell: Operation<ExplainedCellQuery, ExplainedCellQueryVariables> =
  "query ExplainedCell($input:ExplainInput!){viewer{organization{dataVersion}}explain(input:$input){value baseline difference drivers{label from to contribution}}}"
export const askedCells: Operation<AskedCellsQuery, AskedCellsQueryVariables> =
  "query AskedCells($questions:[String!]!){viewer{organization{dataVersion}}askMany(questions:$questions){text abstained clarifications{label}query table{columns{key label kind}flatRows rows{values{value status}}totalCount}explanation{value baseline difference drivers{label from to contribution}}}}"
export const clientIdOfName: Operation<ClientIdOfNameQuery, ClientIdOfNameQueryVariables> =
  "query ClientIdOfName($name:String!){client(name:$name){id}}"
export const clientNames: Operation<ClientNamesQuery, ClientNamesQueryVariables> =
  "query ClientNames($after:String){viewer{organization{dataVersion}}clients(first:1000 after:$after){nodes{name}totalCount pageInfo{hasNextPage endCursor}}}"
