import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeId } from '../../server/access/opaque-id.ts'
import { type TestServer, testServer } from '../support/server.ts'
import { comparable, idsOfOrganization, partingOf } from './comparable.ts'
import { inputPlaces } from './input-places.ts'
import { documentAt } from './named-by-place.ts'
import { type ReferenceKind, referenceOf, unusedRules } from './references.ts'
import { noLimits, seeded } from './seeded.ts'

const NOW = Date.UTC(2026, 6, 15, 12)
let server: TestServer
let north: Awaited<ReturnType<typeof seeded>>
let south: Awaited<ReturnType<typeof seeded>>
beforeAll(async () => {
  server = await testServer(noLimits, () => NOW)
  north = await seeded(server, 'Zqnorth', 'ANALYST')
  south = await seeded(server, 'South')
  await bring(north.tokens.OWNER)
})
afterAll(() => server[Symbol.asyncDispose]())

/** Things of the other organization that have names of their own; each begins with a word that stands nowhere else. */
const theirs: Readonly<Partial<Record<ReferenceKind, string>>> = {
  client: 'Zqnorth Alpha',
  person: 'Zqnorth Person',
  metric: 'zqnorth_metric',
  query: 'Zqnorth query',
  term: 'zqnorthopolis',
  industry: 'Zqnorth Industry',
  product: 'Zqnorth Product',
  vendor: 'Zqnorth Vendor',
  project: 'Zqnorth Project',
  serviceLine: 'Zqnorth Line',
  team: 'Zqnorth Team',
  workType: 'zqnorth work',
  search: 'Zqnorth',
  question: 'revenue of Zqnorth Alpha in June 2026',
}

async function bring(owner: string): Promise<void> {
  const sheets = {
    clients: 'name,industry\nZqnorth Alpha,Zqnorth Industry\n',
    staff: 'name,email,team\nZqnorth Person,zq@north.example,Zqnorth Team\n',
    invoices:
      'client,invoice_number,date,status,subtotal,service_line\nZqnorth Alpha,Z1,2026-06-03,paid,77,Zqnorth Line\n',
    time_logs:
      'client,staff_name,date,hours,project,work_type\nZqnorth Alpha,Zqnorth Person,2026-06-03,5,Zqnorth Project,zqnorth work\n',
    licenses:
      'client,product,vendor,seats_purchased,seats_used,cost_per_seat,billing_period,start_date\nZqnorth Alpha,Zqnorth Product,Zqnorth Vendor,3,3,5,monthly,2026-01-01\n',
  }
  for (const [dataset, sheet] of Object.entries(sheets)) {
    const response = await server.upload(owner, dataset, sheet)
    if (response.status !== 200) throw new Error(`${dataset}: ${await response.text()}`)
  }
  for (const change of [
    'mutation { defineMetric(input: {key: "zqnorth_metric", name: "Zqnorth metric", formula: "revenue / hours"}) { key } }',
    'mutation { saveQuery(input: {name: "Zqnorth query", query: {metrics: ["revenue"]}, shared: true}) { id } }',
    'mutation { proposeAskTerm(input: {kind: CLIENT, term: "zqnorthopolis", meaning: "Zqnorth Alpha"}) { id } }',
    'mutation { inviteUser(email: "zq@invited.example", role: VIEWER) { __typename } }',
  ]) {
    const { errors } = await server.ask(owner, change)
    if (errors.length > 0) throw new Error(`${change}: ${JSON.stringify(errors)}`)
  }
}

/** A value of the other organization, and some that never existed. */
interface Values {
  readonly foreign: unknown
  readonly missing: readonly unknown[]
}

const nodeTypes = new Set<ReferenceKind>([
  'Client',
  'Snapshot',
  'Job',
  'User',
  'ReviewTask',
  'SavedQuery',
  'AskTerm',
  'ApiKey',
])

/** Keys of nothing, of the shape that keys of a type have. */
const keysOfNothing: Readonly<Record<string, string>> = {
  Invoice: '987:1:1:1:1',
  TimeLog: '987:1:1:1:1',
  License: '987:1:1:1',
  Snapshot: '00000000-0000-4000-8000-000000000000',
  Job: '00000000-0000-4000-8000-000000000000',
}

/** An id of theirs; one of ours and one of nobody's that never were; none at all. */
function idsFor(type: string, foreign: string): Values {
  const key = keysOfNothing[type] ?? '987'
  return {
    foreign,
    missing: [
      encodeId(type, south.id, key),
      encodeId(type, 99, key),
      encodeId(type, south.id, 'none'),
      ...['9'.repeat(25), 'a\0b'].map(odd => encodeId(type, south.id, odd)),
    ],
  }
}

function valuesOf(kind: ReferenceKind): Values[] {
  if (kind === 'node') return Object.entries(north.ids).map(([type, id]) => idsFor(type, id))
  if (nodeTypes.has(kind)) return [idsFor(kind, north.ids[kind] ?? '')]
  const name = theirs[kind]
  if (name !== undefined) {
    const another = (letter: string) => name.replace(/orth/i, `${letter}rth`)
    const byName = { foreign: name, missing: [another('e'), another('u')] }
    return kind === 'client' ? [byName, idsFor('Client', north.ids.Client ?? '')] : [byName]
  }
  switch (kind) {
    case 'Organization':
      return [
        {
          foreign: encodeId('Organization', north.id, String(north.id)),
          missing: [encodeId('Organization', 99, '99')],
        },
      ]
    case 'Invitation':
      return [idsFor('Invitation', encodeId('Invitation', north.id, 1))]
    case 'OpenSession':
      return [idsFor('OpenSession', encodeId('OpenSession', north.id, 'zq'))]
    case 'subject':
      return [{ foreign: 'Client:Zqnorth', missing: ['Client:Zqnarth'] }]
    case 'hash':
      return [{ foreign: 'a'.repeat(64), missing: ['b'.repeat(64)] }]
    case 'metricQueryJson': {
      const { foreign, missing } = idsFor('Client', north.ids.Client ?? '')
      const query = (id: unknown) => ({ metrics: ['revenue'], groupBy: ['MONTH'], where: { clients: [id] } })
      return [{ foreign: query(foreign), missing: missing.map(query) }]
    }
    case 'policyJson': {
      const policy = (metric: string) => ({ chains: [{ metrics: [metric], steps: [{ roles: ['OWNER'], count: 1 }] }] })
      return [{ foreign: policy('zqnorth_metric'), missing: [policy('zqnerth_metric')] }]
    }
    default:
      throw new Error(`test/access/foreign.db.test.ts does not know what of theirs is a ${kind}`)
  }
}

/** What our owner is told when a place holds a value, without the value itself. */
async function answerTo(place: string, value: unknown): Promise<string> {
  const query = documentAt(place, value)
  const headers = { authorization: `Bearer ${south.tokens.OWNER}` }
  const text = await (await fetch(`${server.address}/graphql`, { method: 'POST', ...sending(query, headers) })).text()
  const masked = textsOf(value).reduce(
    (answer, known) => answer.replaceAll(new RegExp(escaped(known), 'gi'), '…'),
    text,
  )
  // Where the value stands in the query says how long it is.
  return comparable(masked.replaceAll(/"(column|line)":\d+/g, '"$1":0').replaceAll('"CACHE"', '"RULES"'))
}

function sending(query: string, headers: Record<string, string>) {
  const accept = query.startsWith('subscription') ? 'text/event-stream' : 'application/json'
  if (!query.includes('$file'))
    return { headers: { ...headers, accept, 'content-type': 'application/json' }, body: JSON.stringify({ query }) }
  const body = new FormData()
  body.append('operations', JSON.stringify({ query, variables: { file: null } }))
  body.append('map', '{"0":["variables.file"]}')
  body.append('0', new File(['name\nx\n'], 'a.csv'))
  return { headers: { ...headers, accept }, body }
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** The texts in a value, as they may be said again: plain, and as a key is read by people. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string')
    return [value, value.replaceAll('_', ' '), JSON.stringify(value).slice(1, -1), ...(value.match(/zq[a-z]+/gi) ?? [])]
  if (typeof value === 'object' && value !== null)
    return Object.values(value)
      .flatMap(textsOf)
      .filter(text => text.length > 12)
  return []
}

const referring = inputPlaces.flatMap(({ place }) => {
  const reference = referenceOf(place)
  return reference && 'names' in reference ? [[place, reference.names] as const] : []
})

test('of every place of the schema it is said what it can name', () => {
  expect(inputPlaces.filter(({ place }) => referenceOf(place) === undefined).map(({ place }) => place)).toEqual([])
  expect(unusedRules(inputPlaces.map(({ place }) => place))).toEqual([])
  // An id is never free text.
  expect(
    inputPlaces.filter(({ place, scalar }) => scalar === 'ID' && !('names' in (referenceOf(place) ?? {}))),
  ).toEqual([])
  console.log(`${inputPlaces.length} places take texts, ${referring.length} of them name something`)
})

test.each(referring.filter(([, kind]) => kind === 'cursor'))(
  '%s: a cursor of another organization’s list shows nothing of it',
  async place => {
    const listed = documentAt(place.replace(/\.(after|before)$/, '.first'), 1)
    const { data } = await server.ask(north.tokens.OWNER, listed)
    for (const cursor of new Set(
      [...JSON.stringify(data).matchAll(/Edge_cursor":"([\w-]+)"/g)].map(([, found]) => found),
    )) {
      const answer = await answerTo(place, cursor)
      expect(idsOfOrganization(answer, north.id)).toEqual([])
      expect(answer).not.toMatch(/zqnorth/i)
      expect(answer).not.toContain('INTERNAL_SERVER_ERROR')
    }
  },
)

test.each(referring.filter(([, kind]) => kind !== 'cursor'))(
  '%s: a %s of another organization is answered like one that never existed',
  async (place, kind) => {
    for (const { foreign, missing } of valuesOf(kind)) {
      const [expected = '', ...others] = await inTurn(missing, value => answerTo(place, value))
      for (const other of others) expect(partingOf(expected, other)).toBeNull()
      const answer = await answerTo(place, foreign)
      expect(partingOf(expected, answer)).toBeNull()
      expect(answer).not.toMatch(/GRAPHQL_VALIDATION_FAILED|Syntax Error|TOO_MANY|TOO_DEEP|TOO_LONG|TOO_COSTLY/)
      expect(idsOfOrganization(answer, north.id)).toEqual([])
      expect(answer).not.toMatch(/zqnorth/i)
      expect(answer).not.toContain('INTERNAL_SERVER_ERROR')
    }
  },
)

async function inTurn<T, R>(values: readonly T[], work: (value: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const value of values) results.push(await work(value))
  return results
}
