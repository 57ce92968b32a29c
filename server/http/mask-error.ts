import { GraphQLError } from 'graphql'
import { storageTrouble } from '../db/storage-trouble.ts'
import { ExpectedError } from '../errors.ts'

/** Tells the caller what they can act on, and nothing of what is inside: no stack, no SQL, no names they did not write. */
export function createMask(report: (error: unknown) => void): (error: unknown) => Error {
  return error => {
    const cause = causeOf(error)
    if (cause instanceof ExpectedError) return rewritten(error, cause.message, cause.code)
    if (error instanceof GraphQLError && cause instanceof GraphQLError) {
      const code = String(cause.extensions.code ?? 'BAD_REQUEST')
      return rewritten(error, error.message.replace(/ Did you mean .*\?$/s, ''), code)
    }
    report(cause)
    const trouble = storageTrouble(cause)
    if (trouble) return rewritten(error, trouble.message, trouble.code)
    return rewritten(
      error,
      'Unexpected error: it was written to the log; say the request id to whoever runs the server',
      'INTERNAL_SERVER_ERROR',
    )
  }
}

/** What was thrown, out of the errors that GraphQL wraps around it. */
function causeOf(error: unknown): unknown {
  let cause = error
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError
  return cause
}

function rewritten(error: unknown, message: string, code: string): GraphQLError {
  const place = error instanceof GraphQLError ? error : undefined
  const http = place?.extensions.http as { status?: number; spec?: boolean } | undefined
  return new GraphQLError(message, {
    nodes: place?.nodes ?? null,
    source: place?.source ?? null,
    positions: place?.positions ?? null,
    path: place?.path ?? null,
    // A request that cannot be read is a 400 for every client; yoga keeps that for those of the newer media type.
    extensions: { code, ...(http ? { http: code === 'BAD_REQUEST' ? { ...http, spec: false } : http } : {}) },
  })
}
