import type { ServerResponse } from 'node:http'
import { isIP } from 'node:net'
import type { Viewer } from '../../access/policy.ts'
import type { Config } from '../../config.ts'
import type { Database } from '../../db/database.ts'
import { answerError } from '../answer.ts'
import { createRateLimit } from './create-rate-limit.ts'
import type { Counted, RateLimit } from './rate-limit.ts'

/** The limits of a server; null: off. */
export interface RateLimits {
  /** All requests of a user, a key or, signed out, an address. */
  readonly requests: RateLimit | null
  /** Attempts of an address to prove who it is by something that could be guessed. */
  readonly attempts: RateLimit | null
}

export function createRateLimits(config: Config, database: Database): RateLimits {
  const { rateLimitPerMinute, signInRateLimitPerMinute } = config
  if (rateLimitPerMinute === null) return { requests: null, attempts: null }
  return {
    requests: createRateLimit('requests', rateLimitPerMinute, database),
    attempts:
      signInRateLimitPerMinute === null ? null : createRateLimit('attempts', signInRateLimitPerMinute, database),
  }
}

/** Who is counted together: a key, a user wherever they sign in, else the machine. */
export function countedAs({ organizationId, userId, apiKeyId }: Partial<Viewer>, address: string | null): string {
  if (apiKeyId) return `key ${organizationId} ${apiKeyId}`
  return userId ? `user ${userId}` : machine(address)
}

/** An address; of IPv6 the network, as one machine has all of its addresses. */
export function machine(address: string | null): string {
  if (address === null || isIP(address) !== 6) return `address ${address}`
  const [head = '', tail] = address.split('::', 2)
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const groups = [...before, ...new Array(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after]
  return `address ${groups
    .slice(0, 4)
    .map(group => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

/** Says where the caller stands (draft-ietf-httpapi-ratelimit-headers). */
export function setRateHeaders(res: ServerResponse, { perMinute }: RateLimit, { remaining, seconds }: Counted): void {
  res.setHeader('RateLimit-Policy', `"requests";q=${perMinute};w=60`)
  res.setHeader('RateLimit', `"requests";r=${remaining};t=${seconds}`)
}

export const tooMany = (what: string, { perMinute }: RateLimit, { seconds }: Counted): string =>
  `Too many ${what}: the limit is ${perMinute} a minute; wait ${seconds} seconds`

export function answerTooMany(res: ServerResponse, limit: RateLimit, counted: Counted): void {
  const headers = { 'retry-after': String(counted.seconds) }
  answerError(res, 429, 'TOO_MANY_REQUESTS', tooMany('requests', limit, counted), headers)
}
