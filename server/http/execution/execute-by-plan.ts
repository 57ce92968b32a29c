import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  locatedError,
} from 'graphql'
import { FieldErrors } from './field-errors.ts'
import { LongLists } from './long-lists.ts'
import { PlannedDocument } from './planned-document.ts'
import { isPromise, type Later, type Run } from './run.ts'
import { WrittenData, writtenResult } from './written-result.ts'

type Execute = (args: ExecutionArgs) => Later<ExecutionResult>

/**
 * Executes queries and mutations by plans: what a document asks for is looked up in the schema once, and each execution
 * of it writes its answer as JSON text straight from what the resolvers give. Answers are those of the reference
 * implementation, to the order of errors. What no plan is for (subscriptions, variables that are none, resolvers that are
 * brought along) is left to `otherwise`.
 */
export function createPlannedExecution() {
  const schemas = new WeakMap<GraphQLSchema, WeakMap<DocumentNode, PlannedDocument>>()

  const plannedOf = (schema: GraphQLSchema, document: DocumentNode): PlannedDocument => {
    const documents = schemas.get(schema) ?? new WeakMap<DocumentNode, PlannedDocument>()
    const planned = documents.get(document) ?? new PlannedDocument(schema, document)
    schemas.set(schema, documents)
    documents.set(document, planned)
    return planned
  }

  return (args: ExecutionArgs, otherwise: Execute): Later<ExecutionResult> => {
    const { schema, document, rootValue, contextValue, operationName, variableValues: given } = args
    const operation = getOperationAST(document, operationName)
    if (!operation || args.fieldResolver || args.typeResolver) return otherwise(args)
    const { coerced: variableValues } = getVariableValues(schema, operation.variableDefinitions ?? [], given ?? {})
    const planned = plannedOf(schema, document)
    const write = variableValues && planned.writerFor(operation, variableValues)
    if (!write) return otherwise(args)
    const { fragments } = planned
    const run = { schema, operation, fragments, variableValues, rootValue, contextValue }
    return answered({ ...run, errors: new FieldErrors(), longLists: new LongLists() }, write)
  }
}

function answered(run: Run, write: (run: Run) => Later<string>): Later<ExecutionResult> {
  const done = (text: string) => writtenResult(new WrittenData(text, run.longLists), run.errors.list)
  const failed = (error: unknown) => {
    run.errors.add(locatedError(error, undefined, undefined), undefined)
    return writtenResult(null, run.errors.list)
  }
  try {
    const text = write(run)
    return isPromise(text) ? text.then(done, failed) : done(text)
  } catch (error) {
    return failed(error)
  }
}
