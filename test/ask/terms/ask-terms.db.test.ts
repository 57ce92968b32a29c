import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyLog } from '../../../server/audit/verify-log.ts'
import { dbOf } from '../../../server/db/tables.ts'
import { sampleSheets } from '../../support/sample-sheets.ts'
import { type TestServer, testServer } from '../../support/server.ts'

type Firm = Awaited<ReturnType<typeof firm>>
let server: TestServer
let north: Firm
let south: Firm
beforeAll(async () => {
  server = await testServer()
  north = await firm('North')
  south = await firm('South')
})
afterAll(() => server[Symbol.asyncDispose]())

async function firm(name: string) {
  const { id, tokens } = await server.organization(name, 'OWNER', 'ADMIN', 'MANAGER', 'ANALYST', 'VIEWER')
  for (const [dataset, sheet] of Object.entries(sampleSheets)) await server.upload(tokens.OWNER, dataset, sheet)
  return { id, tokens }
}

const db = () => dbOf(server.running.database.em.fork())

const propose = (token: string, kind: string, term: string, meaning: string) =>
  server.ask(
    token,
    `mutation ($input: ProposeAskTermInput!) { proposeAskTerm(input: $input) {
      id kind term meaning meaningName status version own proposedBy { name } decidedBy { name } decidedAt } }`,
    { input: { kind, term, meaning } },
  )
const decide = (token: string, id: string, verdict = 'APPROVE', { version = 1, comment = 'as agreed' } = {}) =>
  server.ask(
    token,
    `mutation ($id: ID!, $version: Int!, $verdict: AskTermVerdict!, $comment: String) {
      decideAskTerm(id: $id, version: $version, verdict: $verdict, comment: $comment) { __typename
        ... on AskTerm { status version comment decidedBy { name } }
        ... on AskTermConflict { message current { status version } }
        ... on NotAllowedToDecide { message } } }`,
    { id, version, verdict, comment },
  )
const retire = (token: string, id: string) =>
  server.ask(token, 'mutation ($id: ID!) { retireAskTerm(id: $id) { status version retiredBy { name } } }', { id })
const ask = async (token: string, question: string) =>
  (
    await server.ask(
      token,
      'query ($q: String!) { ask(question: $q, input: {today: "2026-07-15"}) { text reason query chips { label } clarifications { label } } }',
      { q: question },
    )
  ).data.ask
const termsFor = async (token: string, status = '') =>
  (await server.ask(token, `{ askTerms${status} { nodes { id term meaningName status own } totalCount } }`)).data
    .askTerms.nodes
const codeOf = async (answer: Promise<{ errors: readonly { extensions: { code: string } }[] }>) =>
  (await answer).errors[0]?.extensions.code

/** Proposed by the manager, approved by the analyst. */
async function approved({ tokens }: Firm, kind: string, term: string, meaning: string): Promise<string> {
  const { data, errors } = await propose(tokens.MANAGER, kind, term, meaning)
  if (!data) throw new Error(JSON.stringify(errors))
  const decided = await decide(tokens.ANALYST, data.proposeAskTerm.id)
  expect(decided.data.decideAskTerm).toMatchObject({ __typename: 'AskTerm', status: 'APPROVED', version: 2 })
  return data.proposeAskTerm.id
}

describe('a word of one’s own', () => {
  test('for a metric means nothing when proposed, the metric once approved, and nothing again when retired', async () => {
    const question = 'Moolah by client in June 2026'
    const unknown = await ask(north.tokens.MANAGER, question)
    expect(unknown).toMatchObject({ reason: 'UNKNOWN_NAME', query: null })

    const { data } = await propose(north.tokens.MANAGER, 'METRIC', ' Moolah ', 'revenue')
    expect(data.proposeAskTerm).toMatchObject({
      ...{ kind: 'METRIC', term: 'Moolah', meaning: 'revenue', meaningName: 'Revenue', status: 'PROPOSED', version: 1 },
      ...{ own: true, proposedBy: { name: 'MANAGER of North' }, decidedBy: null, decidedAt: null },
    })
    const { id } = data.proposeAskTerm
    for (const role of ['MANAGER', 'OWNER', 'VIEWER'] as const)
      expect(await ask(north.tokens[role], question)).toEqual(unknown)

    expect((await decide(north.tokens.ANALYST, id)).data.decideAskTerm).toEqual({
      __typename: 'AskTerm',
      ...{ status: 'APPROVED', version: 2, comment: 'as agreed', decidedBy: { name: 'ANALYST of North' } },
    })
    const plain = await ask(north.tokens.MANAGER, 'Revenue by client in June 2026')
    for (const role of ['MANAGER', 'VIEWER'] as const) {
      const answer = await ask(north.tokens[role], question)
      expect(answer.query).toEqual(plain.query)
      expect(answer.text).toBe(plain.text)
    }
    expect((await ask(south.tokens.MANAGER, question)).text).toBe(unknown.text)

    expect((await retire(north.tokens.ADMIN, id)).data.retireAskTerm).toEqual({
      ...{ status: 'RETIRED', version: 3, retiredBy: { name: 'ADMIN of North' } },
    })
    expect(await ask(north.tokens.MANAGER, question)).toEqual(unknown)
    expect(await codeOf(retire(north.tokens.ADMIN, id))).toBe('BAD_USER_INPUT')
    const events = await db()
      .selectFrom('audit_event')
      .select(['action', 'details'])
      .where('organization_id', '=', north.id)
      .where('action', 'like', 'ask_term.%')
      .orderBy('seq')
      .execute()
    expect(events.map(({ action }) => action)).toEqual(['ask_term.proposed', 'ask_term.decided', 'ask_term.retired'])
    expect(JSON.stringify(events)).not.toMatch(/moolah/i)
    expect((await verifyLog(db(), north.id)).valid).toBe(true)
  })

  test('for a client stands for it, also beside its other names, and a part of its name may be given to it', async () => {
    await approved(north, 'CLIENT', 'Tooth People', 'Acme Dental')
    const plain = await ask(north.tokens.VIEWER, 'revenue for Acme Dental in June 2026')
    expect(plain.query.where).toEqual({ clients: ['Acme Dental'] })
    for (const question of ['revenue for Tooth People in June 2026', 'tooth people’s revenue in June 2026'])
      expect((await ask(north.tokens.VIEWER, question)).query).toEqual(plain.query)
    await approved(north, 'CLIENT', 'Acme', 'Acme Dental')
    expect((await ask(north.tokens.VIEWER, 'revenue for acme in June 2026')).query).toEqual(plain.query)
  })

  test('for products, staff and industries narrows by them', async () => {
    await approved(north, 'PRODUCT', 'Vaultomat', 'Backup')
    await approved(north, 'STAFF', 'Quilly', 'Petra Quillfeather')
    await approved(north, 'INDUSTRY', 'Medicos', 'healthcare')
    const where = async (question: string) => (await ask(north.tokens.MANAGER, question)).query?.where
    expect(await where('seats purchased for vaultomat')).toEqual({ products: ['Backup'] })
    expect(await where('hours for Quilly in June 2026')).toEqual({ staff: ['Petra Quillfeather'] })
    expect(await where('revenue from medicos in June 2026')).toEqual({ industries: ['Healthcare'] })
  })

  test('for a custom metric goes with it', async () => {
    const define = await server.ask(
      north.tokens.ANALYST,
      'mutation { defineMetric(input: {key: "rev_per_seat", name: "Revenue per purchased seat", formula: "revenue / seats_purchased"}) { __typename } }',
    )
    expect(define.errors).toEqual([])
    await approved(north, 'METRIC', 'seatitude', 'Revenue per purchased seat')
    expect((await ask(north.tokens.MANAGER, 'seatitude in June 2026')).query?.metrics).toEqual(['rev_per_seat'])
    await server.ask(north.tokens.ANALYST, 'mutation { retireMetric(key: "rev_per_seat") }')
    expect((await ask(north.tokens.MANAGER, 'seatitude in June 2026')).query).toBeNull()
    const named = async (token: string) =>
      (await termsFor(token)).find(({ term }: { term: string }) => term === 'seatitude')
    expect(await named(north.tokens.ANALYST)).toMatchObject({ meaningName: null, status: 'APPROVED' })
    expect(await named(north.tokens.MANAGER)).toBeUndefined()
  })

  test.each(
    [
      ['METRIC', 'gross margin', 'revenue', 'TERM_TAKEN'],
      ['METRIC', 'Labour  Cost', 'revenue', 'TERM_TAKEN'],
      ['METRIC', 'turnover', 'hours', 'TERM_TAKEN'],
      ['METRIC', 'Acme Dental', 'revenue', 'TERM_TAKEN'],
      ['METRIC', 'acme', 'revenue', 'TERM_TAKEN'],
      ['METRIC', 'last month', 'revenue', 'TERM_TAKEN'],
      ['METRIC', 'june flurbo', 'revenue', 'TERM_TAKEN'],
      ['METRIC', 'Q3', 'revenue', 'TERM_TAKEN'],
      ['METRIC', '2025-08', 'revenue', 'INVALID_TERM'],
      ['METRIC', 'the', 'revenue', 'TERM_TAKEN'],
      ['METRIC', 'by flurbo', 'revenue', 'TERM_TAKEN'],
      ['METRIC', 'show clients', 'revenue', 'TERM_TAKEN'],
      ['CLIENT', 'Bolt Legal', 'Acme Dental', 'TERM_TAKEN'],
      ['CLIENT', 'bolt', 'Acme Dental', 'TERM_TAKEN'],
      ['CLIENT', 'acme dental', 'Acme Dental', 'TERM_TAKEN'],
      ['CLIENT', 'Veeam', 'Acme Dental', 'TERM_TAKEN'],
      ['CLIENT', 'revenue', 'Acme Dental', 'TERM_TAKEN'],
      ['CLIENT', 'May', 'Acme Dental', 'TERM_TAKEN'],
      ['METRIC', 'x', 'revenue', 'INVALID_TERM'],
      ['METRIC', '42', 'revenue', 'INVALID_TERM'],
      ['METRIC', 'z'.repeat(61), 'revenue', 'INVALID_TERM'],
      ['METRIC', 'z'.repeat(100_000), 'revenue', 'INVALID_TERM'],
      ['METRIC', 'a1 b2 c3 d4 e5 f6 g7', 'revenue', 'INVALID_TERM'],
      ['METRIC', 'flur\u0007bo', 'revenue', 'INVALID_TERM'],
      ['METRIC', 'flur\u202ebo', 'revenue', 'INVALID_TERM'],
      ['METRIC', 'flur\u200bbo', 'revenue', 'INVALID_TERM'],
      ['METRIC', 'fl\u0443rbo', 'revenue', 'INVALID_TERM'],
      ['METRIC', '"flurbo"', 'revenue', 'INVALID_TERM'],
      ['METRIC', 'flurbo', 'flurbo_key', 'UNKNOWN_METRIC'],
      ['CLIENT', 'flurbo', 'Nobody Inc', 'UNKNOWN_NAME'],
      ['VENDOR', 'flurbo', 'Acme Dental', 'UNKNOWN_NAME'],
    ].map(row => [row.map(cell => JSON.stringify(cell).slice(0, 30)).join(' '), ...row] as const),
  )('that is %s is refused', async (_title, kind, term, meaning, code) => {
    expect(await codeOf(propose(south.tokens.OWNER, kind, term, meaning))).toBe(code)
    expect(await termsFor(south.tokens.OWNER)).toEqual([])
  })

  test('of one meaning waits once, and is approved for one meaning only', async () => {
    const first = (await propose(south.tokens.MANAGER, 'METRIC', 'Dough', 'revenue')).data.proposeAskTerm.id
    expect(await codeOf(propose(south.tokens.VIEWER, 'METRIC', 'dough', 'Revenue'))).toBe('ALREADY_PROPOSED')
    const second = (await propose(south.tokens.MANAGER, 'METRIC', 'DOUGH', 'hours')).data.proposeAskTerm.id
    await decide(south.tokens.ANALYST, first)
    expect(await codeOf(decide(south.tokens.ANALYST, second))).toBe('TERM_TAKEN')
    expect(await codeOf(propose(south.tokens.MANAGER, 'CLIENT', 'dough', 'Acme Dental'))).toBe('TERM_TAKEN')
    expect(await codeOf(decide(south.tokens.ANALYST, second, 'REJECT', { comment: ' ' }))).toBe('BAD_USER_INPUT')
    const rejected = (await decide(south.tokens.ANALYST, second, 'REJECT')).data.decideAskTerm
    expect(rejected).toMatchObject({ status: 'REJECTED', comment: 'as agreed' })
    expect((await ask(south.tokens.MANAGER, 'dough in June 2026')).query.metrics).toEqual(['revenue'])
    expect(await termsFor(south.tokens.VIEWER, '(status: REJECTED)')).toMatchObject([{ term: 'DOUGH' }])
    await retire(south.tokens.ANALYST, first)
  })
})

describe('deciding', () => {
  test('is for somebody else: one’s own proposal is refused, and the log says so', async () => {
    const { id } = (await propose(south.tokens.ANALYST, 'METRIC', 'loot', 'revenue')).data.proposeAskTerm
    const own = (await decide(south.tokens.ANALYST, id)).data.decideAskTerm
    expect(own).toMatchObject({ __typename: 'NotAllowedToDecide', message: expect.stringContaining('yourself') })
    expect((await ask(south.tokens.ANALYST, 'loot in June 2026')).query).toBeNull()
    const refused = await db()
      .selectFrom('audit_event')
      .select('details')
      .where('organization_id', '=', south.id)
      .where('action', '=', 'ask_term.refused')
      .execute()
    expect(refused.map(({ details }) => JSON.parse(details))).toEqual([
      expect.objectContaining({ why: 'OWN_PROPOSAL', metric: 'revenue' }),
    ])
    expect(await codeOf(decide(south.tokens.MANAGER, id))).toBe('FORBIDDEN')
    expect(await codeOf(decide(south.tokens.VIEWER, id))).toBe('FORBIDDEN')
    expect((await retire(south.tokens.ANALYST, id)).data.retireAskTerm.status).toBe('RETIRED')
  })

  test('on what somebody else decided meanwhile changes nothing and shows what it is now', async () => {
    const { id } = (await propose(south.tokens.VIEWER, 'METRIC', 'plunder', 'revenue')).data.proposeAskTerm
    const both = await Promise.all([decide(south.tokens.ANALYST, id), decide(south.tokens.ADMIN, id, 'REJECT')])
    const kinds = both.map(({ data }) => data.decideAskTerm.__typename)
    expect(kinds.toSorted()).toEqual(['AskTerm', 'AskTermConflict'])
    const [won] = both.filter(({ data }) => data.decideAskTerm.__typename === 'AskTerm')
    const late = (await decide(south.tokens.OWNER, id)).data.decideAskTerm
    expect(late).toMatchObject({
      __typename: 'AskTermConflict',
      current: { status: won?.data.decideAskTerm.status, version: 2 },
    })
  })

  test('by a key without sight of costs is refused, and a key that was made to read proposes nothing', async () => {
    const key = async (input: string) =>
      (await server.ask(south.tokens.OWNER, `mutation { createApiKey(input: {name: "k", ${input}}) { secret } }`)).data
        .createApiKey.secret
    const narrow = await key('role: OWNER, scopes: ["data:read", "metrics:define"]')
    const reading = await key('role: VIEWER')
    const { id } = (await propose(south.tokens.VIEWER, 'METRIC', 'bounty', 'revenue')).data.proposeAskTerm
    expect(await codeOf(decide(narrow, id))).toBe('FORBIDDEN')
    expect(await codeOf(propose(reading, 'METRIC', 'swag', 'revenue'))).toBe('FORBIDDEN')
    expect(await codeOf(retire(reading, id))).toBe('FORBIDDEN')
  })
})

describe('a viewer', () => {
  test('proposes for what they may see, withdraws their own, and touches nobody else’s', async () => {
    const { data } = await propose(south.tokens.VIEWER, 'CLIENT', 'Boltsy', 'Bolt Legal')
    const { id } = data.proposeAskTerm
    expect(await codeOf(retire(south.tokens.MANAGER, id))).toBe('FORBIDDEN')
    expect(await codeOf(retire(south.tokens.ADMIN, id))).toBe('BAD_USER_INPUT')
    expect((await retire(south.tokens.VIEWER, id)).data.retireAskTerm.status).toBe('RETIRED')
    const other = await approved(south, 'CLIENT', 'Cedarino', 'Cedar Schools')
    expect(await codeOf(retire(south.tokens.VIEWER, other))).toBe('FORBIDDEN')
    expect(await codeOf(propose(south.tokens.VIEWER, 'METRIC', 'flurbo', 'gross_profit'))).toBe('FORBIDDEN')
  })

  test('meets words for costs and for staff as words that do not exist', async () => {
    const before = await termsFor(south.tokens.VIEWER)
    const stranger = await ask(south.tokens.VIEWER, 'zorkmid by client in June 2026')
    const nobody = await ask(south.tokens.VIEWER, 'hours for zorkmid in June 2026')
    const cost = await approved(south, 'METRIC', 'Grossness', 'gross_profit')
    const staff = await approved(south, 'STAFF', 'Feathery', 'Petra Quillfeather')
    expect((await ask(south.tokens.MANAGER, 'grossness by client in June 2026')).query.metrics).toEqual([
      'gross_profit',
    ])
    const asUnknown = (answer: object, word: string) => JSON.parse(JSON.stringify(answer).replaceAll(word, 'zorkmid'))
    const grossness = await ask(south.tokens.VIEWER, 'grossness by client in June 2026')
    expect(asUnknown(grossness, 'grossness')).toEqual(stranger)
    const feathery = await ask(south.tokens.VIEWER, 'hours for feathery in June 2026')
    expect(asUnknown(feathery, 'feathery')).toEqual(nobody)
    expect(await termsFor(south.tokens.VIEWER)).toEqual(before)
    for (const id of [cost, staff]) {
      const { data } = await server.ask(south.tokens.VIEWER, 'query ($id: ID!) { node(id: $id) { id } }', { id })
      expect(data.node).toBeNull()
      expect(await codeOf(retire(south.tokens.VIEWER, id))).toBe('NOT_FOUND')
    }
    // Nor does a refusal tell that a word is taken by what they cannot see.
    for (const word of ['Grossness', 'Feathery', 'Quillfeather'])
      expect(await codeOf(propose(south.tokens.VIEWER, 'METRIC', word, 'revenue'))).toBeUndefined()
    const [mine] = (await termsFor(south.tokens.VIEWER, '(status: PROPOSED)')).filter(
      ({ term }: { term: string }) => term === 'Grossness',
    )
    expect(await codeOf(decide(south.tokens.ANALYST, mine.id))).toBe('TERM_TAKEN')
    expect(await codeOf(propose(south.tokens.VIEWER, 'STAFF', 'Petro', 'Petra Quillfeather'))).toBe('UNKNOWN_NAME')
  })
})

test('another organization has no part in it: neither the words nor what they stand for', async () => {
  const id = await approved(north, 'METRIC', 'Northbucks', 'revenue')
  expect(JSON.stringify(await termsFor(south.tokens.OWNER))).not.toContain('Northbucks')
  expect((await ask(south.tokens.OWNER, 'northbucks in June 2026')).query).toBeNull()
  expect(await codeOf(decide(south.tokens.OWNER, id))).toBe('NOT_FOUND')
  expect(await codeOf(retire(south.tokens.OWNER, id))).toBe('NOT_FOUND')
  const { data } = await server.ask(north.tokens.OWNER, '{ clients(filter: {search: "acme"}) { nodes { id } } }')
  const [{ id: client }] = data.clients.nodes
  expect(await codeOf(propose(south.tokens.OWNER, 'CLIENT', 'flurbo', client))).toBe('UNKNOWN_NAME')
  expect((await propose(south.tokens.OWNER, 'METRIC', 'Northbucks', 'hours')).data.proposeAskTerm.status).toBe(
    'PROPOSED',
  )
})

test('erasing a person takes away their nicknames and that they proposed or decided; what was agreed stays', async () => {
  const east = await firm('East')
  const moolah = await approved(east, 'METRIC', 'moolah', 'revenue')
  const nickname = await approved(east, 'STAFF', 'Quilly', 'Petra Quillfeather')
  await propose(east.tokens.MANAGER, 'CLIENT', 'Petra Quillfeather dental', 'Acme Dental')
  const about = (person: string, field: string) =>
    server.ask(east.tokens.OWNER, `mutation ($person: String!) { ${field} }`, { person })
  const exported = await about('petra@msp.example', 'exportSubject(person: $person)')
  expect(JSON.stringify(exported.data.exportSubject)).toContain('Quilly')
  const proposer = await about('manager@east.example', 'exportSubject(person: $person)')
  expect(JSON.stringify(proposer.data.exportSubject)).toContain('moolah')

  const erase = async (person: string) => {
    const { data, errors } = await about(
      person,
      'eraseSubject(person: $person, dryRun: false) { pseudonym counts { table count } }',
    )
    if (!data) throw new Error(JSON.stringify(errors))
    return data.eraseSubject
  }
  expect((await erase('petra@msp.example')).counts).toContainEqual({ table: 'nickname', count: 1 })
  await erase('manager@east.example')
  const rows = await db().selectFrom('ask_term').selectAll().where('organization_id', '=', east.id).execute()
  expect(JSON.stringify(rows)).not.toMatch(/quilly|quillfeather/i)
  expect(rows.map(row => row.proposed_by)).toEqual([null, null, null])
  expect((await ask(east.tokens.OWNER, 'moolah in June 2026')).query.metrics).toEqual(['revenue'])
  expect((await ask(east.tokens.OWNER, 'hours for quilly in June 2026')).query).toBeNull()
  const { data } = await server.ask(
    east.tokens.OWNER,
    '{ askTerms { nodes { id status meaning proposedBy { name } decidedBy { name } } } }',
  )
  const found = new Map(data.askTerms.nodes.map((term: { id: string }) => [term.id, term]))
  expect(found.get(moolah)).toMatchObject({
    status: 'APPROVED',
    proposedBy: null,
    decidedBy: { name: 'ANALYST of East' },
  })
  expect(found.get(nickname)).toMatchObject({ status: 'RETIRED', meaning: null })
})
