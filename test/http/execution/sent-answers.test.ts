import { createSchema, createYoga } from 'graphql-yoga'
import { expect, test } from 'vitest'
import { plannedExecution } from '../../../server/http/execution/planned-execution-plugin.ts'

const names = (count: number) => Array.from({ length: count }, (_, index) => `Bäcker & Söhne № ${index} 🥐`)

const yoga = createYoga({
  schema: createSchema({
    typeDefs: 'type Query { names(count: Int!): [String!]!, failing: String }',
    resolvers: {
      Query: {
        names: (_root: unknown, { count }: { count: number }) => names(count),
        failing: () => {
          throw new Error('not shown')
        },
      },
    },
  }),
  logging: false,
  plugins: [plannedExecution()],
})

const ask = async (query: string, accept = 'application/json') =>
  await yoga.fetch('http://server/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ query }),
  })

test.each([1, 400, 401, 20_000])('an answer of %i names comes whole, with its length in bytes', async count => {
  const response = await ask(`{ names(count: ${count}) }`)
  const bytes = Buffer.from(await response.arrayBuffer())
  expect(bytes.toString()).toBe(JSON.stringify({ data: { names: names(count) } }))
  expect(response.headers.get('content-length')).toBe(String(bytes.length))
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
})

test('a long answer with an error tells both, and is an event where events are asked for', async () => {
  const query = '{ names(count: 2000) failing }'
  const { data, errors } = JSON.parse(await (await ask(query)).text())
  expect(data).toEqual({ names: names(2000), failing: null })
  expect(errors).toMatchObject([{ message: 'Unexpected error.', path: ['failing'] }])
  const event = await (await ask('{ names(count: 2000) }', 'text/event-stream')).text()
  expect(event).toContain(`data: ${JSON.stringify({ data: { names: names(2000) } })}\n`)
})
