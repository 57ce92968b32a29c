// Written by npm run print from client-names.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Operation } from '../operation.ts'
export type ClientNamesQueryVariables = Exact<{
  search?: string | null | undefined;
}>;


export type ClientNamesQuery = { readonly clients: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string }> } };

export const clientNames: Operation<ClientNamesQuery, ClientNamesQueryVariables> =
  "query ClientNames($search:String){clients(filter:{search:$search}first:20){nodes{id name}}}"
