import {
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getArgumentValues,
  isNonNullType,
  locatedError,
  responsePathAsArray,
} from 'graphql'
import type { LeafWriter } from './leaf-writer.ts'
import { type FieldWriter, isPromise, type Later, type Path, type Run, type Writer, type Written } from './run.ts'
import type { SelectedField } from './selected-fields.ts'

/** A field of a type and how its value is written. */
export interface FieldPlan {
  readonly type: GraphQLObjectType
  readonly selected: SelectedField
  readonly write: Writer
  /** Whether the type of its value asks for the info of the field to tell itself by. */
  readonly asksInfo: boolean
  /** Of a leaf that is no list: how a value is written that is there. */
  readonly leaf: LeafWriter | null
}

/**
 * Writes a field: resolves it and writes what comes. One that fails is null, or makes what it stands in null where it may
 * not be.
 */
export function fieldWriter(plan: FieldPlan): FieldWriter {
  const { resolve } = plan.selected.definition
  if (!resolve) return plan.leaf ? leafPropertyWriter(plan, plan.leaf) : propertyWriter(plan)
  const { definition, nodes } = plan.selected
  const takesArguments = definition.args.length > 0
  const end = ending(plan)
  return (run, source, parent) => {
    const path = pathOf(plan, parent)
    try {
      const info = infoOf(plan, run, path)
      const given = takesArguments ? getArgumentValues(definition, nodes[0], run.variableValues) : {}
      return end.with(run, resolve(source, given, run.contextValue, info), path, info)
    } catch (error) {
      return end.failed(run, error, path)
    }
  }
}

/** A property of its source, as it is or as it answers when called. */
function propertyWriter(plan: FieldPlan): FieldWriter {
  const { name } = plan.selected.definition
  const end = ending(plan)
  return (run, source, parent) => {
    const path = pathOf(plan, parent)
    try {
      let value = hasProperties(source) ? source[name] : undefined
      if (typeof value === 'function') value = called(plan, run, source, path)
      return end.with(run, value, path, plan.asksInfo ? infoOf(plan, run, path) : undefined)
    } catch (error) {
      return end.failed(run, error, path)
    }
  }
}

/** The same for a scalar or enum, as most fields are: where it stands is worked out only if that is asked for. */
function leafPropertyWriter(plan: FieldPlan, leaf: LeafWriter): FieldWriter {
  const { name } = plan.selected.definition
  const end = ending(plan)
  return (run, source, parent) => {
    try {
      let value = hasProperties(source) ? source[name] : undefined
      if (typeof value === 'string' || typeof value === 'number') return leaf(value)
      const path = pathOf(plan, parent)
      if (typeof value === 'function') value = called(plan, run, source, path)
      return end.with(run, value, path, undefined)
    } catch (error) {
      return end.failed(run, error, pathOf(plan, parent))
    }
  }
}

/** What becomes of a value that a field resolved to, and of a failure. */
function ending({ selected: { nodes, definition }, write }: FieldPlan) {
  const isNonNull = isNonNullType(definition.type)
  const failed = (run: Run, error: unknown, path: Path): null => {
    const located = locatedError(error, nodes, responsePathAsArray(path))
    if (isNonNull) throw located
    run.errors.add(located, path)
    return null
  }
  return {
    failed,
    with: (run: Run, value: unknown, path: Path, info: GraphQLResolveInfo | undefined): Later<Written> => {
      const written = isPromise(value)
        ? value.then(found => write(run, found, path, info))
        : write(run, value, path, info)
      return isPromise(written) ? written.then(undefined, error => failed(run, error, path)) : written
    },
  }
}

const hasProperties = (source: unknown): source is Readonly<Record<string, unknown>> =>
  (typeof source === 'object' && source !== null) || typeof source === 'function'

function called(plan: FieldPlan, run: Run, source: unknown, path: Path): unknown {
  const { definition, nodes } = plan.selected
  const given = getArgumentValues(definition, nodes[0], run.variableValues)
  const methods = source as Readonly<Record<string, (...given: unknown[]) => unknown>>
  return methods[definition.name]!(given, run.contextValue, infoOf(plan, run, path))
}

const pathOf = ({ type, selected }: FieldPlan, parent: Path | undefined): Path => ({
  prev: parent,
  key: selected.key,
  typename: type.name,
})

function infoOf({ type, selected }: FieldPlan, run: Run, path: Path): GraphQLResolveInfo {
  const { schema, fragments, rootValue, operation, variableValues } = run
  const { definition, nodes } = selected
  return {
    fieldName: definition.name,
    fieldNodes: nodes,
    returnType: definition.type,
    parentType: type,
    path,
    schema,
    fragments,
    rootValue,
    operation,
    variableValues,
  }
}
