// Written by npm run print from viewer.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Operation } from '../operation.ts'
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

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { readonly viewer: { readonly signedIn: boolean, readonly email: string | null, readonly role: Role | null, readonly scopes: ReadonlyArray<string>, readonly mustSetUpSecondFactor: boolean, readonly user: { readonly id: string, readonly name: string } | null, readonly organization: { readonly name: string, readonly baseCurrency: string, readonly fiscalYearStart: number, readonly dataVersion: number } | null, readonly organizations: ReadonlyArray<{ readonly id: string, readonly name: string, readonly role: Role, readonly current: boolean }> } };

export const viewer: Operation<ViewerQuery, ViewerQueryVariables> =
  "query Viewer{viewer{signedIn email role scopes mustSetUpSecondFactor user{id name}organization{name baseCurrency fiscalYearStart dataVersion}organizations{id name role current}}}"
