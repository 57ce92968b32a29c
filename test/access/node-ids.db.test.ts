import { expect, test } from 'vitest'
import { encodeId } from '../../server/access/opaque-id.ts'
import { testServer } from '../support/server.ts'

test('an id that names a type without things of its own, or no type, is the id of nothing', async () => {
  await using server = await testServer()
  const { id, tokens } = await server.organization('North', 'OWNER')
  const named = ['Nothing', 'Query', 'DateTime', 'Node', 'Session', 'constructor', 'valueOf', 'Client']
  const ids = named.map(type => encodeId(type, id, 1))
  const all = await server.ask(tokens.OWNER, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })
  expect(all).toMatchObject({ status: 200, errors: [], data: { nodes: ids.map(() => null) } })
  for (const each of ids) {
    const one = await server.ask(tokens.OWNER, 'query ($id: ID!) { node(id: $id) { id } }', { id: each })
    expect(one).toMatchObject({ errors: [], data: { node: null } })
  }
})
