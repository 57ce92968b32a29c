import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createOrganization } from '../../server/accounts/create-organization.ts'
import { checkedPasswordHash, createUser } from '../../server/accounts/create-user.ts'
import { readConfig } from '../../server/config.ts'
import { withoutTenant } from '../../server/db/row-level-security/tenant-scope.ts'
import { dbOf } from '../../server/db/tables.ts'
import { startServer } from '../../server/http/start-server.ts'
import { createLog } from '../../server/log.ts'
import { eventually } from '../support/eventually.ts'

const PASSWORD = 'correct horse battery'
const EMAIL = 'maya@quillfeather.example'

type Line = Readonly<Record<string, unknown>>

/** A server whose log can be read, with one owner. */
async function loggedServer() {
  const folder = mkdtempSync(join(tmpdir(), 'moat-log-'))
  const lines: string[] = []
  const config = readConfig({ DATA_DIR: folder, PORT: '0', RATE_LIMIT_PER_MINUTE: 'off' })
  const log = createLog('info', { write: line => lines.push(line) })
  const running = await startServer(config, { log })
  const passwordHash = await checkedPasswordHash({ email: EMAIL, password: PASSWORD })
  await withoutTenant('command line', () =>
    running.database.em.fork().transactional(async em => {
      const id = await createOrganization(
        dbOf(em),
        { name: 'Quillfeather', baseCurrency: 'USD', fiscalYearStart: 1 },
        0,
      )
      await createUser(dbOf(em), id, { email: EMAIL, name: 'Maya', role: 'OWNER', passwordHash }, 0)
    }),
  )
  const ask = async (token: string | null, query: string, headers = {}) =>
    await fetch(`${running.address}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...headers,
      },
      body: JSON.stringify({ query }),
    })
  return {
    running,
    ask,
    text: () => lines.join(''),
    lines: (): Line[] => lines.map(line => JSON.parse(line)),
    signIn: async () => {
      const query = `mutation { signIn(input: {email: "${EMAIL}", password: "${PASSWORD}"}) { ... on Session { accessToken refreshToken } } }`
      return (await (await ask(null, query)).json()).data.signIn as { accessToken: string; refreshToken: string }
    },
    [Symbol.asyncDispose]: async () => {
      await running.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

test('each request is one line: id, route, status, time, ids of who asked, what a mutation changed, codes of errors', async () => {
  await using server = await loggedServer()
  const { accessToken } = await server.signIn()
  const answers = [
    await server.ask(accessToken, 'mutation { createApiKey(input: {name: "Power BI"}) { secret } }'),
    await server.ask(accessToken, '{ client(id: "nothing") { name } viewer { role } }'),
    await server.ask(accessToken, '{ nothing }'),
    await fetch(`${server.running.address}/some/${EMAIL}?secret=zq9`),
  ]
  const ids = answers.map(answer => answer.headers.get('x-request-id'))
  await eventually(() => expect(server.lines().filter(line => line.msg === 'request')).toHaveLength(5))
  const requests = server.lines().filter(line => line.msg === 'request')
  const of = (id: string | null | undefined) => requests.find(line => line.requestId === id)
  expect(requests[0]).toMatchObject({
    operation: 'mutation',
    fields: ['signIn'],
    signIn: 'PASSWORD Session',
    status: 200,
  })
  expect(of(ids[0])).toMatchObject({
    ...{ route: '/graphql', method: 'POST', status: 200, ms: expect.any(Number), user: expect.any(Number) },
    ...{ organization: expect.any(Number), operation: 'mutation', fields: ['createApiKey'] },
  })
  expect(of(ids[1])).toMatchObject({ operation: 'query' })
  expect(of(ids[2])).toMatchObject({ errors: ['GRAPHQL_VALIDATION_FAILED'] })
  expect(of(ids[3])).toMatchObject({ route: 'none', status: 404 })
})

test('no password, token, key, address, cell or question is in the log, whatever was asked', async () => {
  await using server = await loggedServer()
  const { accessToken, refreshToken } = await server.signIn()
  const key = await server.ask(
    accessToken,
    'mutation { createApiKey(input: {name: "Power BI", role: OWNER}) { secret } }',
  )
  const { secret } = (await key.json()).data.createApiKey
  await server.ask(accessToken, '{ ask(question: "revenue of Zyxwv") { text } viewer { email } }')
  await server.ask(null, `mutation { refreshSession(refreshToken: "${refreshToken}") { __typename } }`)
  await server.ask(null, `mutation { signIn(input: {email: "${EMAIL}", password: "wrong zq9 wrong"}) { __typename } }`)
  await server.ask('a-wrong-token-zq9', '{ viewer { role } }', { cookie: 'moat-sign-in=zq9' })
  const uploaded = await fetch(`${server.running.address}/uploads/clients`, {
    method: 'POST',
    headers: { 'x-api-key': secret, 'x-file-name': 'Zyxwv-customers.csv' },
    body: 'name,contact_email\nZyxwv Industries,boss@zyxwv.example\n',
  })
  expect(uploaded.status).toBe(200)
  await eventually(() => expect(server.lines().some(line => line.msg === 'import')).toBe(true))
  expect(server.lines().find(line => line.msg === 'import')).toMatchObject({
    ...{ dataset: 'clients', outcome: 'accepted', rowCount: 1, requestId: uploaded.headers.get('x-request-id') },
  })
  expect(server.text()).not.toMatch(/zyxwv|zq9|maya|quillfeather|correct horse/i)
  for (const hidden of [accessToken, refreshToken, secret]) expect(server.text()).not.toContain(hidden)
})

test('an id that a caller gives a request is not believed', async () => {
  await using server = await loggedServer()
  const answer = await server.ask(null, '{ viewer { role } }', { 'x-request-id': 'chosen-by-the-caller' })
  expect(answer.headers.get('x-request-id')).not.toBe('chosen-by-the-caller')
})

test('what nobody expected is in the log with its stack and its request, and not in the answer', async () => {
  await using server = await loggedServer()
  const { accessToken } = await server.signIn()
  server.running.services.accounts.em.getKysely = () => {
    throw new Error(`a failure deep inside, for ${EMAIL}`)
  }
  const em = server.running.services.accounts.em
  em.fork = () => {
    throw new Error(`a failure deep inside, for ${EMAIL}`)
  }
  const answer = await server.ask(accessToken, '{ viewer { role } }')
  const text = await answer.text()
  expect(answer.status).toBe(500)
  expect(text).not.toMatch(/deep inside|\.ts/)
  const line = server.lines().find(each => each.msg === 'unexpected error')
  expect(line).toMatchObject({ requestId: answer.headers.get('x-request-id') })
  expect(line?.err).toMatchObject({
    message: 'a failure deep inside, for [e-mail]',
    stack: expect.stringMatching(/log-lines\.test\.ts/),
  })
  // So that the server can be stopped.
  Reflect.deleteProperty(em, 'fork')
  Reflect.deleteProperty(em, 'getKysely')
})
