// Written by npm run print from reviews.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Operation } from '../operation.ts'
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

/** A decision. */
export type DecideReviewTaskInput = {
  /** Why; needed with CORRECT. */
  readonly comment?: string | null | undefined;
  /** With CORRECT: the value, in the metric’s unit. */
  readonly correctedValue?: number | null | undefined;
  /** What becomes of the result. */
  readonly decision: ReviewVerdict;
  /** Id of the task. */
  readonly id: string;
  /** The version that you looked at. */
  readonly version: number;
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

/** What happened to a review. */
export type ReviewEventKind =
  /** Somebody approved it. */
  | 'APPROVED'
  /** It was given to somebody, or to nobody. */
  | 'ASSIGNED'
  /** Somebody said something. */
  | 'COMMENTED'
  /** Somebody put another value in its place. */
  | 'CORRECTED'
  /** Its due date was moved. */
  | 'DUE'
  /** It ended without a decision. */
  | 'EXPIRED'
  /** It began. */
  | 'OPENED'
  /** Somebody rejected it. */
  | 'REJECTED';

/** Where a review stands. */
export type ReviewStatus =
  /** The result is published as it is. */
  | 'APPROVED'
  /** Another value stands in its place. */
  | 'CORRECTED'
  /** Nobody decided in time (a new task went to administrators), or the value changed. */
  | 'EXPIRED'
  /** Somebody has it, or it was approved in part. */
  | 'IN_REVIEW'
  /** Nobody has begun. */
  | 'OPEN'
  /** The result is withheld. */
  | 'REJECTED';

/** Which tasks; conditions are joined by and. */
export type ReviewTaskFilter = {
  /** Given to this user. */
  readonly assignee?: string | null | undefined;
  /** Of this client. */
  readonly client?: string | null | undefined;
  /** Of this metric. */
  readonly metric?: string | null | undefined;
  /** Of this month. */
  readonly month?: string | null | undefined;
  /** Undecided and past their due date; false: all others. */
  readonly overdue?: boolean | null | undefined;
  /** In one of these states. */
  readonly status?: ReadonlyArray<ReviewStatus> | null | undefined;
  /** true: given to nobody. */
  readonly unassigned?: boolean | null | undefined;
};

/** What becomes of a result. */
export type ReviewVerdict =
  /** It is published once every step of its chain approved it. */
  | 'APPROVE'
  /** Another value takes its place; what was worked out stays computable. */
  | 'CORRECT'
  /** It is withheld. */
  | 'REJECT';

/** What a member or an API key may do at most. */
export type Role =
  /** May do everything but what concerns the workspace itself. */
  | 'ADMIN'
  /** Reads everything, uploads, corrects, defines metrics. */
  | 'ANALYST'
  /** Reads everything, decides reviews, shares reports; does not upload. */
  | 'MANAGER'
  /** May do everything, workspace and ownership included. */
  | 'OWNER'
  /** Reads clients, hours and revenue; no cost, contacts or names of staff. */
  | 'VIEWER';

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

export type ReviewTasksQueryVariables = Exact<{
  filter?: ReviewTaskFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type ReviewTasksQuery = { readonly reviewTasks: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly version: number, readonly status: ReviewStatus, readonly step: number, readonly reason: string, readonly value: number | null, readonly exact: string, readonly correctedValue: number | null, readonly dueAt: string | null, readonly createdAt: string, readonly chain: ReadonlyArray<{ readonly count: number, readonly roles: ReadonlyArray<Role> }>, readonly metric: { readonly key: string, readonly name: string, readonly unit: Unit, readonly formula: string }, readonly client: { readonly id: string, readonly name: string } | null, readonly period: { readonly from: string, readonly to: string, readonly label: string }, readonly confidence: { readonly level: ConfidenceLevel, readonly score: number }, readonly uploadedBy: { readonly id: string, readonly name: string } | null, readonly assignee: { readonly id: string, readonly name: string } | null, readonly decisions: ReadonlyArray<{ readonly kind: ReviewEventKind, readonly at: string, readonly comment: string | null, readonly correctedValue: number | null, readonly statusAfter: ReviewStatus, readonly by: { readonly id: string, readonly name: string } | null }> }> } };

export type ReviewTaskQueryVariables = Exact<{
  id: string;
}>;


export type ReviewTaskQuery = { readonly reviewTask: { readonly id: string, readonly version: number, readonly status: ReviewStatus, readonly step: number, readonly reason: string, readonly value: number | null, readonly exact: string, readonly correctedValue: number | null, readonly dueAt: string | null, readonly createdAt: string, readonly explanation: { readonly sentence: string, readonly value: number | null, readonly baseline: number | null, readonly difference: number, readonly residual: number, readonly currency: string | null, readonly metric: { readonly key: string, readonly name: string, readonly unit: Unit, readonly version: number }, readonly period: { readonly from: string, readonly to: string, readonly label: string }, readonly baselinePeriod: { readonly label: string } | null, readonly drivers: ReadonlyArray<{ readonly key: string, readonly label: string, readonly kind: DriverKind, readonly from: number | null, readonly to: number | null, readonly fromText: string, readonly toText: string, readonly unit: Unit, readonly contribution: number, readonly contributionText: string, readonly rowCount: number, readonly children: ReadonlyArray<{ readonly key: string, readonly label: string, readonly kind: DriverKind, readonly from: number | null, readonly to: number | null, readonly fromText: string, readonly toText: string, readonly unit: Unit, readonly contribution: number, readonly contributionText: string, readonly rowCount: number }> }>, readonly recommendations: ReadonlyArray<{ readonly rule: string, readonly text: string, readonly evidence: ReadonlyArray<string>, readonly amount: number | null, readonly currency: string | null }>, readonly confidence: { readonly level: ConfidenceLevel, readonly score: number }, readonly assumptions: ReadonlyArray<{ readonly text: string }> } | null, readonly chain: ReadonlyArray<{ readonly count: number, readonly roles: ReadonlyArray<Role> }>, readonly metric: { readonly key: string, readonly name: string, readonly unit: Unit, readonly formula: string }, readonly client: { readonly id: string, readonly name: string } | null, readonly period: { readonly from: string, readonly to: string, readonly label: string }, readonly confidence: { readonly level: ConfidenceLevel, readonly score: number }, readonly uploadedBy: { readonly id: string, readonly name: string } | null, readonly assignee: { readonly id: string, readonly name: string } | null, readonly decisions: ReadonlyArray<{ readonly kind: ReviewEventKind, readonly at: string, readonly comment: string | null, readonly correctedValue: number | null, readonly statusAfter: ReviewStatus, readonly by: { readonly id: string, readonly name: string } | null }> } | null };

export type DecideReviewTaskMutationVariables = Exact<{
  input: DecideReviewTaskInput;
}>;


export type DecideReviewTaskMutation = { readonly decideReviewTask:
    | { readonly __typename: 'NotAllowedToDecide', readonly message: string }
    | { readonly __typename: 'ReviewTask', readonly id: string, readonly version: number, readonly status: ReviewStatus, readonly step: number, readonly reason: string, readonly value: number | null, readonly exact: string, readonly correctedValue: number | null, readonly dueAt: string | null, readonly createdAt: string, readonly chain: ReadonlyArray<{ readonly count: number, readonly roles: ReadonlyArray<Role> }>, readonly metric: { readonly key: string, readonly name: string, readonly unit: Unit, readonly formula: string }, readonly client: { readonly id: string, readonly name: string } | null, readonly period: { readonly from: string, readonly to: string, readonly label: string }, readonly confidence: { readonly level: ConfidenceLevel, readonly score: number }, readonly uploadedBy: { readonly id: string, readonly name: string } | null, readonly assignee: { readonly id: string, readonly name: string } | null, readonly decisions: ReadonlyArray<{ readonly kind: ReviewEventKind, readonly at: string, readonly comment: string | null, readonly correctedValue: number | null, readonly statusAfter: ReviewStatus, readonly by: { readonly id: string, readonly name: string } | null }> }
    | { readonly __typename: 'VersionConflict', readonly message: string, readonly current: { readonly id: string, readonly version: number, readonly status: ReviewStatus, readonly step: number, readonly reason: string, readonly value: number | null, readonly exact: string, readonly correctedValue: number | null, readonly dueAt: string | null, readonly createdAt: string, readonly chain: ReadonlyArray<{ readonly count: number, readonly roles: ReadonlyArray<Role> }>, readonly metric: { readonly key: string, readonly name: string, readonly unit: Unit, readonly formula: string }, readonly client: { readonly id: string, readonly name: string } | null, readonly period: { readonly from: string, readonly to: string, readonly label: string }, readonly confidence: { readonly level: ConfidenceLevel, readonly score: number }, readonly uploadedBy: { readonly id: string, readonly name: string } | null, readonly assignee: { readonly id: string, readonly name: string } | null, readonly decisions: ReadonlyArray<{ readonly kind: ReviewEventKind, readonly at: string, readonly comment: string | null, readonly correctedValue: number | null, readonly statusAfter: ReviewStatus, readonly by: { readonly id: string, readonly name: string } | null }> } }
   };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { readonly viewer: { readonly scopes: ReadonlyArray<string>, readonly user: { readonly id: string, readonly name: string } | null } };

export type TaskFragment = { readonly id: string, readonly version: number, readonly status: ReviewStatus, readonly step: number, readonly reason: string, readonly value: number | null, readonly exact: string, readonly correctedValue: number | null, readonly dueAt: string | null, readonly createdAt: string, readonly chain: ReadonlyArray<{ readonly count: number, readonly roles: ReadonlyArray<Role> }>, readonly metric: { readonly key: string, readonly name: string, readonly unit: Unit, readonly formula: string }, readonly client: { readonly id: string, readonly name: string } | null, readonly period: { readonly from: string, readonly to: string, readonly label: string }, readonly confidence: { readonly level: ConfidenceLevel, readonly score: number }, readonly uploadedBy: { readonly id: string, readonly name: string } | null, readonly assignee: { readonly id: string, readonly name: string } | null, readonly decisions: ReadonlyArray<{ readonly kind: ReviewEventKind, readonly at: string, readonly comment: string | null, readonly correctedValue: number | null, readonly statusAfter: ReviewStatus, readonly by: { readonly id: string, readonly name: string } | null }> };

export type WhyItMovedFragment = { readonly value: number | null, readonly baseline: number | null, readonly difference: number, readonly residual: number, readonly currency: string | null, readonly sentence: string, readonly metric: { readonly key: string, readonly name: string, readonly unit: Unit, readonly version: number }, readonly period: { readonly from: string, readonly to: string, readonly label: string }, readonly baselinePeriod: { readonly label: string } | null, readonly drivers: ReadonlyArray<{ readonly key: string, readonly label: string, readonly kind: DriverKind, readonly from: number | null, readonly to: number | null, readonly fromText: string, readonly toText: string, readonly unit: Unit, readonly contribution: number, readonly contributionText: string, readonly rowCount: number, readonly children: ReadonlyArray<{ readonly key: string, readonly label: string, readonly kind: DriverKind, readonly from: number | null, readonly to: number | null, readonly fromText: string, readonly toText: string, readonly unit: Unit, readonly contribution: number, readonly contributionText: string, readonly rowCount: number }> }>, readonly recommendations: ReadonlyArray<{ readonly rule: string, readonly text: string, readonly evidence: ReadonlyArray<string>, readonly amount: number | null, readonly currency: string | null }>, readonly confidence: { readonly level: ConfidenceLevel, readonly score: number }, readonly assumptions: ReadonlyArray<{ readonly text: string }> };

export type PartFragment = { readonly key: string, readonly label: string, readonly kind: DriverKind, readonly from: number | null, readonly to: number | null, readonly fromText: string, readonly toText: string, readonly unit: Unit, readonly contribution: number, readonly contributionText: string, readonly rowCount: number };

export const reviewTasks: Operation<ReviewTasksQuery, ReviewTasksQueryVariables> =
  "query ReviewTasks($filter:ReviewTaskFilter$first:Int!$after:String){reviewTasks(filter:$filter first:$first after:$after){totalCount pageInfo{hasNextPage endCursor}nodes{...Task}}}fragment Task on ReviewTask{id version status step chain{count roles}reason metric{key name unit formula}client{id name}period{from to label}value exact correctedValue confidence{level score}uploadedBy{id name}assignee{id name}dueAt createdAt decisions{kind at comment correctedValue statusAfter by{id name}}}"
export const reviewTask: Operation<ReviewTaskQuery, ReviewTaskQueryVariables> =
  "query ReviewTask($id:ID!){reviewTask(id:$id){...Task explanation{sentence ...WhyItMoved}}}fragment Task on ReviewTask{id version status step chain{count roles}reason metric{key name unit formula}client{id name}period{from to label}value exact correctedValue confidence{level score}uploadedBy{id name}assignee{id name}dueAt createdAt decisions{kind at comment correctedValue statusAfter by{id name}}}fragment WhyItMoved on Explanation{metric{key name unit version}period{from to label}baselinePeriod{label}value baseline difference residual currency sentence drivers{...Part children{...Part}}recommendations{rule text evidence amount currency}confidence{level score}assumptions{text}}fragment Part on Driver{key label kind from to fromText toText unit contribution contributionText rowCount}"
export const decideReviewTask: Operation<DecideReviewTaskMutation, DecideReviewTaskMutationVariables> =
  "mutation DecideReviewTask($input:DecideReviewTaskInput!){decideReviewTask(input:$input){__typename ...on ReviewTask{...Task}...on VersionConflict{message current{...Task}}...on NotAllowedToDecide{message}}}fragment Task on ReviewTask{id version status step chain{count roles}reason metric{key name unit formula}client{id name}period{from to label}value exact correctedValue confidence{level score}uploadedBy{id name}assignee{id name}dueAt createdAt decisions{kind at comment correctedValue statusAfter by{id name}}}"
export const me: Operation<MeQuery, MeQueryVariables> =
  "query Me{viewer{scopes user{id name}}}"
