import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql'

/** A rule in words: "anybody", "members", "a session", "data:read", or null where none is declared. */
type Rule = string | null

const ruleOf = (extensions: Readonly<Record<string, unknown>>): Rule => {
  const options = extensions.pothosOptions as { authScopes?: unknown } | undefined
  return ruleText(options?.authScopes)
}

function ruleText(rule: unknown): Rule {
  if (rule === undefined || rule === null) return null
  if (typeof rule === 'function') return 'words' in rule ? String(rule.words) : null
  const { public: everybody, member, session, scopes } = rule as DeclaredRule
  if (everybody) return 'anybody'
  if (session) return 'a session'
  if (scopes) return scopes.join(' and ')
  return member ? 'members' : null
}

interface DeclaredRule {
  readonly public?: true
  readonly member?: true
  readonly session?: true
  readonly scopes?: readonly string[]
}

export interface AccessEntry {
  /** "Query.clients" or "Client" */
  readonly subject: string
  readonly rule: Rule
}

const roots = new Set(['Query', 'Mutation', 'Subscription'])

/** Rules of every root field, of every type that has an id, and of every other type and field that has its own. */
export function accessEntries(schema: GraphQLSchema): AccessEntry[] {
  const types = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(type => !type.name.startsWith('__'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  return types.flatMap(type => [...typeEntry(type), ...fieldEntries(type)])
}

const isNode = (type: GraphQLObjectType) => type.getInterfaces().some(each => each.name === 'Node')

function typeEntry(type: GraphQLObjectType): AccessEntry[] {
  const rule = ruleOf(type.extensions)
  return isNode(type) || (rule !== null && !roots.has(type.name)) ? [{ subject: type.name, rule }] : []
}

function fieldEntries(type: GraphQLObjectType): AccessEntry[] {
  return Object.values(type.getFields())
    .map(field => ({ subject: `${type.name}.${field.name}`, rule: ruleOf(field.extensions) }))
    .filter(entry => roots.has(type.name) || entry.rule !== null)
    .sort((a, b) => (a.subject < b.subject ? -1 : 1))
}

/** The rules as text, one a line. */
export function printAccess(schema: GraphQLSchema): string {
  const entries = accessEntries(schema)
  const width = Math.max(...entries.map(entry => entry.subject.length))
  const lines = entries.map(({ subject, rule }) => `${subject.padEnd(width)}  ${rule ?? 'NO RULE'}`)
  return `${[
    '# Who may use what: written by `npm run print`, compared by `npm run check`.',
    '# Types without a line are read through what has one. Which role has which scope: server/access/policy.ts.',
    '',
    ...lines,
  ].join('\n')}\n`
}
