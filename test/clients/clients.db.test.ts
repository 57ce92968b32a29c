import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, testServer } from '../support/server.ts'
import { statementsOf } from '../support/statements.ts'

let server: TestServer
let token: string
const count = 50
const names = Array.from({ length: count }, (_, index) => `Client ${String.fromCharCode(65 + (index % 26))} ${index}`)

beforeAll(async () => {
  server = await testServer()
  token = (await server.organization('North', 'OWNER')).tokens.OWNER
  const rows = names.map(
    (name, index) => `${name},X-${index},${index % 3 === 0 ? '' : `Industry ${index % 3}`},${index % 5 !== 0}`,
  )
  await accept('clients', `name,external_id,industry,is_active\n${rows.join('\n')}\n`)
  const invoices = names.flatMap((name, index) =>
    [1, 2, 3].map(month => `${name},I-${index}-${month},2026-0${month}-15,100.5`),
  )
  await accept('invoices', `client,invoice_number,date,total_amount\n${invoices.join('\n')}\n`)
  const logs = names.map((name, index) => `${name},Maya ${index % 4},2026-03-0${1 + (index % 9)},1.25,T-${index}`)
  await accept('time_logs', `client,staff_name,date,hours,external_id\n${logs.join('\n')}\n`)
  const licenses = names.map((name, index) => `${name},Product ${index % 7},10,L-${index}`)
  await accept('licenses', `client,product,seats_purchased,external_id\n${licenses.join('\n')}\n`)
})
afterAll(() => server[Symbol.asyncDispose]())

async function accept(dataset: string, sheet: string) {
  const response = await server.upload(token, dataset, sheet)
  expect([dataset, response.status]).toEqual([dataset, 200])
}

async function ask(query: string, variables = {}) {
  const { data, errors } = await server.ask(token, query, variables)
  expect(errors).toEqual([])
  return data
}

interface ClientPage {
  totalCount: number
  nodes: { name: string }[]
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null }
}

const page = `query ($orderBy: ClientOrder, $first: Int, $after: String, $last: Int, $before: String) {
  clients(orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    totalCount nodes { name } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`

test.each([
  { field: 'NAME', direction: 'ASC' },
  { field: 'NAME', direction: 'DESC' },
  { field: 'INDUSTRY', direction: 'ASC' },
  { field: 'SINCE', direction: 'DESC' },
])('pages put together are the list, forwards and backwards, by $field $direction', async orderBy => {
  const all = (await ask(page, { orderBy, first: 1000 })).clients.nodes
  expect(all).toHaveLength(count)
  const forwards: unknown[] = []
  for (let after: string | null = null, more = true; more; ) {
    const { nodes, pageInfo, totalCount }: ClientPage = (await ask(page, { orderBy, first: 7, after })).clients
    expect([totalCount, pageInfo.hasPreviousPage]).toEqual([count, after !== null])
    forwards.push(...nodes)
    after = pageInfo.endCursor
    more = pageInfo.hasNextPage
  }
  expect(forwards).toEqual(all)
  const backwards: unknown[] = []
  for (let before: string | null = null, more = true; more; ) {
    const { nodes, pageInfo }: ClientPage = (await ask(page, { orderBy, last: 7, before })).clients
    backwards.unshift(...nodes)
    before = pageInfo.startCursor
    more = pageInfo.hasPreviousPage
  }
  expect(backwards).toEqual(all)
})

test('names are in the order of their code points, whatever the dialect', async () => {
  const { nodes } = (await ask(page, { orderBy: { field: 'NAME', direction: 'ASC' }, first: 1000 })).clients
  const expected = names.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
  expect(nodes.map((node: { name: string }) => node.name)).toEqual(expected)
})

test('filters narrow the list and its count', async () => {
  const filtered = async (filter: object) => {
    const data = await ask(
      'query ($filter: ClientFilter) { clients(filter: $filter, first: 1000) { totalCount nodes { id name } } }',
      { filter },
    )
    expect(data.clients.nodes).toHaveLength(data.clients.totalCount)
    return data.clients.nodes as { id: string; name: string }[]
  }
  expect((await filtered({ search: 'CLIENT b' })).map(client => client.name)).toEqual(['Client B 1', 'Client B 27'])
  expect(await filtered({ search: 'x-49' })).toHaveLength(1)
  expect(await filtered({ search: '%' })).toEqual([])
  expect(await filtered({ search: '_' })).toEqual([])
  expect(await filtered({ active: false })).toHaveLength(10)
  expect(await filtered({ industries: ['industry 1'] })).toHaveLength(17)
  expect(await filtered({ industries: [] })).toEqual([])
  const [one] = await filtered({ search: 'x-7' })
  expect(await filtered({ ids: [one?.id, 'bm9uZQ'] })).toEqual([one])
})

test('a page that is too large, a foreign cursor and two directions at once are errors', async () => {
  for (const variables of [{ first: 1001 }, { first: -1 }, { after: 'eyJ9' }, { first: 1, last: 1 }, { before: 'x' }]) {
    const { errors } = await server.ask(token, page, variables)
    expect([variables, errors[0]?.extensions.code]).toEqual([variables, 'BAD_USER_INPUT'])
  }
})

test('a client is found by name in any case, by external id and by id', async () => {
  const { a, b } = await ask('{ a: client(name: "cLIENT a 0") { id name } b: client(name: "X-0") { id } }')
  expect(a).toEqual({ id: b.id, name: 'Client A 0' })
  expect(await ask('query ($id: ID!) { client(id: $id) { name } node(id: $id) { __typename } }', { id: a.id })).toEqual(
    {
      client: { name: 'Client A 0' },
      node: { __typename: 'Client' },
    },
  )
  expect(await ask('{ client(name: "nobody") { id } }')).toEqual({ client: null })
})

test('rows of a client page without repeating or leaving out any', async () => {
  const query = `query ($after: String) { client(name: "X-3") { invoices(first: 2, after: $after) {
    totalCount nodes { invoiceNumber } pageInfo { hasNextPage endCursor } } } }`
  const first = (await ask(query)).client.invoices
  expect(first).toMatchObject({ totalCount: 3, nodes: [{ invoiceNumber: 'I-3-3' }, { invoiceNumber: 'I-3-2' }] })
  const second = (await ask(query, { after: first.pageInfo.endCursor })).client.invoices
  expect(second).toMatchObject({ nodes: [{ invoiceNumber: 'I-3-1' }], pageInfo: { hasNextPage: false } })
})

test('a list of 50 clients with their rows takes as many statements as one of 5', async () => {
  const query = (first: number) => `{ clients(first: ${first}) { totalCount nodes {
    name industry snapshot { number uploadedBy { name } issues(first: 3) { totalCount nodes { code } } }
    invoices(first: 2) { totalCount nodes { date client { name } snapshot { number } } }
    timeLogs(first: 2) { totalCount nodes { hours staffName } }
    licenses(first: 2) { totalCount nodes { product vendor } }
  } } }`
  const statements = async (first: number) =>
    await statementsOf(server.served, async () => {
      expect((await ask(query(first))).clients.nodes).toHaveLength(first)
    })
  const few = await statements(5)
  const many = await statements(50)
  expect(many.length, many.join('\n')).toBe(few.length)
  expect(few.length).toBeLessThan(20)
})

test('a node of each kind of row is found by its id', async () => {
  const data = await ask(
    `{ client(name: "X-1") { invoices { nodes { id invoiceNumber } } timeLogs { nodes { id hours } } licenses { nodes { id product } } } }`,
  )
  const { invoices, timeLogs, licenses } = data.client
  const ids = [invoices.nodes[0].id, timeLogs.nodes[0].id, licenses.nodes[0].id, invoices.nodes[1].id]
  const found = await ask(
    `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Invoice { invoiceNumber } ... on TimeLog { hours } ... on License { product } } }`,
    { ids },
  )
  expect(found.nodes).toEqual([
    { __typename: 'Invoice', ...invoices.nodes[0] },
    { __typename: 'TimeLog', ...timeLogs.nodes[0] },
    { __typename: 'License', ...licenses.nodes[0] },
    { __typename: 'Invoice', ...invoices.nodes[1] },
  ])
})
