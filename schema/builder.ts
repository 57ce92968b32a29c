import SchemaBuilder from '@pothos/core'
import ComplexityPlugin from '@pothos/plugin-complexity'
import RelayPlugin from '@pothos/plugin-relay'
import ScopeAuthPlugin from '@pothos/plugin-scope-auth'
import ValidationPlugin from '@pothos/plugin-validation'
import {
  GraphQLError,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  getNamedType,
  getNullableType,
  isListType,
} from 'graphql'
import { decodeId, encodeId, typeOfId } from '../server/access/opaque-id.ts'
import { isMember, may, type Scope } from '../server/access/policy.ts'
import { secondFactorAsked } from '../server/access/second-factor-asked.ts'
import { BadInput, Forbidden, Unauthenticated } from '../server/errors.ts'
import type { Context } from './context.ts'
import { personalExtension } from './personal-reads.ts'
import { visibleNode } from './visible-node.ts'

interface Types {
  Context: Context
  AuthScopes: {
    /** Anybody, signed in or not. */
    public: true
    /** Signed in to an organization. */
    member: true
    /** Signed in by a session: a person, not a key. Holds whatever scopes they have. */
    session: true
    /** All of these scopes. */
    scopes: readonly Scope[]
  }
  Connection: { totalCount: () => number | Promise<number> }
  DefaultFieldNullability: false
  DefaultNodeNullability: false
  DefaultEdgesNullability: { list: false; items: false }
  Scalars: {
    ID: { Input: string; Output: string }
    Date: { Input: string; Output: string }
    DateTime: { Input: string; Output: string | number }
    Month: { Input: string; Output: string }
    JSON: { Input: unknown; Output: unknown }
    JSONObject: { Input: Record<string, unknown>; Output: Readonly<Record<string, unknown>> }
    File: { Input: File; Output: never }
  }
}

/** The rows a list field costs when the query does not say how many it wants. */
export const DEFAULT_PAGE = 50
/** What a list without a length of its own is weighed as. */
const LIST_EXPECTED = 5
/** Most rows of a page. */
export const MAX_PAGE = 1000

export const builder = new SchemaBuilder<Types>({
  plugins: [RelayPlugin, ScopeAuthPlugin, ValidationPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  relay: {
    cursorType: 'String',
    encodeGlobalID: (type, id, { viewer }) => encodeId(type, viewer.organizationId ?? 0, String(id)),
    // An id of another organization, or no id at all, is the id of nothing: it goes the way of one that never existed.
    decodeGlobalID: (id, { viewer }) => {
      const typename = typeOfId(id)
      if (typename === null || !hasThings(typename)) return { typename: 'Client', id: 'none' }
      return { typename, id: decodeId(id, typename, viewer.organizationId ?? -1)?.join(':') ?? 'none' }
    },
    nodeTypeOptions: { description: 'Anything that has an id of its own.' },
    idFieldOptions: { description: 'Opaque id; the same thing keeps its id.' },
    nodeQueryOptions: {
      description: 'The thing with this id, or null where there is none in your organization.',
      authScopes: { scopes: ['data:read'] },
      args: { id: { description: 'Id of any node.' } },
      nullable: true,
      resolve: async (_root, { id }, context, info, resolveNode) =>
        await visibleNode(await resolveNode(id), id.typename, context, info),
    },
    nodesQueryOptions: {
      description: 'Many things by their ids, in the order of the ids; null where there is none.',
      authScopes: { scopes: ['data:read'] },
      args: { ids: { description: 'Ids of any nodes, at most 1000.' } },
      nullable: { list: false, items: true },
      resolve: async (_root, { ids }, context, info, resolveNodes) => {
        const found = await resolveNodes(ids)
        return await Promise.all(
          ids.map(async ({ typename }, i) => await visibleNode(await found[i], typename, context, info)),
        )
      },
      complexity: ({ ids }) => ({ field: 1, multiplier: (ids as unknown[]).length }),
    },
    pageInfoTypeOptions: { description: 'Where a page stands in its list.' },
    hasNextPageFieldOptions: { description: 'Whether rows follow this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether rows precede this page.' },
    startCursorFieldOptions: { description: 'Cursor of the first row; null on an empty page.' },
    endCursorFieldOptions: { description: 'Cursor of the last row; null on an empty page.' },
    pageInfoFieldOptions: { description: 'Where this page stands in the list.' },
    edgesFieldOptions: {
      description: 'The rows of this page, each with its cursor.',
      nullable: { list: false, items: false },
    },
    nodeFieldOptions: { description: 'The row itself.', nullable: false },
    cursorFieldOptions: { description: 'Place of the row in the list, for after and before.' },
    firstArgOptions: {
      description: `So many rows from the start or after the cursor; ${DEFAULT_PAGE} when neither first nor last is given, at most ${MAX_PAGE}.`,
    },
    lastArgOptions: { description: `So many rows from the end or before the cursor, at most ${MAX_PAGE}.` },
    afterArgOptions: { description: 'Only rows after this cursor.' },
    beforeArgOptions: { description: 'Only rows before this cursor.' },
    nodesOnConnection: { description: 'The rows of this page without their cursors.' },
  },
  scopeAuth: {
    authorizeOnSubscribe: true,
    authScopes: ({ viewer, sessionId }) => ({
      public: true,
      member: isMember(viewer),
      session: isMember(viewer) && sessionId !== null,
      scopes: scopes => isMember(viewer) && scopes.every(scope => may(viewer, scope)),
    }),
    unauthorizedError: (_parent, context, info) => refusal(context, info),
  },
  validation: {
    validationError: ({ issues }) =>
      new BadInput(
        issues
          .map(
            ({ path, message }) =>
              `Reading ${path?.map(step => (typeof step === 'object' ? step.key : step)).join('.') || 'the arguments'}: ${message}`,
          )
          .join('; '),
      ),
  },
  complexity: {
    limit: ({ config }) => ({ complexity: config.graphqlMaxCost }),
    fieldComplexity: (args, _context, { name, type }) => ({ field: 1, multiplier: rowsOf(args, name, type) }),
    complexityError: (_kind, { complexity, maxComplexity }) =>
      new GraphQLError(
        `Weighing the query: it costs ${complexity}, the limit is ${maxComplexity}; ask for fewer rows (first) or fields`,
        { extensions: { code: 'QUERY_TOO_COSTLY' } },
      ),
  },
})

/** Whether a name is that of a type whose things are looked up by id: the library is not asked about any other. */
const hasThings = (typename: string): boolean =>
  builder.configStore.hasConfig(typename as never) &&
  'loadOne' in (builder.configStore.getTypeConfig(typename as never).pothosOptions ?? {})

/** How many things a field answers: the rows a connection is asked for, a handful for other lists, else one. */
function rowsOf(args: Record<string, unknown>, name: string, type: GraphQLOutputType): number {
  if (getNamedType(type).name.endsWith('Connection')) return Number(args.first ?? args.last ?? DEFAULT_PAGE)
  // The rows of a connection were counted with it.
  if (name === 'edges' || name === 'nodes') return 1
  return isListType(getNullableType(type)) ? LIST_EXPECTED : 1
}

/** Why a field was refused, for people who are signed in and people who are not. */
function refusal(context: Context, info: GraphQLResolveInfo): Error {
  if (!isMember(context.viewer)) return new Unauthenticated()
  const field = `${info.parentType.name}.${info.fieldName}`
  const options = info.parentType.getFields()[info.fieldName]?.extensions.pothosOptions as RuledOptions | undefined
  const { scopes: needed, session } = options?.authScopes ?? {}
  const scopes = needed?.join(', ') ?? (session ? 'a session' : 'more than your role has')
  context.refusals.note(field, scopes)
  if (session && !needed) return new Forbidden(`Using ${field}: only a person can, signed in with a session; not a key`)
  const why = secondFactorAsked(context.viewer) ?? `it needs ${scopes}; ask an administrator of your organization`
  return new Forbidden(`Using ${field}: ${why}`)
}

interface RuledOptions {
  readonly authScopes?: { readonly scopes?: readonly Scope[]; readonly session?: true }
}

/** The rule of a scalar that some roles may not see: null for them, with one error a request. Its field is nullable. */
export const maskedBy = (...scopes: readonly Scope[]) =>
  ({
    nullable: true,
    authScopes: { scopes },
    extensions: personalExtension(scopes),
    unauthorizedResolver: (_parent: unknown, _args: unknown, context: Context, info: GraphQLResolveInfo) =>
      context.refusals.mask(info, scopes),
  }) as const

/** A rule that looks at the thing itself, with the words that the access list says it in. */
export const describedRule = <F extends (...args: never[]) => unknown>(words: string, rule: F): F =>
  Object.assign(rule, { words })

builder.queryType({ description: 'Everything that can be read.' })
builder.mutationType({ description: 'Everything that changes data. Each change is written to the audit log with it.' })
builder.subscriptionType({ description: 'Things that are told as they happen, over server-sent events.' })

builder.globalConnectionField('totalCount', t =>
  t.int({ description: 'Rows in the whole list, on every page of it.', resolve: list => list.totalCount() }),
)
