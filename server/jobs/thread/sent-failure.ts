import { ExpectedError } from '../../errors.ts'
import { GiveUp } from '../job-handler.ts'
import type { SentFailure } from './thread-messages.ts'

/** What a handler threw, to be sent to another thread. */
export function sentFailure(error: unknown): SentFailure {
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  if (error instanceof GiveUp) return { kind: 'for good', code: '', message, stack }
  if (error instanceof ExpectedError) return { kind: 'expected', code: error.code, message, stack }
  return { kind: 'unexpected', code: '', message, stack }
}

/** The same error again: people are told of it what they would be told where it was thrown. */
export function failureOf({ kind, code, message, stack }: SentFailure): Error {
  const error =
    kind === 'for good'
      ? new GiveUp(message)
      : kind === 'expected'
        ? new ExpectedError(code, message)
        : new Error(message)
  if (stack !== undefined) error.stack = stack
  return error
}
