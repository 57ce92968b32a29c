import {
  type GraphQLNamedOutputType,
  type GraphQLNullableType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { abstractWriter } from './abstract-writer.ts'
import { fieldWriter } from './field-writer.ts'
import { leafWriter } from './leaf-writer.ts'
import { leafListWriter, listWriter } from './list-writer.ts'
import { fieldsWriter, objectWriter, type PlannedField, startsOf } from './object-writer.ts'
import { type QuickWriter, quickLeaf, quickList, quickly, quickObject, quickOrNull } from './quick-writer.ts'
import type { Writer } from './run.ts'
import { type SelectedField, type Selecting, selectedFields } from './selected-fields.ts'

/** How values of a type are written, and how those are of which everything is there; null: none may be. */
interface ValuePlan {
  readonly write: Writer
  readonly quick: QuickWriter | null
}

/** The fields of an object type as a document selects them there, each with how it is written. */
export function plannedFields(
  selecting: Selecting,
  type: GraphQLObjectType,
  sets: Parameters<typeof selectedFields>[2],
): PlannedField[] {
  return selectedFields(selecting, type, sets).map(selected => {
    const { definition, key } = selected
    const inner = isNonNullType(definition.type) ? definition.type.ofType : definition.type
    const named = getNamedType(definition.type)
    const { write, quick } = valuePlan(selecting, definition.type, selected, `${type.name}.${definition.name}`)
    const leaf = isLeafType(inner) ? leafWriter(inner) : null
    return {
      key,
      write: fieldWriter({ type, selected, write, asksInfo: tellsItself(named), leaf }),
      quick: quick && !definition.resolve ? { property: definition.name, write: quick } : null,
    }
  })
}

/** Whether a value of the type is asked, with the info of its field, what it is. */
const tellsItself = (type: GraphQLNamedOutputType): boolean =>
  isAbstractType(type) || (isObjectType(type) && type.isTypeOf !== undefined && type.isTypeOf !== null)

/** A value of a field's type, or of the items of its lists. */
function valuePlan(selecting: Selecting, type: GraphQLOutputType, selected: SelectedField, field: string): ValuePlan {
  const isNonNull = isNonNullType(type)
  const { write, quick } = presentPlan(selecting, isNonNull ? type.ofType : type, selected, field)
  return {
    quick: quick && !isNonNull ? quickOrNull(quick) : quick,
    write: (run, value, path, info) => {
      if (value === null || value === undefined) {
        if (isNonNull) throw new Error(`Cannot return null for non-nullable field ${field}.`)
        return null
      }
      if (value instanceof Error) throw value
      return write(run, value, path, info)
    },
  }
}

/** A value that is there. */
function presentPlan(
  selecting: Selecting,
  type: GraphQLNullableType & GraphQLOutputType,
  selected: SelectedField,
  field: string,
): ValuePlan {
  const { nodes } = selected
  if (isListType(type)) {
    const item = valuePlan(selecting, type.ofType, selected, field)
    const plan = { item: item.write, itemIsNonNull: isNonNullType(type.ofType), nodes, field }
    const ofLeaves = isLeafType(getNullableType(type.ofType))
    return quickFirst(ofLeaves ? leafListWriter(plan) : listWriter(plan), item.quick && quickList(item.quick))
  }
  if (isLeafType(type)) {
    const leaf = leafWriter(type)
    return { write: (_run, value) => leaf(value), quick: quickLeaf(leaf) }
  }
  const ofObject = (object: GraphQLObjectType): ValuePlan => {
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
    const fields = plannedFields(selecting, object, sets)
    return quickFirst(
      objectWriter(object, nodes, fieldsWriter(fields)),
      tellsItself(object) ? null : quickFields(fields),
    )
  }
  if (isAbstractType(type))
    return { write: abstractWriter(type, nodes, field, object => ofObject(object).write), quick: null }
  return ofObject(type)
}

/** Tries the quick way, where there is one. */
const quickFirst = (write: Writer, quick: QuickWriter | null): ValuePlan => ({
  quick,
  write: quick ? (run, value, path, info) => quickly(quick, value) ?? write(run, value, path, info) : write,
})

function quickFields(fields: readonly PlannedField[]): QuickWriter | null {
  const starts = startsOf(fields)
  const found = fields.flatMap(({ quick }, index) => (quick ? [{ ...quick, start: starts[index]! }] : []))
  return found.length === fields.length ? quickObject(found) : null
}
