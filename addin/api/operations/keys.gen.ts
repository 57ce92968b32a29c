// Written by npm run print from keys.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Operation } from '../operation.ts'
/** What a new key is for and may do. */
export type CreateApiKeyInput = {
  /** When it ends by itself; absent: never. */
  readonly expiresAt?: string | null | undefined;
  /** What it is for, 1 to 100 characters. */
  readonly name: string;
  /** The most it may do; never more than you may. */
  readonly role?: Role | null | undefined;
  /** Narrows the role to these: data:read, contact:read, staff:read, cost:read, data:write, data:delete, subject:erase, metrics:define, reviews:decide, queries:share, dashboards:write, reports:write, exports:create, alerts:write, alerts:acknowledge, audit:read, audit:export, policy:write, users:manage, keys:manage, integrations:manage, workspace:own. */
  readonly scopes?: ReadonlyArray<string> | null | undefined;
};

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

export type ApiKeysQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type ApiKeysQuery = { readonly apiKeys: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly prefix: string, readonly role: Role, readonly scopes: ReadonlyArray<string> | null, readonly createdAt: string, readonly expiresAt: string | null, readonly lastUsedAt: string | null, readonly revokedAt: string | null, readonly createdBy: { readonly name: string } | null }> } };

export type CreateApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateApiKeyMutation = { readonly createApiKey: { readonly secret: string, readonly apiKey: { readonly id: string, readonly name: string, readonly prefix: string, readonly role: Role, readonly scopes: ReadonlyArray<string> | null, readonly createdAt: string, readonly expiresAt: string | null, readonly lastUsedAt: string | null, readonly revokedAt: string | null, readonly createdBy: { readonly name: string } | null } } };

export type RevokeApiKeyMutationVariables = Exact<{
  id: string;
}>;


export type RevokeApiKeyMutation = { readonly revokeApiKey: { readonly id: string, readonly name: string, readonly prefix: string, readonly role: Role, readonly scopes: ReadonlyArray<string> | null, readonly createdAt: string, readonly expiresAt: string | null, readonly lastUsedAt: string | null, readonly revokedAt: string | null, readonly createdBy: { readonly name: string } | null } };

export type KeyFragment = { readonly id: string, readonly name: string, readonly prefix: string, readonly role: Role, readonly scopes: ReadonlyArray<string> | null, readonly createdAt: string, readonly expiresAt: string | null, readonly lastUsedAt: string | null, readonly revokedAt: string | null, readonly createdBy: { readonly name: string } | null };

export const apiKeys: Operation<ApiKeysQuery, ApiKeysQueryVariables> =
  "query ApiKeys($first:Int!$after:String){apiKeys(first:$first after:$after){totalCount pageInfo{hasNextPage endCursor}nodes{...Key}}}fragment Key on ApiKey{id name prefix role scopes createdAt expiresAt lastUsedAt revokedAt createdBy{name}}"
export const createApiKey: Operation<CreateApiKeyMutation, CreateApiKeyMutationVariables> =
  "mutation CreateApiKey($input:CreateApiKeyInput!){createApiKey(input:$input){secret apiKey{...Key}}}fragment Key on ApiKey{id name prefix role scopes createdAt expiresAt lastUsedAt revokedAt createdBy{name}}"
export const revokeApiKey: Operation<RevokeApiKeyMutation, RevokeApiKeyMutationVariables> =
  "mutation RevokeApiKey($id:ID!){revokeApiKey(id:$id){...Key}}fragment Key on ApiKey{id name prefix role scopes createdAt expiresAt lastUsedAt revokedAt createdBy{name}}"
