import type { GraphQLResolveInfo, GraphQLSchema } from 'graphql'
import type { FieldErrors } from './field-errors.ts'
import type { LongLists } from './long-lists.ts'

/** Where a value stands in the answer, from the innermost step out. */
export type Path = GraphQLResolveInfo['path']

/** One execution of an operation. */
export interface Run {
  readonly schema: GraphQLSchema
  readonly operation: GraphQLResolveInfo['operation']
  readonly fragments: GraphQLResolveInfo['fragments']
  readonly variableValues: GraphQLResolveInfo['variableValues']
  readonly rootValue: unknown
  readonly contextValue: unknown
  readonly errors: FieldErrors
  readonly longLists: LongLists
}

/** JSON text; null stands for the null of GraphQL, which a field that is never null refuses. */
export type Written = string | null

export type Later<T> = T | Promise<T>

/** Writes a value as JSON text. `info`: that of its field, where somebody may ask for it. */
export type Writer = (run: Run, value: unknown, path: Path, info: GraphQLResolveInfo | undefined) => Later<Written>

/** Writes a field of a source object: resolves it and writes what comes. */
export type FieldWriter = (run: Run, source: unknown, parent: Path | undefined) => Later<Written>

export const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
