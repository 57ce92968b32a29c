import { describe, expect, test } from 'vitest'
import type { Role } from '../../../server/access/policy.ts'
import { dbOf } from '../../../server/db/tables.ts'
import { sampleSheets } from '../../support/sample-sheets.ts'
import { type TestServer, testServer } from '../../support/server.ts'

const revenue = '{ metrics(query: {metrics: ["revenue"], groupBy: [CLIENT]}) { durationMs flatRows } }'
const invoice = (number: string) =>
  `client,invoice_number,date,status,subtotal\nAcme Dental,${number},2026-06-11,paid,10\n`

async function filled(server: TestServer, name: string) {
  const firm = await server.organization<Role>(name, 'OWNER', 'ANALYST', 'VIEWER')
  for (const dataset of ['clients', 'invoices', 'time_logs'] as const)
    await server.upload(firm.tokens.ANALYST, dataset, sampleSheets[dataset])
  await analysed(server, firm.tokens.OWNER)
  return firm
}

/** Waits until the jobs behind uploads have ended. */
async function analysed(server: TestServer, token: string): Promise<void> {
  await expect
    .poll(async () => {
      const { data } = await server.ask(token, '{ jobs(first: 50) { nodes { status } } }')
      return data.jobs.nodes.every(({ status }: { status: string }) => status === 'DONE')
    })
    .toBe(true)
}

/** How long the answer took to be worked out: another figure each time it is. */
const worked = async (server: TestServer, token: string, query = revenue): Promise<number> =>
  (await server.ask(token, query)).data.metrics.durationMs

describe('an answer that may be given again', () => {
  test('is worked out once for all who may see the same, and not for others', async () => {
    await using server = await testServer()
    const { tokens } = await filled(server, 'North')
    const first = await worked(server, tokens.ANALYST)
    expect(await worked(server, tokens.ANALYST)).toBe(first)
    expect(await worked(server, tokens.VIEWER)).not.toBe(first)
    const { data } = await server.ask(
      tokens.OWNER,
      'mutation { createApiKey(input: {name: "BI", role: ANALYST}) { secret } }',
    )
    expect(await worked(server, data.createApiKey.secret)).toBe(await worked(server, data.createApiKey.secret))
    expect(await worked(server, tokens.ANALYST, `${revenue} `)).not.toBe(first)
  })

  test('is worked out anew after an upload, in that organization only, and on the next day', async () => {
    await using server = await testServer()
    const [north, south] = [await filled(server, 'North'), await filled(server, 'South')]
    const [mine, theirs] = [await worked(server, north.tokens.VIEWER), await worked(server, south.tokens.VIEWER)]
    await server.upload(north.tokens.ANALYST, 'invoices', invoice('I-9'))
    const after = await server.ask(north.tokens.VIEWER, revenue)
    expect(after.data.metrics.durationMs).not.toBe(mine)
    expect(after.data.metrics.flatRows).toContainEqual(
      expect.objectContaining({ client: 'Acme Dental', revenue: 1510.5 }),
    )
    expect(await worked(server, south.tokens.VIEWER)).toBe(theirs)
    await analysed(server, north.tokens.OWNER)
    const key = (
      await server.ask(south.tokens.OWNER, 'mutation { createApiKey(input: {name: "BI", role: VIEWER}) { secret } }')
    ).data.createApiKey.secret
    const today = await worked(server, key)
    server.wait(86_400_000)
    expect(await worked(server, key)).not.toBe(today)
  })

  test('ends with the session, the key and the rights of who asks', async () => {
    await using server = await testServer()
    const { tokens } = await filled(server, 'North')
    const staff = '{ metrics(query: {metrics: ["hours"], groupBy: [STAFF]}) { durationMs flatRows } }'
    expect(await worked(server, tokens.ANALYST, staff)).toBe(await worked(server, tokens.ANALYST, staff))
    const policy = 'mutation ($value: JSON!) { setPolicy(key: "masking", value: $value) { version } }'
    await server.ask(tokens.OWNER, policy, { value: { contacts: [], staffNames: ['ANALYST'] } })
    expect((await server.ask(tokens.ANALYST, staff)).errors[0]?.extensions.code).toBe('FORBIDDEN')
    await worked(server, tokens.ANALYST)
    await server.ask(tokens.ANALYST, 'mutation { signOut }')
    expect((await server.ask(tokens.ANALYST, revenue)).status).toBe(401)
    const { data } = await server.ask(
      tokens.OWNER,
      'mutation { createApiKey(input: {name: "BI"}) { secret apiKey { id } } }',
    )
    const { secret, apiKey } = data.createApiKey
    await worked(server, secret)
    await server.ask(tokens.OWNER, 'mutation ($id: ID!) { revokeApiKey(id: $id) { id } }', { id: apiKey.id })
    expect((await server.ask(secret, revenue)).status).toBe(401)
  })

  test('is none where it tells when people signed in, which changes nothing else', async () => {
    await using server = await testServer()
    const { tokens } = await server.organization('North', 'OWNER')
    await server.ask(tokens.OWNER, 'mutation { saveQuery(input: {name: "Q", query: {metrics: ["hours"]}}) { id } }')
    const asked = `query { savedQueries { nodes { ...whose } } }
      fragment whose on SavedQuery { createdBy { at: lastSignInAt } }`
    const last = async () =>
      Date.parse((await server.ask(tokens.OWNER, asked)).data.savedQueries.nodes[0].createdBy.at) || 0
    const before = await last()
    server.wait(60_000)
    await server.signIn('owner@north.example')
    expect((await last()) - before).toBeGreaterThanOrEqual(60_000)
  })

  test('stands in the log each time, where it shows persons', async () => {
    await using server = await testServer()
    const { tokens, id } = await filled(server, 'North')
    const contacts = '{ clients(first: 3) { nodes { name contactEmail } } }'
    const reads = async () =>
      await dbOf(server.running.database.em.fork())
        .selectFrom('audit_event')
        .select(['details', 'actor_id'])
        .where('organization_id', '=', id)
        .where('action', '=', 'personal_data.read')
        .execute()
    for (const count of [1, 2, 3]) {
      await server.ask(tokens.ANALYST, contacts)
      await expect.poll(async () => (await reads()).length).toBe(count)
    }
    const [first, ...others] = await reads()
    expect(JSON.parse(first!.details)).toEqual({ fields: { 'Client.contactEmail': 3 } })
    for (const other of others) expect(other).toEqual(first)
  })

  test('is none with an error, none that changes something, none of what goes on by itself', async () => {
    await using server = await testServer()
    const { tokens } = await filled(server, 'North')
    const refused = '{ clients(first: 3) { nodes { name contactEmail } } }'
    for (let times = 0; times < 2; times++) {
      const { errors } = await server.ask(tokens.VIEWER, refused)
      expect(errors[0]?.extensions.code).toBe('FORBIDDEN')
    }
    const save = 'mutation { saveQuery(input: {name: "Q", query: {metrics: ["hours"]}}) { id } }'
    const [one, two] = [await server.ask(tokens.ANALYST, save), await server.ask(tokens.ANALYST, save)]
    expect(two.errors).toEqual(one.errors)
    const mixed = '{ reviewQueue { open } metrics(query: {metrics: ["revenue"]}) { durationMs } }'
    expect(await worked(server, tokens.ANALYST, mixed)).not.toBe(await worked(server, tokens.ANALYST, mixed))
  })

  test('is each person’s own where it depends on who asks', async () => {
    await using server = await testServer()
    const { tokens } = await filled(server, 'North')
    const mine = '{ savedQueries(first: 5) { nodes { name } } }'
    await server.ask(tokens.OWNER, 'mutation { saveQuery(input: {name: "Mine", query: {metrics: ["hours"]}}) { id } }')
    const key = async () =>
      (await server.ask(tokens.OWNER, 'mutation { createApiKey(input: {name: "k", role: ANALYST}) { secret } }')).data
        .createApiKey.secret
    const ofOwner = await key()
    const names = async (token: string) => (await server.ask(token, mine)).data.savedQueries.nodes
    for (let times = 0; times < 2; times++) {
      expect(await names(ofOwner)).toEqual([{ name: 'Mine' }])
      expect(await names(tokens.ANALYST)).toEqual([])
    }
  })

  test('comes in the media type that is asked for, whole whatever way the question is cut on its way', async () => {
    await using server = await testServer()
    const { tokens } = await filled(server, 'North')
    const post = (accept: string, chunks: readonly string[]) =>
      fetch(`${server.address}/graphql`, {
        method: 'POST',
        headers: { ...{ accept, 'content-type': 'application/json' }, authorization: `Bearer ${tokens.ANALYST}` },
        body: new Blob([...chunks]),
      })
    const body = JSON.stringify({ query: revenue })
    for (const type of ['application/json', 'application/graphql-response+json']) {
      const texts: string[] = []
      for (let times = 0; times < 3; times++) {
        const answer = await post(type, [body.slice(0, 7), body.slice(7)])
        expect(answer.headers.get('content-type')).toBe(`${type}; charset=utf-8`)
        expect(answer.headers.get('cache-control')).toBe('no-store')
        texts.push(await answer.text())
      }
      expect(new Set(texts).size).toBe(1)
    }
    expect((await post('text/plain', [body])).status).toBe(406)
    expect((await post('application/json', ['{'])).status).toBe(400)
  })

  test('can be turned off', async () => {
    await using server = await testServer({ ANSWER_CACHE_BYTES: 'off' })
    const { tokens } = await filled(server, 'North')
    expect(await worked(server, tokens.ANALYST)).not.toBe(await worked(server, tokens.ANALYST))
  })
})
