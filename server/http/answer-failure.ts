import { storageTrouble } from '../db/storage-trouble.ts'
import { ExpectedError } from '../errors.ts'
import type { Log } from '../log.ts'
import { answerError } from './answer.ts'
import type { Exchange } from './exchange.ts'
import { statusOfCode } from './status-of-code.ts'

/** Answers what a route threw: expected failures in their words, anything else with the request's id only. */
export function answerFailure(log: Log, { req, res, requestId }: Omit<Exchange, 'url'>, error: unknown): void {
  // A request that was read to its end is destroyed too, and waits for its answer.
  const gone = res.headersSent || res.destroyed || (req.destroyed && !req.complete)
  if (!(error instanceof ExpectedError || gone)) log.error({ requestId, err: error }, 'unexpected error')
  if (gone) {
    res.destroy()
    return
  }
  const expected = error instanceof ExpectedError ? error : storageTrouble(error)
  if (expected) answerError(res, statusOfCode(expected.code), expected.code, expected.message)
  else
    answerError(
      res,
      500,
      'INTERNAL_SERVER_ERROR',
      `Unexpected error: it was written to the log as request ${requestId}`,
    )
}
