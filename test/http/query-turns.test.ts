import { createSchema, createYoga, type Plugin } from 'graphql-yoga'
import { expect, test } from 'vitest'
import { takeTurns } from '../../server/http/limits/query-turns.ts'

test('a query that finds too many before it is refused with when to come again; changes do not wait for queries', async () => {
  const { promise, resolve } = Promise.withResolvers<number>()
  const begun = Promise.withResolvers<void>()
  const slowly = () => {
    begun.resolve()
    return promise
  }
  const yoga = createYoga({
    schema: createSchema({
      typeDefs: 'type Query { slow: Int quick: Int } type Mutation { change: Int }',
      resolvers: { Query: { slow: slowly, quick: () => 2 }, Mutation: { change: () => 3 } },
    }),
    plugins: [takeTurns({ atOnce: 1, waiting: 0, share: 1, wait: 1000 }) as unknown as Plugin],
    context: ({ request }: { request: Request }) => ({ signal: request.signal, asker: ['firm', 'person'] }),
    logging: false,
  })
  const ask = async (query: string) => {
    const response = await yoga.fetch('http://server/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query }),
    })
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body: await response.json() }
  }
  const slow = ask('{ slow }')
  await begun.promise
  const refused = await ask('{ quick }')
  expect(refused).toMatchObject({ status: 503, retryAfter: '10' })
  expect(refused.body.errors[0].extensions.code).toBe('TOO_BUSY')
  expect(await ask('mutation { change }')).toMatchObject({ status: 200, body: { data: { change: 3 } } })
  resolve(1)
  expect(await slow).toMatchObject({ status: 200, body: { data: { slow: 1 } } })
  expect(await ask('{ quick }')).toMatchObject({ status: 200, body: { data: { quick: 2 } } })
})
