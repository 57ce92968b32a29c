import { type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode, visit } from 'graphql'
import { fieldsInTurnWriter, fieldsWriter } from './object-writer.ts'
import { plannedFields } from './plan.ts'
import type { Later, Run } from './run.ts'

/** Writes all of the data of an answer. */
export type DataWriter = (run: Run) => Later<string>

/** Plans of a document that are kept, of all that the conditions in it allow. */
const MOST_PLANS = 16

/** A document that has been validated against a schema, and the plans of its operations as far as they were needed. */
export class PlannedDocument {
  readonly fragments: Run['fragments']
  readonly #schema: GraphQLSchema
  /** Variables that decide whether a field is there. */
  readonly #conditions: readonly string[]
  readonly #writers = new Map<string, DataWriter>()

  constructor(schema: GraphQLSchema, document: DocumentNode) {
    this.#schema = schema
    this.fragments = Object.fromEntries(
      document.definitions.flatMap(each => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
    )
    this.#conditions = conditionsIn(document)
  }

  /** What writes the answers to an operation with such variables; null where there is no plan for it. */
  writerFor(operation: OperationDefinitionNode, variableValues: Run['variableValues']): DataWriter | null {
    const type = this.#schema.getRootType(operation.operation)
    if (!type || operation.operation === 'subscription') return null
    let key = operation.name?.value ?? ''
    for (const name of this.#conditions) {
      if (!(name in variableValues)) continue
      if (typeof variableValues[name] !== 'boolean') return null
      key += ` ${name}=${variableValues[name]}`
    }
    const known = this.#writers.get(key)
    if (known) return known
    const selecting = { schema: this.#schema, fragments: this.fragments, variableValues }
    const fields = plannedFields(selecting, type, [operation.selectionSet])
    const write = operation.operation === 'mutation' ? fieldsInTurnWriter(fields) : fieldsWriter(fields)
    const writer: DataWriter = run => write(run, run.rootValue, undefined)
    if (this.#writers.size < MOST_PLANS) this.#writers.set(key, writer)
    return writer
  }
}

function conditionsIn(document: DocumentNode): string[] {
  const names = new Set<string>()
  visit(document, {
    Directive: ({ name, arguments: given }) => {
      if (name.value !== 'skip' && name.value !== 'include') return
      for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value)
    },
  })
  return [...names]
}
