import { ApiError, type ApiErrorKind } from './api.ts'

interface ServerError {
  readonly message: string
  readonly extensions?: { readonly code?: string }
}

/**
 * What an answer says went wrong; null: nothing did. The server's own words are for people, so they are passed on.
 *
 * @param body the JSON of the answer: GraphQL's `errors`, or `{ error | message, code }` of the other routes
 */
export function apiErrorOf(response: Response, body: Readonly<Record<string, unknown>>): ApiError | null {
  const errors = errorsOf(body)
  const [first] = errors
  if (response.ok && !first) return null
  const code = first?.extensions?.code ?? (typeof body.code === 'string' ? body.code : null)
  const message =
    [...new Set(errors.map(error => error.message))].join('\n') || `The server answered ${response.status}`
  const retryAfter = Number(response.headers.get('retry-after')) || (response.status === 429 ? 60 : undefined)
  return new ApiError(kindOf(response.status, code), message, {
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(code === null ? {} : { code }),
  })
}

function errorsOf(body: Readonly<Record<string, unknown>>): readonly ServerError[] {
  if (Array.isArray(body.errors)) return body.errors as ServerError[]
  const message = typeof body.message === 'string' ? body.message : null
  return message === null
    ? []
    : [{ message, ...(typeof body.code === 'string' ? { extensions: { code: body.code } } : {}) }]
}

function kindOf(status: number, code: string | null): ApiErrorKind {
  if (status === 429 || code === 'TOO_MANY_REQUESTS') return 'busy'
  if (status === 401 || code === 'UNAUTHENTICATED') return 'signed-out'
  if (status === 403 || code === 'FORBIDDEN') return 'forbidden'
  if (status >= 500 || code === 'INTERNAL_SERVER_ERROR') return 'failed'
  return 'refused'
}
