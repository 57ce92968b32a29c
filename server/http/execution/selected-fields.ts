import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  type InlineFragmentNode,
  isAbstractType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql'
import type { Run } from './run.ts'

/** A field of an object as a document asks for it, in all the places where it stands under this name. */
export interface SelectedField {
  /** Its name in the answer. */
  readonly key: string
  readonly nodes: readonly [FieldNode, ...FieldNode[]]
  readonly definition: GraphQLField<unknown, unknown>
}

/** What fields are selected from. Of the variables, only those of @skip and @include matter. */
export type Selecting = Pick<Run, 'schema' | 'fragments' | 'variableValues'>

/** The fields of an object type out of selection sets, in the order of the answer. The document has been validated. */
export function selectedFields(
  selecting: Selecting,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): SelectedField[] {
  const nodes = new Map<string, [FieldNode, ...FieldNode[]]>()
  const seen = new Set<string>()
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (!isIncluded(selection, selecting.variableValues)) continue
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value
        const known = nodes.get(key)
        if (known) known.push(selection)
        else nodes.set(key, [selection])
        continue
      }
      let fragment: InlineFragmentNode | FragmentDefinitionNode | undefined
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const name = selection.name.value
        if (seen.has(name)) continue
        seen.add(name)
        fragment = selecting.fragments[name]
      } else fragment = selection
      if (fragment && appliesTo(fragment, type, selecting.schema)) collect(fragment.selectionSet)
    }
  }
  for (const set of sets) collect(set)
  return [...nodes].flatMap(([key, found]) => {
    const definition = definitionOf(found[0].name.value, type, selecting.schema)
    return definition ? [{ key, nodes: found, definition }] : []
  })
}

function isIncluded(node: SelectionNode, variables: Run['variableValues']): boolean {
  if (!node.directives?.length) return true
  if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true) return false
  return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false
}

function appliesTo(
  { typeCondition }: InlineFragmentNode | FragmentDefinitionNode,
  type: GraphQLObjectType,
  schema: GraphQLSchema,
): boolean {
  const condition = typeCondition && schema.getType(typeCondition.name.value)
  return !typeCondition || condition === type || (isAbstractType(condition) && schema.isSubType(condition, type))
}

function definitionOf(
  name: string,
  type: GraphQLObjectType,
  schema: GraphQLSchema,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef
  if (type === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef
  }
  return type.getFields()[name]
}
