import type { CompiledQuery } from './answer.ts'

/** A compiled query as a person pastes it into GraphiQL or a program: whole, with what it asks for. */
export const graphqlText = (compiled: CompiledQuery): string =>
  compiled.kind === 'metrics'
    ? `{
  metrics(query: ${literal(compiled.query, 1)}) {
    flatRows
    totalCount
    truncated
  }
}`
    : `{
  explain(input: ${literal(compiled.input, 1)}) {
    sentence
    value
    baseline
    difference
    drivers { label from to contribution }
  }
}`

/** Fields whose values are enum values, which GraphQL writes without quotes. */
const enums: ReadonlySet<string> = new Set([
  'groupBy',
  'compareTo',
  'unit',
  'op',
  'dimension',
  'direction',
  'definitions',
  'against',
  'by',
])

function literal(value: unknown, depth: number, field = ''): string {
  if (typeof value === 'string' && enums.has(field)) return value
  if (Array.isArray(value)) return `[${value.map(each => literal(each, depth, field)).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const fields = Object.entries(value).filter(([, each]) => each !== undefined && each !== null)
  const flat = `{ ${fields.map(([name, each]) => `${name}: ${literal(each, depth, name)}`).join(', ')} }`
  if (flat.length <= 60) return flat
  const indent = '  '.repeat(depth + 1)
  const lines = fields.map(([name, each]) => `${indent}${name}: ${literal(each, depth + 1, name)}`)
  return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`
}
