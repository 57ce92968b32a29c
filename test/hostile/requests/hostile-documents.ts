/** A document, or its variables, beyond one of the limits as they are by default. */
interface HostileDocument {
  readonly what: string
  readonly document: string
  readonly variables?: unknown
  readonly code: string
}

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ')
const nested = (depth: number): string => `${'{"not":'.repeat(depth)}{}${'}'.repeat(depth)}`
const where = 'query ($w: MetricFilter) { metrics(query: {metrics: ["hours"], where: $w}) { totalCount } }'
const levels = (count: number) =>
  `${'nodes { invoices { nodes { client { '.repeat(count)}name${' } } } }'.repeat(count)}`

export const hostileDocuments: readonly HostileDocument[] = [
  { what: 'words without end', document: `{ viewer { ${times(5000, () => 'role')} } }`, code: 'GRAPHQL_PARSE_FAILED' },
  {
    what: 'braces without end',
    document: `${'{ a '.repeat(100_000)}`,
    code: 'GRAPHQL_PARSE_FAILED',
  },
  {
    what: 'a list without end, unclosed',
    document: `{ nodes(ids: ${'['.repeat(50_000)}`,
    code: 'TOO_DEEP',
  },
  { what: 'deep', document: `{ clients { ${levels(5)} } }`, code: 'TOO_DEEP' },
  {
    what: 'deep behind fragments',
    document: `query Q { clients { ...F0 } } ${times(6, index => `fragment F${index} on ClientConnection { nodes { invoices { nodes { client { id } } } } ...F${index + 1} }`)} fragment F6 on ClientConnection { ${levels(5)} }`,
    code: 'TOO_DEEP',
  },
  {
    what: 'deep in its values',
    document: `{ metrics(query: {metrics: ["hours"], where: ${nested(30).replaceAll('"', '')}}) { totalCount } }`,
    code: 'TOO_DEEP',
  },
  { what: 'deep in its variables', document: where, variables: { w: JSON.parse(nested(30)) }, code: 'TOO_DEEP' },
  {
    what: 'deep in variables that nobody declared a shape for',
    document: 'query ($v: JSONObject) { ask(question: "x", input: {previousQuery: $v}) { text } }',
    variables: { v: JSON.parse(nested(2000)) },
    code: 'TOO_DEEP',
  },
  { what: 'aliases', document: `{ ${times(61, index => `a${index}: viewer { role }`)} }`, code: 'TOO_MANY_ALIASES' },
  {
    what: 'the same field again and again',
    document: `{ viewer { ${times(900, () => 'role')} } }`,
    code: 'TOO_MANY_ALIASES',
  },
  {
    what: 'the same selection again and again',
    document: `{ ${times(400, () => 'clients { nodes { name } }')} }`,
    code: 'TOO_MANY_ALIASES',
  },
  {
    what: 'the same fragment again and again',
    document: `{ ${times(900, () => '...F')} } fragment F on Query { viewer { role } }`,
    code: 'TOO_MANY_ALIASES',
  },
  {
    what: 'fragments that double each other',
    document: `{ ...F0 } ${times(40, index => `fragment F${index} on Query { ...F${index + 1} ... { ...F${index + 1} } }`)} fragment F40 on Query { viewer { role } }`,
    code: 'TOO_MANY_FIELDS',
  },
  {
    what: 'fragments that are wide and used often',
    document: `{ clients { nodes { ${times(50, index => `... on Client { ...W ...W${index} }`)} } } } fragment W on Client { ${times(60, index => `a${index % 50}: name`)} } ${times(50, index => `fragment W${index} on Client { id name industry }`)}`,
    code: 'TOO_MANY_FIELDS',
  },
  {
    what: 'a fragment that contains itself',
    document: '{ ...A } fragment A on Query { viewer { role } ...B } fragment B on Query { ...A }',
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    what: 'directives',
    document: `{ viewer { role ${times(51, () => '@include(if: true)')} } }`,
    code: 'TOO_MANY_DIRECTIVES',
  },
  {
    what: 'directives that there are not, everywhere',
    document: `{ viewer { ${times(30, index => `x${index}: role @a @b @c`)} } }`,
    code: 'TOO_MANY_DIRECTIVES',
  },
  {
    what: 'operations',
    document: `query Q { viewer { role } } ${times(50, index => `query Q${index} { viewer { role } }`)}`,
    code: 'TOO_MANY_OPERATIONS',
  },
  {
    what: 'a list in the document',
    document: `{ nodes(ids: [${times(1001, () => '"a"')}]) { id } }`,
    code: 'LIST_TOO_LONG',
  },
  {
    what: 'a list in variables',
    document: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    variables: { ids: new Array(1001).fill('a') },
    code: 'LIST_TOO_LONG',
  },
  {
    what: 'cells by the thousand',
    document: 'query ($k: [MetricValueKey!]!) { metricValues(keys: $k) { __typename } }',
    variables: { k: new Array(1001).fill({ metric: 'revenue', period: '2026' }) },
    code: 'LIST_TOO_LONG',
  },
  {
    what: 'a list inside of a filter',
    document: where,
    variables: { w: { not: { clients: new Array(100_000).fill('a') } } },
    code: 'LIST_TOO_LONG',
  },
  {
    what: 'rows through a variable',
    document:
      'query ($n: Int) { clients(first: $n) { nodes { name invoices(first: $n) { nodes { number: invoiceNumber lines { unitPrice } } } } } }',
    variables: { n: 1000 },
    code: 'QUERY_TOO_COSTLY',
  },
  {
    what: 'rows through a default of a variable',
    document: 'query ($n: Int = 1000) { clients(first: $n) { nodes { invoices(first: $n) { nodes { date } } } } }',
    code: 'QUERY_TOO_COSTLY',
  },
  {
    what: 'nodes with everything below them',
    document:
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Client { invoices(first: 1000) { nodes { date } } } } }',
    variables: { ids: new Array(1000).fill('a') },
    code: 'QUERY_TOO_COSTLY',
  },
  {
    what: 'a description of the schema that goes round in circles',
    document: `{ __schema { types { ${'fields { type { '.repeat(6)}name${' } }'.repeat(6)} } } }`,
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
]
