import {
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isInputObjectType,
  isInputType,
  isListType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql'
import { deepValue, holdsNul, longList, tooMuch } from './document-limits.ts'

/** Inputs that carry a sheet: their lists are its rows and cells, which the bounds of uploads and bodies hold. */
const sheets = new Set(['UploadRowsInput', 'CorrectRowsInput', 'SheetSource'])

/** Where a value stands: among arguments, in an input that carries a sheet, or in one of that one's lists. */
type Place = 'ARGUMENTS' | 'SHEET' | 'CELLS'

export interface VariableLimits {
  readonly depth: number
  readonly listItems: number
}

/** What is too much of in the variables of an operation: values nested too deep, lists too long. Null: nothing. */
export function tooMuchInVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  limits: VariableLimits,
): GraphQLError | null {
  for (const { variable, type } of operation.variableDefinitions ?? []) {
    const named = typeFromAST(schema, type as Parameters<typeof typeFromAST>[1])
    const given = Object.hasOwn(variables, variable.name.value) ? variables[variable.name.value] : undefined
    const found = tooMuchInValue(given, named && isInputType(named) ? named : undefined, limits, 1, 'ARGUMENTS')
    if (found) return found
  }
  return null
}

/** A part of a multipart request: JSON holds no functions. */
const isFile = (value: object): value is { readonly stream: () => unknown; readonly name: unknown } =>
  'stream' in value && typeof value.stream === 'function' && 'name' in value

function tooMuchInValue(
  value: unknown,
  type: GraphQLInputType | undefined,
  limits: VariableLimits,
  depth: number,
  place: Place,
): GraphQLError | null {
  // Cells may hold anything: they are read as a file is, and what is wrong with them is said by row and column.
  if (typeof value === 'string') return place !== 'CELLS' && value.includes('\0') ? holdsNul() : null
  if (typeof value !== 'object' || value === null) return null
  // Its bytes one by one, as properties: 5 MB took 3.4 s of the main thread, and 80 MB.
  if (isFile(value)) return tooMuchInValue(value.name, undefined, limits, depth, place)
  if (depth > limits.depth) return tooMuch('TOO_DEEP', deepValue(limits.depth))
  const nullable = type && getNullableType(type)
  if (Array.isArray(value)) {
    if (value.length > limits.listItems && place === 'ARGUMENTS')
      return tooMuch('LIST_TOO_LONG', longList(limits.listItems))
    const item = isListType(nullable) ? nullable.ofType : nullable
    for (const each of value) {
      const found = tooMuchInValue(each, item, limits, depth + 1, place === 'ARGUMENTS' ? place : 'CELLS')
      if (found) return found
    }
    return null
  }
  const fields = isInputObjectType(nullable) ? nullable.getFields() : {}
  const inner = place === 'ARGUMENTS' && isInputObjectType(nullable) && sheets.has(nullable.name) ? 'SHEET' : place
  for (const [name, each] of Object.entries(value)) {
    const field = Object.hasOwn(fields, name) ? fields[name]?.type : undefined
    const found = tooMuchInValue(each, field, limits, depth + 1, inner)
    if (found) return found
  }
  return null
}
