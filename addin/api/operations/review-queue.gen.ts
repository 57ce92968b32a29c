// Written by npm run print from review-queue.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Operation } from '../operation.ts'
/** Who has a task, and until when. */
export type AssignReviewTaskInput = {
  /** Id of a user who may decide it; null: nobody; absent: as it is. */
  readonly assignee?: string | null | undefined;
  /** Until when it has to be decided; absent: as it is. */
  readonly dueAt?: string | null | undefined;
  /** Id of the task. */
  readonly id: string;
};

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

export type ReviewQueueQueryVariables = Exact<{ [key: string]: never; }>;


export type ReviewQueueQuery = { readonly reviewQueue: { readonly open: number, readonly overdue: number, readonly decided: number, readonly approvalRate: number | null, readonly medianAgeHours: number | null, readonly medianTurnaroundHours: number | null }, readonly metricCatalog: ReadonlyArray<{ readonly key: string, readonly name: string }> };

export type CommentOnReviewTaskMutationVariables = Exact<{
  id: string;
  comment: string;
}>;


export type CommentOnReviewTaskMutation = { readonly commentOnReviewTask: { readonly id: string, readonly version: number } };

export type AssignReviewTaskMutationVariables = Exact<{
  input: AssignReviewTaskInput;
}>;


export type AssignReviewTaskMutation = { readonly assignReviewTask: { readonly id: string, readonly version: number } };

export type ReviewTaskChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type ReviewTaskChangedSubscription = { readonly reviewTaskChanged: { readonly id: string, readonly version: number, readonly status: ReviewStatus } };

export const reviewQueue: Operation<ReviewQueueQuery, ReviewQueueQueryVariables> =
  "query ReviewQueue{reviewQueue{open overdue decided approvalRate medianAgeHours medianTurnaroundHours}metricCatalog{key name}}"
export const commentOnReviewTask: Operation<CommentOnReviewTaskMutation, CommentOnReviewTaskMutationVariables> =
  "mutation CommentOnReviewTask($id:ID!$comment:String!){commentOnReviewTask(id:$id comment:$comment){id version}}"
export const assignReviewTask: Operation<AssignReviewTaskMutation, AssignReviewTaskMutationVariables> =
  "mutation AssignReviewTask($input:AssignReviewTaskInput!){assignReviewTask(input:$input){id version}}"
export const reviewTaskChanged: Operation<ReviewTaskChangedSubscription, ReviewTaskChangedSubscriptionVariables> =
  "subscription ReviewTaskChanged{reviewTaskChanged{id version status}}"
