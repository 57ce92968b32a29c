import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessEntries } from '../../schema/access-list.ts'
import { schema } from '../../schema/schema.ts'
import { type Role, roles, type Scope, scopesOfRole } from '../../server/access/policy.ts'
import { dbOf } from '../../server/db/tables.ts'
import { secrets } from '../support/sample-sheets.ts'
import { type TestServer, testServer } from '../support/server.ts'
import { places } from '../support/whole-query.ts'
import { documentOf, rootFields } from './document-of.ts'
import { noLimits, seeded } from './seeded.ts'

let server: TestServer
let north: Awaited<ReturnType<typeof seeded>>
beforeAll(async () => {
  server = await testServer(noLimits)
  north = await seeded(server, 'North', 'ADMIN', 'MANAGER', 'ANALYST', 'VIEWER')
})
afterAll(() => server[Symbol.asyncDispose]())

const rules = new Map(accessEntries(schema).map(entry => [entry.subject, entry.rule ?? '']))
/** Whether a role has what a rule of the access list asks for. */
const allows = (role: Role, rule: string): boolean =>
  rule === 'anybody' || rule.split(' and ').every(scope => scopesOfRole[role].includes(scope as Scope))

const queries = rootFields.filter(({ root }) => root === 'Query')

test.each(roles)('%s reads, in every field of the schema, what the rule book allows and nothing else', async role => {
  let masked = 0
  for (const { root, field } of queries) {
    const { data, errors } = await server.ask(north.tokens[role], documentOf(root, field, north.ids))
    const refusedHere = !allows(role, rules.get(`${root}.${field.name}`) ?? '')
    expect([field.name, errors.some(error => error.path?.length === 1)]).toEqual([field.name, refusedHere])
    if (refusedHere) continue
    for (const [type, name, value] of places(data)) {
      const rule = rules.get(`${type}.${name}`)
      if (rule === undefined || allows(role, rule)) continue
      masked++
      expect([type, name, value]).toEqual([type, name, null])
    }
    const codes = new Set(errors.map(error => error.extensions.code))
    expect([field.name, [...codes]]).toEqual([field.name, codes.size > 0 ? ['FORBIDDEN'] : []])
  }
  if (role === 'VIEWER') expect(masked).toBeGreaterThan(50)
})

test('a viewer meets no cost, contact or name of staff anywhere; an owner meets all of them', async () => {
  const answersOf = async (role: Role) => {
    const texts = await Promise.all(
      queries.map(async ({ root, field }) =>
        JSON.stringify((await server.ask(north.tokens[role], documentOf(root, field, north.ids))).data),
      ),
    )
    return texts.join('\n')
  }
  const viewer = await answersOf('VIEWER')
  expect(secrets.filter(secret => viewer.includes(secret))).toEqual([])
  const owner = await answersOf('OWNER')
  const stored = secrets.filter(secret => !['5557771111', '6237', '15119', '1871'].includes(secret))
  expect(stored.filter(secret => !owner.includes(secret))).toEqual([])
})

test.each([...roles, null])('%s may use the mutations of its scopes and no others', async role => {
  for (const { root, field } of rootFields.filter(each => each.root === 'Mutation')) {
    const rule = rules.get(`${root}.${field.name}`) ?? ''
    const allowed = role === null ? rule === 'anybody' : allows(role, rule)
    // Only refusals are tried: what is allowed has tests of its own.
    if (allowed) continue
    const token = role === null ? null : north.tokens[role]
    const query = documentOf(root, field, north.ids)
    if (field.name === 'uploadSnapshot') {
      const form = new FormData()
      form.append('operations', JSON.stringify({ query, variables: { file: null } }))
      form.append('map', '{"0":["variables.file"]}')
      form.append('0', new File(['name\nA\n'], 'a.csv'))
      const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` }
      const response = await fetch(`${server.address}/graphql`, { method: 'POST', body: form, headers })
      expect(await response.text()).toContain(role === null ? 'UNAUTHENTICATED' : 'FORBIDDEN')
      continue
    }
    const { errors } = await server.ask(token, query)
    expect([field.name, errors[0]?.extensions.code]).toEqual([
      field.name,
      role === null ? 'UNAUTHENTICATED' : 'FORBIDDEN',
    ])
  }
})

test('somebody who is not signed in reads nothing but who they are', async () => {
  for (const { root, field } of queries) {
    const { errors } = await server.ask(null, documentOf(root, field, north.ids))
    const expected = rules.get(`${root}.${field.name}`) === 'anybody' ? undefined : 'UNAUTHENTICATED'
    expect([field.name, errors[0]?.extensions.code]).toEqual([field.name, expected])
  }
})

test('a viewer cannot use a cost metric, shown, ordered by, filtered by or in a cell', async () => {
  const { data } = await server.ask(north.tokens.OWNER, '{ metricCatalog { key scope } }')
  const costs = (data.metricCatalog as { key: string; scope: string }[]).filter(metric => metric.scope === 'cost:read')
  expect(costs.length).toBeGreaterThan(10)
  const mine = await server.ask(north.tokens.VIEWER, '{ metricCatalog { key scope } }')
  expect(mine.data.metricCatalog.filter((metric: { scope: string }) => metric.scope === 'cost:read')).toEqual([])
  for (const { key } of costs) {
    const queriesOfKey = [
      `{metrics: ["${key}"]}`,
      `{metrics: ["revenue"], groupBy: [CLIENT], orderBy: [{metric: "${key}"}]}`,
      `{metrics: ["revenue"], groupBy: [CLIENT], having: [{metric: "${key}", op: GT, value: 0}]}`,
    ]
    for (const query of queriesOfKey) {
      const { errors } = await server.ask(north.tokens.VIEWER, `{ metrics(query: ${query}) { totalCount } }`)
      expect([query, errors[0]?.extensions.code]).toEqual([query, 'FORBIDDEN'])
    }
    const cell = await server.ask(
      north.tokens.VIEWER,
      `{ metricValues(keys: [{metric: "${key}", period: "ALL"}]) { ... on MetricValueError { code } ... on MetricValue { value } } }`,
    )
    expect([key, cell.data.metricValues]).toEqual([key, [{ code: 'FORBIDDEN' }]])
  }
})

test('what was refused stands in the log', async () => {
  const { errors } = await server.ask(north.tokens.VIEWER, '{ clients { nodes { contactEmail } } }')
  expect(errors).toHaveLength(1)
  expect(errors[0]?.path).toEqual(['clients', 'nodes', 0, 'contactEmail'])
  await expect
    .poll(async () => {
      const rows = await dbOf(server.running.database.em.fork())
        .selectFrom('audit_event')
        .select('details')
        .where('action', '=', 'access.refused')
        .execute()
      return rows.some(row => row.details.includes('Client.contactEmail'))
    })
    .toBe(true)
})
