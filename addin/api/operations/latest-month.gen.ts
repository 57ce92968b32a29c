// Written by npm run print from latest-month.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Operation } from '../operation.ts'
export type LatestMonthQueryVariables = Exact<{ [key: string]: never; }>;


export type LatestMonthQuery = { readonly insights: { readonly period: { readonly label: string, readonly to: string } }, readonly snapshots: { readonly totalCount: number } };

export const latestMonth: Operation<LatestMonthQuery, LatestMonthQueryVariables> =
  "query LatestMonth{insights(first:1){period{label to}}snapshots(first:1){totalCount}}"
