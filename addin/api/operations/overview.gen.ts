// Written by npm run print from overview.graphql.
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

/** What became of a value since what it is compared with. */
export type ChangeKind =
  /** It differs. */
  | 'CHANGED'
  /** It is equal. */
  | 'FLAT'
  /** There was one, and now there is none, or 0. */
  | 'LOST'
  /** There was none, or 0, and now there is one. */
  | 'NEW'
  /** Neither is known. */
  | 'UNDEFINED';

/** What values are compared with. */
export type Comparison =
  /** What was planned: for revenue, labour_cost, license_cost and hours. */
  | 'BUDGET'
  /** All clients together. */
  | 'PORTFOLIO'
  /** The same length of time just before; the calendar period before, for calendar periods. */
  | 'PREVIOUS_PERIOD'
  /** The same days a year before. */
  | 'SAME_PERIOD_LAST_YEAR';

/** How a value is compared with a number. */
export type ConditionOp =
  /** From value to `to`, both included. */
  | 'BETWEEN'
  /** Equal to value. */
  | 'EQ'
  /** Greater than value. */
  | 'GT'
  /** Greater than value, or equal. */
  | 'GTE'
  /** Less than value. */
  | 'LT'
  /** Less than value, or equal. */
  | 'LTE'
  /** Not equal to value. */
  | 'NEQ';

/** A confidence in words. */
export type ConfidenceLevel =
  /** Below 0.5. */
  | 'AMBIGUOUS'
  /** 0.9 or more. */
  | 'HIGH'
  /** 0.5 up to 0.7. */
  | 'LOW'
  /** 0.7 up to 0.9. */
  | 'MEDIUM';

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

/** From one day to another, both included. */
export type DateRange = {
  /** The first day. */
  readonly from: string;
  /** The last day. */
  readonly to: string;
};

/** Which version of custom metrics counts. */
export type DefinitionTime =
  /** As they are defined now. */
  | 'NOW'
  /** As they were defined at the time asked as of. */
  | 'THEN';

/** What results can be grouped and ordered by. */
export type Dimension =
  /** The client. */
  | 'CLIENT'
  /** The client’s industry, as known at the time asked as of. */
  | 'INDUSTRY'
  /** Calendar months, e.g. "2026-08". */
  | 'MONTH'
  /** The licensed product. */
  | 'PRODUCT'
  /** The project that time was worked for. */
  | 'PROJECT'
  /** Fiscal quarters, e.g. "2026-Q3". */
  | 'QUARTER'
  /** What an invoice is for. */
  | 'SERVICE_LINE'
  /** The person who worked. Needs staff:read. */
  | 'STAFF'
  /** The team of the person who worked. */
  | 'TEAM'
  /** Who sells the licensed product. */
  | 'VENDOR'
  /** ISO weeks, e.g. "2026-W07". Only for metrics whose facts have days. */
  | 'WEEK'
  /** reactive, proactive, project or internal. */
  | 'WORK_TYPE'
  /** Fiscal years, e.g. "2026". */
  | 'YEAR';

/** What an insight is about. */
export type InsightKind =
  /** A client that cost more than it brought. */
  | 'LOSS'
  /** Data that was there in each of three months and is not in the next. */
  | 'MISSING_DATA'
  /** A client whose profit (without cost:read: revenue) is not what it was in the period before. */
  | 'MOVER'
  /** Invoices of a client that are past due today. */
  | 'OVERDUE'
  /** License seats of a client that are paid for and not used. */
  | 'WASTE';

/** The last so many units before today. */
export type LastInput = {
  /** How many, 1 to 1000. */
  readonly count: number;
  /** Of what. */
  readonly unit: PeriodUnit;
};

/** Only rows whose value meets this. A value that is null meets no condition. */
export type MetricCondition = {
  /** Key of a metric; it need not be shown. */
  readonly metric: string;
  /** true: the change counts, not the value. Needs compareTo. */
  readonly onChange?: boolean | null | undefined;
  /** How to compare. */
  readonly op: ConditionOp;
  /** The upper end, for BETWEEN. */
  readonly to?: number | null | undefined;
  /** With what, in the metric’s unit. */
  readonly value: number;
};

/** Which way is better. */
export type MetricDirection =
  /** Within a band is better than outside. */
  | 'BAND'
  /** Less is better. */
  | 'DOWN'
  /** Neither is better. */
  | 'NONE'
  /** More is better. */
  | 'UP';

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

/** What rows are ordered by: a metric or a dimension. Nulls come last. */
export type MetricOrder = {
  /** A dimension that results are grouped by. */
  readonly dimension?: Dimension | null | undefined;
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Key of a metric. */
  readonly metric?: string | null | undefined;
  /** true: by the change, not the value. Needs compareTo. */
  readonly onChange?: boolean | null | undefined;
};

/** A question about numbers: which metrics, of what, when, compared with what. */
export type MetricQuery = {
  /** The data as known then; absent: now. */
  readonly asOf?: AsOfInput | null | undefined;
  /** What values are compared with. */
  readonly compareTo?: Comparison | null | undefined;
  /** Which version of custom metrics counts. */
  readonly definitions?: DefinitionTime | null | undefined;
  /** At most so many rows, up to 100,000; totalCount and truncated say what is left out. */
  readonly first?: number | null | undefined;
  /** One row for each combination of these, at most 5; none: one row in all. */
  readonly groupBy?: ReadonlyArray<Dimension> | null | undefined;
  /** Only rows that meet all of these, at most 20. */
  readonly having?: ReadonlyArray<MetricCondition> | null | undefined;
  /** Keys of metrics, 1 to 50; metricCatalog lists them. */
  readonly metrics: ReadonlyArray<string>;
  /** Leaves out so many rows at the start. */
  readonly offset?: number | null | undefined;
  /** The order of rows; absent: by their dimensions. */
  readonly orderBy?: ReadonlyArray<MetricOrder> | null | undefined;
  /** When; absent: all months with an invoice or a time log. */
  readonly period?: PeriodInput | null | undefined;
  /** Which facts count. */
  readonly where?: MetricFilter | null | undefined;
};

/** Which end of an order comes first. */
export type OrderDirection =
  /** Smallest, earliest, A first. */
  | 'ASC'
  /** Largest, latest, Z first. */
  | 'DESC';

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

/** What a number counts. */
export type Unit =
  /** Things counted. */
  | 'COUNT'
  /** Hours. */
  | 'HOURS'
  /** Units of the currency that stands with the value. */
  | 'MONEY'
  /** Units of the currency an hour. */
  | 'MONEY_PER_HOUR'
  /** Units of the currency a seat and month. */
  | 'MONEY_PER_SEAT'
  /** Percent: 12.5 is 12.5 %. Differences are in points. */
  | 'PERCENT'
  /** Percent of the mean, a month. */
  | 'PERCENT_PER_MONTH'
  /** A plain number. */
  | 'RATIO'
  /** Seats. */
  | 'SEATS';

export type ValueFragment = { readonly value: number | null, readonly text: string, readonly unit: Unit, readonly currency: string | null, readonly baseline: number | null, readonly change: number | null, readonly changePct: number | null, readonly changeKind: ChangeKind | null, readonly status: ResultStatus, readonly coverage: number, readonly partial: boolean, readonly rowCount: number, readonly confidence: { readonly level: ConfidenceLevel, readonly score: number, readonly signals: ReadonlyArray<{ readonly key: string, readonly label: string, readonly text: string, readonly effect: number }> }, readonly assumptions: ReadonlyArray<{ readonly code: string, readonly text: string, readonly rowCount: number }>, readonly metric: { readonly key: string, readonly name: string, readonly direction: MetricDirection, readonly scope: string } };

export type OverviewMonthQueryVariables = Exact<{
  query: MetricQuery;
}>;


export type OverviewMonthQuery = { readonly metrics: { readonly period: { readonly from: string, readonly to: string, readonly label: string }, readonly totals: { readonly values: ReadonlyArray<{ readonly value: number | null, readonly text: string, readonly unit: Unit, readonly currency: string | null, readonly baseline: number | null, readonly change: number | null, readonly changePct: number | null, readonly changeKind: ChangeKind | null, readonly status: ResultStatus, readonly coverage: number, readonly partial: boolean, readonly rowCount: number, readonly confidence: { readonly level: ConfidenceLevel, readonly score: number, readonly signals: ReadonlyArray<{ readonly key: string, readonly label: string, readonly text: string, readonly effect: number }> }, readonly assumptions: ReadonlyArray<{ readonly code: string, readonly text: string, readonly rowCount: number }>, readonly metric: { readonly key: string, readonly name: string, readonly direction: MetricDirection, readonly scope: string } }> } } };

export type OverviewTrendQueryVariables = Exact<{
  query: MetricQuery;
}>;


export type OverviewTrendQuery = { readonly metrics: { readonly rows: ReadonlyArray<{ readonly key: string, readonly dimensions: ReadonlyArray<{ readonly key: string | null, readonly label: string }>, readonly values: ReadonlyArray<{ readonly value: number | null, readonly text: string, readonly unit: Unit, readonly currency: string | null, readonly status: ResultStatus, readonly partial: boolean, readonly metric: { readonly key: string, readonly name: string } }> }> } };

export type OverviewInsightsQueryVariables = Exact<{
  period?: PeriodInput | null | undefined;
  first: number;
}>;


export type OverviewInsightsQuery = { readonly insights: { readonly totalCount: number, readonly period: { readonly from: string, readonly to: string, readonly label: string }, readonly items: ReadonlyArray<{ readonly kind: InsightKind, readonly sentence: string, readonly amount: number | null, readonly currency: string, readonly explain: Record<string, unknown> | null, readonly metric: string | null, readonly client: { readonly id: string, readonly name: string } | null }> } };

export type OverviewLossesQueryVariables = Exact<{
  query: MetricQuery;
}>;


export type OverviewLossesQuery = { readonly metrics: { readonly totalCount: number, readonly rows: ReadonlyArray<{ readonly key: string, readonly dimensions: ReadonlyArray<{ readonly key: string | null, readonly label: string }>, readonly values: ReadonlyArray<{ readonly value: number | null, readonly text: string, readonly unit: Unit, readonly currency: string | null, readonly baseline: number | null, readonly change: number | null, readonly changePct: number | null, readonly changeKind: ChangeKind | null, readonly status: ResultStatus, readonly coverage: number, readonly partial: boolean, readonly rowCount: number, readonly confidence: { readonly level: ConfidenceLevel, readonly score: number, readonly signals: ReadonlyArray<{ readonly key: string, readonly label: string, readonly text: string, readonly effect: number }> }, readonly assumptions: ReadonlyArray<{ readonly code: string, readonly text: string, readonly rowCount: number }>, readonly metric: { readonly key: string, readonly name: string, readonly direction: MetricDirection, readonly scope: string } }> }> } };

export type OverviewReviewsQueryVariables = Exact<{ [key: string]: never; }>;


export type OverviewReviewsQuery = { readonly reviewQueue: { readonly open: number, readonly overdue: number }, readonly reviewTasks: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly reason: string, readonly dueAt: string | null, readonly confidence: { readonly score: number }, readonly metric: { readonly name: string }, readonly client: { readonly name: string } | null, readonly period: { readonly label: string } }> } };

export type OverviewDataQueryVariables = Exact<{ [key: string]: never; }>;


export type OverviewDataQuery = { readonly snapshots: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly number: number, readonly dataset: DatasetKind, readonly status: SnapshotStatus, readonly origin: SnapshotOrigin, readonly createdAt: string, readonly rejectedCount: number, readonly period: { readonly from: string, readonly to: string, readonly label: string } | null, readonly quality: { readonly score: number } }> } };

export const overviewMonth: Operation<OverviewMonthQuery, OverviewMonthQueryVariables> =
  "query OverviewMonth($query:MetricQuery!){metrics(query:$query){period{from to label}totals{values{...Value}}}}fragment Value on MetricValue{value text unit currency baseline change changePct changeKind status coverage partial rowCount confidence{level score signals{key label text effect}}assumptions{code text rowCount}metric{key name direction scope}}"
export const overviewTrend: Operation<OverviewTrendQuery, OverviewTrendQueryVariables> =
  "query OverviewTrend($query:MetricQuery!){metrics(query:$query){rows{key dimensions{key label}values{value text unit currency status partial metric{key name}}}}}"
export const overviewInsights: Operation<OverviewInsightsQuery, OverviewInsightsQueryVariables> =
  "query OverviewInsights($period:PeriodInput$first:Int!){insights(period:$period first:$first){period{from to label}totalCount items{kind sentence amount currency explain metric client{id name}}}}"
export const overviewLosses: Operation<OverviewLossesQuery, OverviewLossesQueryVariables> =
  "query OverviewLosses($query:MetricQuery!){metrics(query:$query){rows{key dimensions{key label}values{...Value}}totalCount}}fragment Value on MetricValue{value text unit currency baseline change changePct changeKind status coverage partial rowCount confidence{level score signals{key label text effect}}assumptions{code text rowCount}metric{key name direction scope}}"
export const overviewReviews: Operation<OverviewReviewsQuery, OverviewReviewsQueryVariables> =
  "query OverviewReviews{reviewQueue{open overdue}reviewTasks(filter:{status:[OPEN IN_REVIEW]}first:200){totalCount nodes{id reason dueAt confidence{score}metric{name}client{name}period{label}}}}"
export const overviewData: Operation<OverviewDataQuery, OverviewDataQueryVariables> =
  "query OverviewData{snapshots(first:100){totalCount nodes{id number dataset status origin createdAt rejectedCount period{from to label}quality{score}}}}"
