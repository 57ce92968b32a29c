// Written by npm run print from policies.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Operation } from '../operation.ts'
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

export type PoliciesQueryVariables = Exact<{ [key: string]: never; }>;


export type PoliciesQuery = { readonly policies: ReadonlyArray<{ readonly key: string, readonly version: number, readonly value: unknown, readonly createdAt: string | null, readonly history: ReadonlyArray<{ readonly key: string, readonly version: number, readonly value: unknown, readonly createdAt: string | null, readonly createdBy: { readonly name: string } | null }>, readonly createdBy: { readonly name: string } | null }>, readonly metricCatalog: ReadonlyArray<{ readonly key: string, readonly name: string, readonly unit: Unit }> };

export type SetPolicyMutationVariables = Exact<{
  key: string;
  value: unknown;
}>;


export type SetPolicyMutation = { readonly setPolicy: { readonly key: string, readonly version: number, readonly value: unknown, readonly createdAt: string | null, readonly createdBy: { readonly name: string } | null } };

export type PolicyVersionFragment = { readonly key: string, readonly version: number, readonly value: unknown, readonly createdAt: string | null, readonly createdBy: { readonly name: string } | null };

export const policies: Operation<PoliciesQuery, PoliciesQueryVariables> =
  "query Policies{policies{...PolicyVersion history{...PolicyVersion}}metricCatalog{key name unit}}fragment PolicyVersion on Policy{key version value createdAt createdBy{name}}"
export const setPolicy: Operation<SetPolicyMutation, SetPolicyMutationVariables> =
  "mutation SetPolicy($key:String!$value:JSON!){setPolicy(key:$key value:$value){...PolicyVersion}}fragment PolicyVersion on Policy{key version value createdAt createdBy{name}}"
