// Written by npm run print from ask.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Operation } from '../operation.ts'
/** Why a question was not answered. */
export type AbstainReason =
  /** The question asks for advice. */
  | 'ADVICE'
  /** Several metrics, or none in particular, could be meant. */
  | 'AMBIGUOUS_METRIC'
  /** Several clients, people, products or the like could be meant. */
  | 'AMBIGUOUS_NAME'
  /** There is no question. */
  | 'EMPTY'
  /** The question needs more than you may see. */
  | 'FORBIDDEN'
  /** The question is about what has not happened. */
  | 'FORECAST'
  /** The period has not begun. */
  | 'FUTURE_PERIOD'
  /** The comparison cannot be made. */
  | 'IMPOSSIBLE_COMPARISON'
  /** The metric cannot be told apart or narrowed in the way that is asked. */
  | 'IMPOSSIBLE_GROUPING'
  /** The question tries to give instructions. */
  | 'INJECTION'
  /** Words of the question could not be explained. */
  | 'NOT_UNDERSTOOD'
  /** The period ends before the first data. */
  | 'NO_DATA'
  /** The question follows up on another one, which was not sent along. */
  | 'NO_FOLLOW_UP'
  /** The question counts in a currency other than the one reported in. */
  | 'OTHER_CURRENCY'
  /** The question is not about the numbers of the business. */
  | 'OTHER_SUBJECT'
  /** The question has more than 500 characters. */
  | 'TOO_LONG'
  /** The period can be read in more than one way, or in none. */
  | 'UNCLEAR_PERIOD'
  /** There is no metric for what is asked. */
  | 'UNKNOWN_METRIC'
  /** There is no client, person, product or the like of that name that you can see. */
  | 'UNKNOWN_NAME'
  /** The question asks for a kind of analysis that there is not. */
  | 'UNSUPPORTED'
  /** There is a reading, but it is not sure enough to answer; it is offered as a choice. */
  | 'UNSURE'
  /** The question asks for something to be done; questions change nothing. */
  | 'WRITE';

/** What read the question. */
export type AnswerEngine =
  /** The rules; the table is the one of an equal question about the same data. */
  | 'CACHE'
  /** The language model, where the rules were not sure and one is set up. */
  | 'MODEL'
  /** The rules. */
  | 'RULES';

/** The data as it was known then. */
export type AsOfInput =
  {   /** At this instant. */
  readonly instant: string; readonly snapshot?: never; }
  |  { readonly instant?: never;   /** Just after this snapshot was accepted. */
  readonly snapshot: string; };

/** What a question is asked with. */
export type AskInput = {
  /** One of the clarifications or alternatives that were offered: answered as it is, whatever the question. */
  readonly choice?: Record<string, unknown> | null | undefined;
  /** The query of the answer before, for follow-ups: “and for Contoso?”, “by month”. */
  readonly previousQuery?: Record<string, unknown> | null | undefined;
  /** As if asked on that day; absent: today. */
  readonly today?: string | null | undefined;
};

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

/** Which part of a question a chip is about. */
export type ChipKind =
  /** What it is compared with. */
  | 'COMPARISON'
  /** Which rows are shown. */
  | 'CONDITION'
  /** A word that was taken for misspelt. */
  | 'CORRECTION'
  /** Whom or what it is narrowed to, and what is left out. */
  | 'FILTER'
  /** What rows are told apart by. */
  | 'GROUP'
  /** What is measured. */
  | 'METRIC'
  /** Which rows come first. */
  | 'ORDER'
  /** The time it is about. */
  | 'PERIOD';

/** What an answer rests on. */
export type CitationKind =
  /** The definition of a metric, with its version. */
  | 'DEFINITION'
  /** What it is narrowed to. */
  | 'FILTER'
  /** The days it is about. */
  | 'PERIOD'
  /** Rows of the sheets behind it. */
  | 'ROWS'
  /** Uploads behind it. */
  | 'SNAPSHOT';

/** What a column of a table holds. */
export type ColumnKind =
  /** The difference from what it is compared with. */
  | 'CHANGE'
  /** What the row is about. */
  | 'DIMENSION'
  /** A value. */
  | 'METRIC';

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

export type AskQueryVariables = Exact<{
  question: string;
  input?: AskInput | null | undefined;
}>;


export type AskQuery = { readonly viewer: { readonly organization: { readonly dataVersion: number } | null }, readonly ask: { readonly text: string, readonly abstained: boolean, readonly reason: AbstainReason | null, readonly query: Record<string, unknown> | null, readonly confidence: number, readonly engine: AnswerEngine, readonly note: string | null, readonly clarifications: ReadonlyArray<{ readonly label: string, readonly choice: Record<string, unknown> }>, readonly chips: ReadonlyArray<{ readonly kind: ChipKind, readonly label: string, readonly alternatives: ReadonlyArray<{ readonly label: string, readonly choice: Record<string, unknown> }> }>, readonly table: { readonly totalCount: number, readonly truncated: boolean, readonly asOf: string, readonly query: Record<string, unknown>, readonly columns: ReadonlyArray<{ readonly key: string, readonly label: string, readonly kind: ColumnKind, readonly unit: Unit | null, readonly currency: string | null, readonly format: string | null }>, readonly rows: ReadonlyArray<{ readonly key: string, readonly dimensions: ReadonlyArray<{ readonly dimension: Dimension, readonly key: string | null, readonly label: string }>, readonly values: ReadonlyArray<{ readonly value: number | null, readonly text: string, readonly unit: Unit, readonly currency: string | null, readonly baseline: number | null, readonly change: number | null, readonly changePct: number | null, readonly changeKind: ChangeKind | null, readonly status: ResultStatus, readonly coverage: number, readonly partial: boolean, readonly rowCount: number, readonly confidence: { readonly level: ConfidenceLevel, readonly score: number, readonly signals: ReadonlyArray<{ readonly key: string, readonly label: string, readonly text: string, readonly effect: number }> }, readonly assumptions: ReadonlyArray<{ readonly text: string }> }> }>, readonly totals: { readonly values: ReadonlyArray<{ readonly value: number | null, readonly text: string, readonly unit: Unit, readonly currency: string | null, readonly baseline: number | null, readonly change: number | null, readonly changePct: number | null, readonly changeKind: ChangeKind | null, readonly status: ResultStatus, readonly coverage: number, readonly partial: boolean, readonly rowCount: number, readonly metric: { readonly key: string, readonly name: string, readonly version: number, readonly direction: MetricDirection }, readonly confidence: { readonly level: ConfidenceLevel, readonly score: number, readonly signals: ReadonlyArray<{ readonly key: string, readonly label: string, readonly text: string, readonly effect: number }> }, readonly assumptions: ReadonlyArray<{ readonly text: string }> }> }, readonly period: { readonly from: string, readonly to: string, readonly label: string }, readonly snapshots: ReadonlyArray<{ readonly number: number }> } | null, readonly explanation: { readonly currency: string | null, readonly value: number | null, readonly baseline: number | null, readonly difference: number, readonly exactDifference: string, readonly residual: number, readonly sentence: string, readonly metric: { readonly key: string, readonly name: string, readonly unit: Unit, readonly direction: MetricDirection, readonly formula: string, readonly version: number, readonly description: string }, readonly period: { readonly from: string, readonly to: string, readonly label: string }, readonly baselinePeriod: { readonly from: string, readonly to: string, readonly label: string } | null, readonly portfolio: { readonly clientCount: number, readonly median: number | null, readonly pooled: number } | null, readonly drivers: ReadonlyArray<{ readonly key: string, readonly label: string, readonly kind: DriverKind, readonly item: string | null, readonly from: number | null, readonly to: number | null, readonly fromText: string, readonly toText: string, readonly unit: Unit, readonly contribution: number, readonly contributionText: string, readonly exact: string, readonly change: ChangeKind, readonly rowCount: number, readonly children: ReadonlyArray<{ readonly key: string, readonly label: string, readonly kind: DriverKind, readonly item: string | null, readonly from: number | null, readonly to: number | null, readonly fromText: string, readonly toText: string, readonly unit: Unit, readonly contribution: number, readonly contributionText: string, readonly exact: string, readonly change: ChangeKind, readonly rowCount: number }> }>, readonly recommendations: ReadonlyArray<{ readonly rule: string, readonly text: string, readonly evidence: ReadonlyArray<string>, readonly amount: number | null, readonly currency: string | null }>, readonly confidence: { readonly level: ConfidenceLevel, readonly score: number, readonly signals: ReadonlyArray<{ readonly key: string, readonly label: string, readonly text: string, readonly effect: number }> }, readonly assumptions: ReadonlyArray<{ readonly code: string, readonly text: string, readonly rowCount: number }> } | null, readonly citations: ReadonlyArray<{ readonly kind: CitationKind, readonly text: string }> } };

export type ExplainRowQueryVariables = Exact<{
  input: ExplainInput;
}>;


export type ExplainRowQuery = { readonly explain: { readonly currency: string | null, readonly value: number | null, readonly baseline: number | null, readonly difference: number, readonly exactDifference: string, readonly residual: number, readonly sentence: string, readonly metric: { readonly key: string, readonly name: string, readonly unit: Unit, readonly direction: MetricDirection, readonly formula: string, readonly version: number, readonly description: string }, readonly period: { readonly from: string, readonly to: string, readonly label: string }, readonly baselinePeriod: { readonly from: string, readonly to: string, readonly label: string } | null, readonly portfolio: { readonly clientCount: number, readonly median: number | null, readonly pooled: number } | null, readonly drivers: ReadonlyArray<{ readonly key: string, readonly label: string, readonly kind: DriverKind, readonly item: string | null, readonly from: number | null, readonly to: number | null, readonly fromText: string, readonly toText: string, readonly unit: Unit, readonly contribution: number, readonly contributionText: string, readonly exact: string, readonly change: ChangeKind, readonly rowCount: number, readonly children: ReadonlyArray<{ readonly key: string, readonly label: string, readonly kind: DriverKind, readonly item: string | null, readonly from: number | null, readonly to: number | null, readonly fromText: string, readonly toText: string, readonly unit: Unit, readonly contribution: number, readonly contributionText: string, readonly exact: string, readonly change: ChangeKind, readonly rowCount: number }> }>, readonly recommendations: ReadonlyArray<{ readonly rule: string, readonly text: string, readonly evidence: ReadonlyArray<string>, readonly amount: number | null, readonly currency: string | null }>, readonly confidence: { readonly level: ConfidenceLevel, readonly score: number, readonly signals: ReadonlyArray<{ readonly key: string, readonly label: string, readonly text: string, readonly effect: number }> }, readonly assumptions: ReadonlyArray<{ readonly code: string, readonly text: string, readonly rowCount: number }> } };

export type OfferFragment = { readonly label: string, readonly choice: Record<string, unknown> };

export type AnswerTableFragment = { readonly totalCount: number, readonly truncated: boolean, readonly asOf: string, readonly query: Record<string, unknown>, readonly columns: ReadonlyArray<{ readonly key: string, readonly label: string, readonly kind: ColumnKind, readonly unit: Unit | null, readonly currency: string | null, readonly format: string | null }>, readonly rows: ReadonlyArray<{ readonly key: string, readonly dimensions: ReadonlyArray<{ readonly dimension: Dimension, readonly key: string | null, readonly label: string }>, readonly values: ReadonlyArray<{ readonly value: number | null, readonly text: string, readonly unit: Unit, readonly currency: string | null, readonly baseline: number | null, readonly change: number | null, readonly changePct: number | null, readonly changeKind: ChangeKind | null, readonly status: ResultStatus, readonly coverage: number, readonly partial: boolean, readonly rowCount: number, readonly confidence: { readonly level: ConfidenceLevel, readonly score: number, readonly signals: ReadonlyArray<{ readonly key: string, readonly label: string, readonly text: string, readonly effect: number }> }, readonly assumptions: ReadonlyArray<{ readonly text: string }> }> }>, readonly totals: { readonly values: ReadonlyArray<{ readonly value: number | null, readonly text: string, readonly unit: Unit, readonly currency: string | null, readonly baseline: number | null, readonly change: number | null, readonly changePct: number | null, readonly changeKind: ChangeKind | null, readonly status: ResultStatus, readonly coverage: number, readonly partial: boolean, readonly rowCount: number, readonly metric: { readonly key: string, readonly name: string, readonly version: number, readonly direction: MetricDirection }, readonly confidence: { readonly level: ConfidenceLevel, readonly score: number, readonly signals: ReadonlyArray<{ readonly key: string, readonly label: string, readonly text: string, readonly effect: number }> }, readonly assumptions: ReadonlyArray<{ readonly text: string }> }> }, readonly period: { readonly from: string, readonly to: string, readonly label: string }, readonly snapshots: ReadonlyArray<{ readonly number: number }> };

export type AnswerValueFragment = { readonly value: number | null, readonly text: string, readonly unit: Unit, readonly currency: string | null, readonly baseline: number | null, readonly change: number | null, readonly changePct: number | null, readonly changeKind: ChangeKind | null, readonly status: ResultStatus, readonly coverage: number, readonly partial: boolean, readonly rowCount: number, readonly confidence: { readonly level: ConfidenceLevel, readonly score: number, readonly signals: ReadonlyArray<{ readonly key: string, readonly label: string, readonly text: string, readonly effect: number }> }, readonly assumptions: ReadonlyArray<{ readonly text: string }> };

export type AnswerExplanationFragment = { readonly currency: string | null, readonly value: number | null, readonly baseline: number | null, readonly difference: number, readonly exactDifference: string, readonly residual: number, readonly sentence: string, readonly metric: { readonly key: string, readonly name: string, readonly unit: Unit, readonly direction: MetricDirection, readonly formula: string, readonly version: number, readonly description: string }, readonly period: { readonly from: string, readonly to: string, readonly label: string }, readonly baselinePeriod: { readonly from: string, readonly to: string, readonly label: string } | null, readonly portfolio: { readonly clientCount: number, readonly median: number | null, readonly pooled: number } | null, readonly drivers: ReadonlyArray<{ readonly key: string, readonly label: string, readonly kind: DriverKind, readonly item: string | null, readonly from: number | null, readonly to: number | null, readonly fromText: string, readonly toText: string, readonly unit: Unit, readonly contribution: number, readonly contributionText: string, readonly exact: string, readonly change: ChangeKind, readonly rowCount: number, readonly children: ReadonlyArray<{ readonly key: string, readonly label: string, readonly kind: DriverKind, readonly item: string | null, readonly from: number | null, readonly to: number | null, readonly fromText: string, readonly toText: string, readonly unit: Unit, readonly contribution: number, readonly contributionText: string, readonly exact: string, readonly change: ChangeKind, readonly rowCount: number }> }>, readonly recommendations: ReadonlyArray<{ readonly rule: string, readonly text: string, readonly evidence: ReadonlyArray<string>, readonly amount: number | null, readonly currency: string | null }>, readonly confidence: { readonly level: ConfidenceLevel, readonly score: number, readonly signals: ReadonlyArray<{ readonly key: string, readonly label: string, readonly text: string, readonly effect: number }> }, readonly assumptions: ReadonlyArray<{ readonly code: string, readonly text: string, readonly rowCount: number }> };

export type AnswerDriverFragment = { readonly key: string, readonly label: string, readonly kind: DriverKind, readonly item: string | null, readonly from: number | null, readonly to: number | null, readonly fromText: string, readonly toText: string, readonly unit: Unit, readonly contribution: number, readonly contributionText: string, readonly exact: string, readonly change: ChangeKind, readonly rowCount: number };

export const ask: Operation<AskQuery, AskQueryVariables> =
  "query Ask($question:String!$input:AskInput){viewer{organization{dataVersion}}ask(question:$question input:$input){text abstained reason clarifications{...Offer}chips{kind label alternatives{...Offer}}query table{...AnswerTable}explanation{...AnswerExplanation}confidence engine note citations{kind text}}}fragment Offer on Clarification{label choice}fragment AnswerTable on MetricTable{columns{key label kind unit currency format}rows{key dimensions{dimension key label}values{...AnswerValue}}totals{values{...AnswerValue metric{key name version direction}}}totalCount truncated period{from to label}asOf snapshots{number}query}fragment AnswerValue on MetricValue{value text unit currency baseline change changePct changeKind status confidence{level score signals{key label text effect}}coverage partial rowCount assumptions{text}}fragment AnswerExplanation on Explanation{metric{key name unit direction formula version description}period{from to label}baselinePeriod{from to label}currency value baseline difference exactDifference residual sentence portfolio{clientCount median pooled}drivers{...AnswerDriver children{...AnswerDriver}}recommendations{rule text evidence amount currency}confidence{level score signals{key label text effect}}assumptions{code text rowCount}}fragment AnswerDriver on Driver{key label kind item from to fromText toText unit contribution contributionText exact change rowCount}"
export const explainRow: Operation<ExplainRowQuery, ExplainRowQueryVariables> =
  "query ExplainRow($input:ExplainInput!){explain(input:$input){...AnswerExplanation}}fragment AnswerExplanation on Explanation{metric{key name unit direction formula version description}period{from to label}baselinePeriod{from to label}currency value baseline difference exactDifference residual sentence portfolio{clientCount median pooled}drivers{...AnswerDriver children{...AnswerDriver}}recommendations{rule text evidence amount currency}confidence{level score signals{key label text effect}}assumptions{code text rowCount}}fragment AnswerDriver on Driver{key label kind item from to fromText toText unit contribution contributionText exact change rowCount}"
