import { spawn } from 'node:child_process'
import { afterEach, expect, test, vi } from 'vitest'
import { createRateLimit } from '../../server/http/rate-limits/create-rate-limit.ts'
import { countedAs } from '../../server/http/rate-limits/rate-limits.ts'
import { testDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { emailOf, testServer } from '../support/server.ts'

const postgres = process.env.MOAT_TEST_DIALECT === 'postgresql'
const role = '{ viewer { role } }'
const attempt = (alias: string, token = 'nothing') =>
  `${alias}: refreshSession(refreshToken: "${token}") { __typename }`

afterEach(() => void vi.useRealTimers())

test('so many requests a minute are allowed to each caller, then none until the minute is over', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  await using database = await testDatabase()
  const limit = createRateLimit('requests', 3, database.orm)
  const answers = []
  for (let second = 0; second < 5; second++) {
    answers.push(await limit.count('maya'))
    vi.setSystemTime(Date.now() + 1000)
  }
  expect(answers).toEqual([
    { allowed: true, remaining: 2, seconds: 60 },
    { allowed: true, remaining: 1, seconds: 59 },
    { allowed: true, remaining: 0, seconds: 58 },
    { allowed: false, remaining: 0, seconds: 57 },
    { allowed: false, remaining: 0, seconds: 56 },
  ])
  expect(await limit.count('noah')).toMatchObject({ allowed: true, remaining: 2 })
  vi.setSystemTime(Date.now() + 60_000)
  expect(await limit.count('maya')).toMatchObject({ allowed: true, remaining: 2 })
})

test('limits of different names count for themselves', async () => {
  await using database = await testDatabase()
  const [requests, attempts] = [
    createRateLimit('requests', 1, database.orm),
    createRateLimit('attempts', 1, database.orm),
  ]
  await requests.count('maya')
  expect((await attempts.count('maya')).allowed).toBe(true)
  expect((await requests.count('maya')).allowed).toBe(false)
})

test('where the database cannot count, the process counts by itself: nobody gets through beyond the limit', async () => {
  const database = await testDatabase()
  const limit = createRateLimit('requests', 3, database.orm)
  await database[Symbol.asyncDispose]()
  const allowed = []
  for (let count = 0; count < 5; count++) allowed.push((await limit.count('maya')).allowed)
  expect(allowed).toEqual([true, true, true, false, false])
})

test('a key counts for itself, a user wherever they sign in, the network of an IPv6 address as one machine', () => {
  expect(countedAs({ organizationId: 1, userId: 2, apiKeyId: 3 }, '10.0.0.1')).toBe('key 1 3')
  expect(countedAs({ organizationId: 1, userId: 2, apiKeyId: null }, '10.0.0.1')).toBe('user 2')
  expect(countedAs({}, '10.0.0.1')).toBe('address 10.0.0.1')
  const network = 'address 2001:db8:0:7::/64'
  for (const address of ['2001:db8:0:7::1', '2001:0db8:0000:0007:ffff:ffff:ffff:ffff', '2001:db8:0:7:1::'])
    expect(countedAs({}, address)).toBe(network)
  expect(countedAs({}, '2001:db8:0:8::1')).not.toBe(network)
  expect(countedAs({}, '::1')).toBe('address 0:0:0:0::/64')
})

test('an answer says what is left, and 429 with the seconds to wait comes to that user only', async () => {
  await using server = await testServer({ RATE_LIMIT_PER_MINUTE: '4' })
  const { tokens } = await server.organization('North', 'OWNER', 'VIEWER')
  const answers = []
  for (let count = 0; count < 5; count++) answers.push(await server.ask(tokens.OWNER, role))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429])
  expect(answers[1]?.headers.get('ratelimit-policy')).toBe('"requests";q=4;w=60')
  expect(answers[1]?.headers.get('ratelimit')).toMatch(/^"requests";r=2;t=(60|[1-5]?\d)$/)
  const refused = answers[4]
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(refused?.headers.get('ratelimit')).toMatch(/^"requests";r=0;t=\d+$/)
  expect(refused?.errors[0]?.extensions.code).toBe('TOO_MANY_REQUESTS')
  expect((await server.ask(tokens.VIEWER, role)).status).toBe(200)
})

test('attempts to sign in are counted for the address, however many one request holds', async () => {
  await using server = await testServer({ RATE_LIMIT_PER_MINUTE: '1000', SIGN_IN_RATE_LIMIT_PER_MINUTE: '6' })
  const { tokens } = await server.organization('North', 'OWNER')
  const five = ['a', 'b', 'c', 'd', 'e'].map(alias => attempt(alias)).join(' ')
  // One sign-in above, five here: the limit exactly, through a fragment too.
  const within = await server.ask(null, `mutation { ...F } fragment F on Mutation { ${five} }`)
  expect(within.data).toMatchObject({ a: { __typename: 'InvalidRefreshToken' } })
  const beyond = await server.ask(tokens.OWNER, `mutation { ${attempt('x')} }`)
  expect([beyond.status, beyond.errors[0]?.extensions.code]).toEqual([429, 'TOO_MANY_REQUESTS'])
  expect(Number(beyond.headers.get('retry-after'))).toBeGreaterThan(0)
  const signIn = await server.signIn(emailOf('North', 'OWNER'))
  expect(signIn.errors[0]?.extensions.code).toBe('TOO_MANY_REQUESTS')
  // Everything else goes on.
  expect((await server.ask(tokens.OWNER, role)).data).toEqual({ viewer: { role: 'OWNER' } })
})

test.runIf(postgres)('two server processes on one PostgreSQL share the count', async () => {
  await using first = await testServer({ RATE_LIMIT_PER_MINUTE: '6' })
  const { tokens } = await first.organization('North', 'OWNER')
  const { databaseUrl, dataDir } = first.running.services.config
  const second = spawn(process.execPath, ['server/main.ts'], {
    env: {
      ...process.env,
      ...{
        DATABASE_URL: databaseUrl ?? '',
        DATA_DIR: dataDir,
        PORT: '0',
        LOG_LEVEL: 'silent',
        RATE_LIMIT_PER_MINUTE: '6',
      },
    },
  })
  try {
    let said = ''
    second.stdout.on('data', chunk => {
      said += chunk
    })
    const address = await eventually(() => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0]
      if (found === undefined) throw new Error(`The second server does not listen yet: ${said}`)
      return found
    })
    const statuses = []
    for (const each of [first.address, address, first.address, address].flatMap(one => [one, one])) {
      const { status } = await fetch(`${each}/graphql?query=${encodeURIComponent(role)}`, {
        headers: { authorization: `Bearer ${tokens.OWNER}` },
      })
      statuses.push(status)
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429, 429])
  } finally {
    second.kill()
  }
})
