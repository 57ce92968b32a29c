// Written by npm run print from explain-page.graphql.
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

/** From one day to another, both included. */
export type DateRange = {
  /** The first day. */
  readonly from: string;
  /** The last day. */
  readonly to: string;
};

/** What a driver is. */
export type DriverKind =
  /** The distance to a target that names no way to it. */
  | 'GAP'
  /** A measure of the formula. */
  | 'MEASURE'
  /** A client, product, person, … */
  | 'MEMBER'
  /** What one of them cost or brought: the cost of an hour, of a seat, the price. */
  | 'RATE'
  /** How much there was: hours, seats, quantity. */
  | 'VOLUME';

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

export type DriverLineFragment = { readonly key: string, readonly label: string, readonly kind: DriverKind, readonly item: string | null, readonly from: number | null, readonly to: number | null, readonly fromText: string, readonly toText: string, readonly contribution: number, readonly contributionText: string, readonly exact: string, readonly change: ChangeKind, readonly rowCount: number };

export type ExplainQueryVariables = Exact<{
  input: ExplainInput;
}>;


export type ExplainQuery = { readonly explain: { readonly currency: string | null, readonly value: number | null, readonly baseline: number | null, readonly difference: number, readonly exactDifference: string, readonly residual: number, readonly sentence: string, readonly metric: { readonly key: string, readonly name: string, readonly unit: Unit, readonly direction: MetricDirection, readonly formula: string, readonly version: number, readonly description: string }, readonly period: { readonly from: string, readonly to: string, readonly label: string }, readonly baselinePeriod: { readonly from: string, readonly to: string, readonly label: string } | null, readonly portfolio: { readonly clientCount: number, readonly median: number | null, readonly pooled: number } | null, readonly drivers: ReadonlyArray<{ readonly key: string, readonly label: string, readonly kind: DriverKind, readonly item: string | null, readonly from: number | null, readonly to: number | null, readonly fromText: string, readonly toText: string, readonly contribution: number, readonly contributionText: string, readonly exact: string, readonly change: ChangeKind, readonly rowCount: number, readonly children: ReadonlyArray<{ readonly key: string, readonly label: string, readonly kind: DriverKind, readonly item: string | null, readonly from: number | null, readonly to: number | null, readonly fromText: string, readonly toText: string, readonly contribution: number, readonly contributionText: string, readonly exact: string, readonly change: ChangeKind, readonly rowCount: number }> }>, readonly recommendations: ReadonlyArray<{ readonly rule: string, readonly text: string, readonly evidence: ReadonlyArray<string>, readonly amount: number | null, readonly currency: string | null }>, readonly confidence: { readonly level: ConfidenceLevel, readonly score: number, readonly signals: ReadonlyArray<{ readonly key: string, readonly label: string, readonly text: string, readonly effect: number }> }, readonly assumptions: ReadonlyArray<{ readonly code: string, readonly text: string, readonly rowCount: number }> } };

export type ExplainableMetricsQueryVariables = Exact<{ [key: string]: never; }>;


export type ExplainableMetricsQuery = { readonly metricCatalog: ReadonlyArray<{ readonly key: string, readonly name: string, readonly unit: Unit, readonly description: string, readonly direction: MetricDirection }> };

export const explain: Operation<ExplainQuery, ExplainQueryVariables> =
  "query Explain($input:ExplainInput!){explain(input:$input){metric{key name unit direction formula version description}period{from to label}baselinePeriod{from to label}currency value baseline difference exactDifference residual sentence portfolio{clientCount median pooled}drivers{...DriverLine children{...DriverLine}}recommendations{rule text evidence amount currency}confidence{level score signals{key label text effect}}assumptions{code text rowCount}}}fragment DriverLine on Driver{key label kind item from to fromText toText contribution contributionText exact change rowCount}"
export const explainableMetrics: Operation<ExplainableMetricsQuery, ExplainableMetricsQueryVariables> =
  "query ExplainableMetrics{metricCatalog{key name unit description direction}}"
