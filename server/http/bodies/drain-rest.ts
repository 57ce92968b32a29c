import type { IncomingMessage, ServerResponse } from 'node:http'

/** Milliseconds that the rest of a refused body may take. */
const DRAINED_WITHIN = 30_000

/** What is left of a refused body is read and thrown away, so that the answer arrives; but not for ever. */
export function drainRest(req: IncomingMessage, res: ServerResponse): void {
  const giveUpLate = () => {
    if (!req.complete) setTimeout(() => req.complete || req.destroy(), DRAINED_WITHIN).unref()
  }
  res.once('finish', () => {
    // An answer that is known is sent between two calls of the parser, before the one that says that the request has
    // ended. A timer would hold each of these requests for its time: at 4,000 a second, a gigabyte.
    if (!req.complete) setImmediate(giveUpLate)
  })
}
