import * as client from 'openid-client'
import { SignInFailed, type SignInProblem } from './sign-in-problem.ts'

/** What went wrong with the provider, as the person at the browser is told. */
export const providerFailure = (error: unknown): SignInFailed =>
  error instanceof SignInFailed ? error : new SignInFailed(problem(error), error)

function problem(error: unknown): SignInProblem {
  if (error instanceof client.AuthorizationResponseError) return ofAnswer(error.error)
  if (error instanceof client.ResponseBodyError)
    // The code was used before, or has expired.
    return error.error === 'invalid_grant'
      ? 'NOT_BEGUN_HERE'
      : error.status >= 500
        ? 'PROVIDER_DOWN'
        : 'PROVIDER_REFUSES'
  if (!(error instanceof Error)) return 'NOT_TRUSTED'
  const { code, name, cause } = error as Error & { code?: string }
  // How a provider answers a secret that is not this client's.
  if (code === 'OAUTH_WWW_AUTHENTICATE_CHALLENGE') return 'PROVIDER_REFUSES'
  if (name === 'TimeoutError' || code === 'OAUTH_TIMEOUT' || isUnreachable(error)) return 'PROVIDER_DOWN'
  if (cause instanceof Error && (cause.name === 'TimeoutError' || isUnreachable(cause))) return 'PROVIDER_DOWN'
  if (cause instanceof Response && cause.status >= 500) return 'PROVIDER_DOWN'
  return 'NOT_TRUSTED'
}

/** `fetch` says no more than that it failed where it could not connect. */
const isUnreachable = (error: Error): boolean => error instanceof TypeError && error.message === 'fetch failed'

function ofAnswer(error: string): SignInProblem {
  if (error === 'access_denied') return 'CANCELLED'
  return error === 'server_error' || error === 'temporarily_unavailable' ? 'PROVIDER_DOWN' : 'PROVIDER_REFUSES'
}

/** What the log says of a failure: names and codes, nothing that the provider or the browser wrote freely. */
export function failureForLog(error: unknown): Readonly<Record<string, unknown>> {
  const { problem, cause } = error instanceof SignInFailed ? error : { problem: 'UNEXPECTED', cause: error }
  const { name, code, error: told, cause: inner } = (cause ?? {}) as Record<string, unknown>
  const innerCode = (inner as { code?: unknown } | undefined)?.code
  return { problem, ...only({ name, code, told, innerCode }) }
}

const only = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => typeof value === 'string' && /^[A-Za-z_]{1,60}$/.test(value)),
  )
