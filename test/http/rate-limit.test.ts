import { expect, test } from 'vitest'
import { createRateLimit } from '../../server/http/rate-limit.ts'
import { testServer } from '../support/server.ts'

test('so many requests a minute are allowed to each caller, then a wait until the minute is over', () => {
  const limit = createRateLimit(3)
  const answers = [0, 1, 2, 3, 4].map(second => limit.count('maya', second * 1000))
  expect(answers).toEqual([0, 0, 0, 57, 56])
  expect(limit.count('noah', 4000)).toBe(0)
  expect(limit.count('maya', 60_000)).toBe(0)
})

test('without a limit everything is allowed', () => {
  const limit = createRateLimit(null)
  expect(Array.from({ length: 1000 }, () => limit.count('maya', 0))).toEqual(new Array(1000).fill(0))
})

test('the server answers 429 with the seconds to wait, to that user only', async () => {
  await using server = await testServer({ RATE_LIMIT_PER_MINUTE: '4' })
  const { tokens } = await server.organization('North', 'OWNER', 'VIEWER')
  const statuses: number[] = []
  for (let count = 0; count < 5; count++) statuses.push((await server.ask(tokens.OWNER, '{ viewer { role } }')).status)
  expect(statuses).toEqual([200, 200, 200, 200, 429])
  const refused = await server.ask(tokens.OWNER, '{ viewer { role } }')
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(refused.errors[0]?.extensions.code).toBe('TOO_MANY_REQUESTS')
  expect((await server.ask(tokens.VIEWER, '{ viewer { role } }')).status).toBe(200)
  server.wait(60_000)
  expect((await server.ask(tokens.OWNER, '{ viewer { role } }')).status).toBe(200)
})
