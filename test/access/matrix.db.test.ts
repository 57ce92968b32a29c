import { afterAll, beforeAll, expect, test } from 'vitest'
import { schema } from '../../schema/schema.ts'
import { may } from '../../server/access/policy.ts'
import { dbOf } from '../../server/db/tables.ts'
import { dimensions } from '../../server/metrics/metric-query.ts'
import { secrets, withoutClock } from '../support/sample-sheets.ts'
import { type TestServer, testServer } from '../support/server.ts'
import { places } from '../support/whole-query.ts'
import { type Caller, everybody } from './callers.ts'
import { Cells } from './cells.ts'
import { documentOf, rootFields } from './document-of.ts'
import { leavesOf, maskedFields, spelledFields, spellings } from './masked-fields.ts'
import { documentOfWay, type MetricWay, metricWays } from './metric-ways.ts'
import { allows, allowsOperation, allowsSubject, refusedWith, rules } from './rule-book.ts'
import { noLimits } from './seeded.ts'

let server: TestServer
let north: Awaited<ReturnType<typeof everybody>>
const cells = new Cells()
beforeAll(async () => {
  server = await testServer(noLimits)
  north = await everybody(server)
})
afterAll(async () => {
  console.log(`${cells.count} cells of the access matrix: ${JSON.stringify(cells.byWay)}`)
  await server[Symbol.asyncDispose]()
})

const ALLOWED = 'allowed'
const queries = rootFields.filter(({ root }) => root === 'Query')
/** The codes of refusals; what else an answer says is no matter of access. */
const refusals = new Set(['FORBIDDEN', 'UNAUTHENTICATED'])

type Errors = readonly { path?: (string | number)[]; extensions: { code: string } }[]
/** What came of one field of a document. */
const outcomeOf = (errors: Errors, alias: string): string => {
  // Without a path it is the document that was refused, for what it is.
  const whole = errors.find(({ path }) => path === undefined)
  if (whole && !refusals.has(whole.extensions.code)) return whole.extensions.code
  const codes = errors.filter(({ path }) => path?.length === 1 && path[0] === alias).map(error => error.extensions.code)
  return codes.find(code => refusals.has(code)) ?? ALLOWED
}

/** Whether a part of the matrix is as the rule book says, and not empty. */
function expectAsExpected(atLeast: number): void {
  expect(cells.takeWrong()).toEqual([])
  expect(cells.count).toBeGreaterThan(atLeast)
}

/** A whole document; nobody is not let in with that much. */
const documentFor = ({ token }: Caller, root: string, field: (typeof rootFields)[number]['field']): string =>
  token === null ? documentOf(root, field, north.ids, '{ __typename }') : documentOf(root, field, north.ids)

test('everybody reads, in every field of the schema, what the rule book allows and nothing else', async () => {
  const met = new Set<string>()
  for (const caller of north.callers)
    for (const { root, field } of queries) {
      const subject = `${root}.${field.name}`
      const { data, errors } = await server.ask(caller.token, documentFor(caller, root, field))
      const allowed = allowsSubject(caller, subject)
      cells.note(caller.name, 'read', subject, outcomeOf(errors, field.name), allowed ? ALLOWED : refusedWith(caller))
      if (!allowed) continue
      for (const [type, name, value] of places(data)) {
        const rule = rules.get(`${type}.${name}`)
        const visible = rule === undefined || allows(caller, rule)
        if (visible && value !== null) met.add(`${type}.${name}`)
        const found = value === null ? 'null' : 'a value'
        cells.note(caller.name, 'select', `${type}.${name}`, found, visible ? found : 'null')
      }
      const broken = errors
        .map(error => error.extensions.code)
        .filter(code => /INTERNAL|TOO_|VALIDATION|BAD_REQUEST/.test(code))
      cells.note(caller.name, 'no failure', subject, broken.join(), '')
    }
  expectAsExpected(3000)
  // What is masked for some was there for others, else its mask was not tried. A log of a first hour has no keys in it.
  expect(maskedFields.filter(subject => !met.has(subject) && subject !== 'AuditEvent.apiKey')).toEqual([])
}, 300_000)

test('everybody may use the operations of the rule book and no others', async () => {
  for (const caller of north.callers)
    for (const { root, field } of rootFields.filter(each => each.root === 'Mutation')) {
      const subject = `${root}.${field.name}`
      const allowed = allowsOperation(caller, subject)
      // These would end what the next cells are asked with.
      if (allowed && ['signOut', 'endSession', 'uploadSnapshot'].includes(field.name)) continue
      const expected = allowed ? ALLOWED : refusedWith(caller)
      if (field.name === 'uploadSnapshot') {
        const text = await multipart(caller, documentOf(root, field, north.ids))
        cells.note(caller.name, 'operation', subject, text.includes(expected) ? expected : text.slice(0, 100), expected)
        continue
      }
      const { errors } = await server.ask(caller.token, documentFor(caller, root, field))
      cells.note(caller.name, 'operation', subject, outcomeOf(errors, field.name), expected)
    }
  expectAsExpected(400)
}, 300_000)

async function multipart({ token }: Caller, query: string): Promise<string> {
  const form = new FormData()
  form.append('operations', JSON.stringify({ query, variables: { file: null } }))
  form.append('map', '{"0":["variables.file"]}')
  form.append('0', new File(['name\nA\n'], 'a.csv'))
  const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` }
  return await (await fetch(`${server.address}/graphql`, { method: 'POST', body: form, headers })).text()
}

test('everybody finds by its id what they may read of its type, alone and among others', async () => {
  for (const caller of north.callers)
    for (const [type, id] of Object.entries(north.ids)) {
      const allowed = allowsSubject(caller, 'Query.node') && allows(caller, rules.get(type) ?? 'NO RULE')
      const alone = await server.ask(caller.token, `{ node(id: "${id}") { __typename } }`)
      const others = await server.ask(caller.token, `{ nodes(ids: ["${id}"]) { __typename } }`)
      const errors = [...alone.errors, ...others.errors]
      const one = alone.data?.node?.__typename === type ? ALLOWED : 'nothing'
      const among = others.data?.nodes?.[0]?.__typename === type ? ALLOWED : 'nothing'
      cells.note(caller.name, 'node', type, one, allowed ? ALLOWED : 'nothing')
      cells.note(caller.name, 'nodes', type, among, allowed ? ALLOWED : 'nothing')
      const codes = errors.map(error => error.extensions.code).filter(code => !refusals.has(code))
      cells.note(caller.name, 'node errors', type, codes.join(), '')
    }
  expectAsExpected(300)
}, 300_000)

test('a masked field stays masked however it is written: alias, fragment, directive, twice', async () => {
  for (const caller of north.callers)
    for (const subject of maskedFields) {
      const { data } = await server.ask(caller.token, spelledFields(subject, north.ids))
      const visible = allowsSubject(caller, subject) && data !== null
      for (const spelling of spellings) {
        const shown = leavesOf(data?.[spelling]).some(value => value !== null) ? 'a value' : 'null'
        if (!visible) cells.note(caller.name, spelling, subject, data ? shown : 'null', 'null')
        // A log of a first hour has no keys in it.
        else if (caller.name === 'OWNER' && subject !== 'AuditEvent.apiKey')
          cells.note(caller.name, spelling, subject, shown, 'a value')
      }
    }
  expectAsExpected(500)
}, 300_000)

/**
 * What comes of the same way with many metrics in one document. A field that fails takes those beside it with it: they
 * are asked again without it.
 */
async function outcomesTogether(
  { token }: Caller,
  way: MetricWay,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const outcomes = new Map<string, string>()
  let left = keys
  while (left.length > 0) {
    const { errors } = await server.ask(token, documentOfWay(way, left))
    const failed = new Set(errors.map(({ path }) => String(path?.[0] ?? 'the document')))
    if (failed.has('the document')) throw new Error(`${way.name}: ${JSON.stringify(errors)}`)
    for (const key of left) if (failed.has(key) || failed.size === 0) outcomes.set(key, outcomeOf(errors, key))
    if (failed.size === 0) break
    left = left.filter(key => !failed.has(key))
  }
  return outcomes
}

test('everybody uses, in every way there is, the metrics they may see, and no others', async () => {
  const { data } = await server.ask(north.tokens.OWNER, '{ metricCatalog { key scope } }')
  const metrics: { key: string; scope: 'data:read' | 'cost:read' }[] = data.metricCatalog
  expect(metrics.filter(({ scope }) => scope === 'cost:read').length).toBeGreaterThan(10)
  const keys = metrics.map(({ key }) => key)
  for (const key of keys)
    await server.ask(
      north.tokens.OWNER,
      `mutation { saveQuery(input: {name: "Uses ${key}", query: {metrics: ["${key}"]}, shared: true}) { id } }`,
    )
  for (const caller of north.callers) {
    const seen = await server.ask(caller.token, '{ metricCatalog { key } }')
    const listed = new Set(seen.data?.metricCatalog?.map(({ key }: { key: string }) => key))
    for (const { key, scope } of metrics) {
      const visible = may(caller, 'data:read') && may(caller, scope)
      cells.note(caller.name, 'listed', key, listed.has(key) ? ALLOWED : 'nothing', visible ? ALLOWED : 'nothing')
    }
    for (const way of metricWays) {
      const needs = [...way.needs, ...(caller.session ? [] : way.keyNeeds)]
      const expected = new Map(
        metrics.map(({ key, scope }) => {
          const allowed = may(caller, scope) && needs.every(need => may(caller, need))
          return [key, allowed ? ALLOWED : refusedWith(caller)]
        }),
      )
      const wayRefused = !needs.every(need => may(caller, need))
      const allowed = keys.filter(key => expected.get(key) === ALLOWED)
      const refused = keys.filter(key => expected.get(key) !== ALLOWED)
      for (const [key, outcome] of await outcomesTogether(caller, way, allowed))
        cells.note(caller.name, way.name, key, outcome, ALLOWED)
      // What the way itself refuses it refuses of the first.
      // Callers of the same scopes are refused by the same line; two of them try every metric.
      const thorough = ['VIEWER', 'key with data:read'].includes(caller.name)
      for (const key of wayRefused ? refused.slice(0, 1) : refused.filter((_, i) => thorough || i % 6 === 0)) {
        const { errors } = await server.ask(caller.token, documentOfWay(way, [key]))
        cells.note(caller.name, way.name, key, outcomeOf(errors, key), expected.get(key) ?? '')
      }
    }
    const read = await server.ask(
      caller.token,
      `{ metricValues(keys: [${keys.map(key => `{metric: "${key}", period: "ALL"}`).join()}]) { ... on MetricValueError { code } } }`,
    )
    for (const [i, { key, scope }] of metrics.entries()) {
      if (!may(caller, 'data:read')) continue
      const code = read.data.metricValues[i].code
      cells.note(
        caller.name,
        'cell',
        key,
        code === 'FORBIDDEN' ? code : ALLOWED,
        may(caller, scope) ? ALLOWED : 'FORBIDDEN',
      )
    }
  }
  expectAsExpected(5000)
}, 300_000)

test('everybody groups, filters and orders by the dimensions they may see; staff takes staff:read', async () => {
  const filters: Readonly<Record<string, string>> = {
    CLIENT: 'clients: ["Acme Dental"]',
    INDUSTRY: 'industries: ["Legal"]',
    SERVICE_LINE: 'serviceLines: ["x"]',
    STAFF: 'staff: ["Petra Quillfeather"]',
    TEAM: 'teams: ["Service desk"]',
    PROJECT: 'projects: ["x"]',
    WORK_TYPE: 'workTypes: ["project"]',
    PRODUCT: 'products: ["Backup"]',
    VENDOR: 'vendors: ["Veeam"]',
  }
  const ways: Readonly<Record<string, (dimension: string) => string | null>> = {
    'group by dimension': each => `metrics(query: {metrics: ["hours"], groupBy: [${each}]}) { totalCount }`,
    'order by dimension': each =>
      `metrics(query: {metrics: ["hours"], groupBy: [${each}], orderBy: [{dimension: ${each}}]}) { totalCount }`,
    'filter by dimension': each =>
      filters[each] ? `metrics(query: {metrics: ["hours"], where: {${filters[each]}}}) { totalCount }` : null,
    'leave out by dimension': each =>
      filters[each] ? `metrics(query: {metrics: ["hours"], where: {not: {${filters[each]}}}}) { totalCount }` : null,
    'explain by dimension': each =>
      filters[each]
        ? `explain(input: {metric: "hours", period: {named: "2026-06"}, against: PREVIOUS_PERIOD, where: {${filters[each]}}}) { sentence }`
        : null,
    'save by dimension': each =>
      `saveQuery(input: {name: "By ${each}", query: {metrics: ["hours"], groupBy: [${each}]}}) { id }`,
  }
  for (const caller of north.callers)
    for (const [way, field] of Object.entries(ways)) {
      const asked = dimensions.flatMap(dimension => {
        const text = field(dimension)
        return text === null ? [] : [[dimension, text] as const]
      })
      const operation = way.startsWith('save') ? 'mutation' : 'query'
      for (const [dimension, text] of asked) {
        const { errors } = await server.ask(caller.token, `${operation} { ${dimension}: ${text} }`)
        const keyMay = caller.session || operation === 'query' || may(caller, 'queries:share')
        const allowed = may(caller, 'data:read') && keyMay && (dimension !== 'STAFF' || may(caller, 'staff:read'))
        cells.note(caller.name, way, dimension, outcomeOf(errors, dimension), allowed ? ALLOWED : refusedWith(caller))
      }
    }
  expectAsExpected(500)
}, 300_000)

test('questions in words show nobody a metric or a person that they may not see', async () => {
  const { data } = await server.ask(north.tokens.OWNER, '{ metricCatalog { key name scope } }')
  const metrics: { key: string; name: string; scope: 'data:read' | 'cost:read' }[] = data.metricCatalog
  for (const caller of north.callers.filter(each => may(each, 'data:read'))) {
    const asked = await server.ask(
      caller.token,
      `{ ${metrics.map(({ key, name }) => `${key}: ask(question: ${JSON.stringify(`${name} by month`)}) { query table { columns { key } } }`).join(' ')} }`,
    )
    for (const { key, scope } of metrics) {
      const used = JSON.stringify(asked.data[key] ?? '').includes(`"${key}"`)
      const expected = may(caller, scope) ? (used ? 'used' : 'not used') : 'not used'
      cells.note(caller.name, 'ask', key, used ? 'used' : 'not used', expected)
    }
    const people = await server.ask(
      caller.token,
      '{ ask(question: "hours of Petra Quillfeather") { text query chips { label } } }',
    )
    const named = JSON.stringify(people.data.ask.query ?? '').includes('Petra')
    cells.note(caller.name, 'ask', 'a person', String(named), String(may(caller, 'staff:read')))
  }
  expectAsExpected(300)
}, 300_000)

test('everybody downloads and uploads over HTTP what the rule book allows', async () => {
  const send = async (caller: Caller, method: string, path: string, body?: string) => {
    const headers: Record<string, string> = caller.token === null ? {} : { authorization: `Bearer ${caller.token}` }
    const response = await fetch(`${server.address}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    })
    await response.arrayBuffer()
    return response.status
  }
  const refused = (caller: Caller) => (caller.token === null ? 401 : 403)
  for (const caller of north.callers) {
    const note = async (method: string, path: string, allowed: boolean, body?: string) => {
      const status = await send(caller, method, path, body)
      const found = status === 401 || status === 403 ? String(status) : ALLOWED
      cells.note(caller.name, 'download', `${method} ${path}`, found, allowed ? ALLOWED : String(refused(caller)))
    }
    for (const dataset of ['clients', 'invoices', 'time_logs', 'licenses', 'staff', 'budgets', 'fx_rates']) {
      await note('GET', `/templates/${dataset}.csv`, true)
      await note('POST', `/uploads/${dataset}?dryRun=true`, may(caller, 'data:write'), 'name\nx\n')
    }
    await note('GET', '/templates/clients.xlsx', true)
    for (const format of ['csv', 'json', 'xlsx'])
      await note('GET', `/audit/export.${format}`, may(caller, 'audit:export'))
    await note('GET', '/metrics', !caller.session && may(caller, 'integrations:manage'))
  }
  expectAsExpected(200)
}, 300_000)

test('everybody is told, as it happens, what the rule book allows', async () => {
  const fields = Object.values(schema.getSubscriptionType()?.getFields() ?? {})
  const used: Readonly<Record<string, string>> = {
    reviewTaskChanged: 'reviewTaskChanged { id }',
    snapshotProgress: `snapshotProgress(id: "${north.ids.Snapshot}") { stage }`,
    jobProgress: `jobProgress(id: "${north.ids.Job}") { status }`,
  }
  for (const caller of north.callers)
    for (const { name } of fields) {
      const allowed = allowsSubject(caller, `Subscription.${name}`)
      const text = await startOf(caller, used[name] ?? `${name} is not in the list of subscriptions`, allowed)
      const refusal = [...refusals].find(code => text.includes(code))
      cells.note(caller.name, 'subscription', name, refusal ?? ALLOWED, allowed ? ALLOWED : refusedWith(caller))
      expect(text).not.toContain('GRAPHQL_VALIDATION_FAILED')
    }
  expectAsExpected(40)
}, 300_000)

/** What a subscription says at first; one that is allowed may have nothing to say yet, and is left after a moment. */
async function startOf({ token }: Caller, field: string, allowed: boolean): Promise<string> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), allowed ? 1500 : 60_000)
  try {
    const response = await fetch(`${server.address}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query: `subscription { ${field} }` }),
      signal: abort.signal,
    })
    let text = ''
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString()
      if (text.includes('data:')) break
    }
    return text
  } catch {
    return ''
  } finally {
    clearTimeout(timer)
    abort.abort()
  }
}

test('a viewer meets no cost, contact or name of staff anywhere; an owner meets all of them', async () => {
  const answersOf = async (role: 'OWNER' | 'VIEWER') => {
    const texts: string[] = []
    for (const { root, field } of queries)
      texts.push(JSON.stringify((await server.ask(north.tokens[role], documentOf(root, field, north.ids))).data))
    return withoutClock(texts.join('\n'))
  }
  const viewer = await answersOf('VIEWER')
  expect(secrets.filter(secret => viewer.includes(secret))).toEqual([])
  const owner = await answersOf('OWNER')
  const stored = secrets.filter(secret => !['5557771111', '6237', '15119', '1871'].includes(secret))
  expect(stored.filter(secret => !owner.includes(secret))).toEqual([])
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

test('what an organization masks for a role is masked in every field, by whatever spelling, and in every grouping', async () => {
  const { errors: refused } = await server.ask(
    north.tokens.OWNER,
    'mutation { setPolicy(key: "masking", value: {contacts: ["ANALYST"], staffNames: ["MANAGER", "ADMIN"]}) { version } }',
  )
  expect(refused).toEqual([])
  const less = { ANALYST: 'contact:read', MANAGER: 'staff:read', ADMIN: 'staff:read' } as const
  for (const [role, masked] of Object.entries(less)) {
    const before = north.callers.find(({ name }) => name === role)
    if (!before) throw new Error(role)
    const scopes = new Set([...before.scopes].filter(scope => scope !== masked))
    const caller: Caller = { ...before, name: `${role} without ${masked}`, scopes }
    for (const { root, field } of queries) {
      if (!allowsSubject(caller, `${root}.${field.name}`)) continue
      const { data } = await server.ask(caller.token, documentFor(caller, root, field))
      for (const [type, name, value] of places(data)) {
        const rule = rules.get(`${type}.${name}`)
        const visible = rule === undefined || allows(caller, rule)
        const found = value === null ? 'null' : 'a value'
        cells.note(caller.name, 'select', `${type}.${name}`, found, visible ? found : 'null')
      }
    }
    for (const subject of maskedFields.filter(each => !allowsSubject(caller, each))) {
      const { data } = await server.ask(caller.token, spelledFields(subject, north.ids))
      for (const spelling of spellings) {
        const shown = leavesOf(data?.[spelling]).some(value => value !== null) ? 'a value' : 'null'
        cells.note(caller.name, spelling, subject, data ? shown : 'null', 'null')
      }
    }
    const { errors } = await server.ask(
      caller.token,
      '{ metrics(query: {metrics: ["hours"], groupBy: [STAFF]}) { totalCount } }',
    )
    const expected = may(caller, 'staff:read') ? ALLOWED : 'FORBIDDEN'
    cells.note(caller.name, 'group by dimension', 'STAFF', outcomeOf(errors, 'metrics'), expected)
  }
  expectAsExpected(1000)
}, 300_000)
