import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Sender } from './senders/sender.ts'

/** A request on its way to its answer. */
export interface Exchange {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  readonly url: URL
  readonly sender: Sender
  readonly requestId: string
}

/** Whether a browser opens a page, rather than a program asking for data. */
export const isBrowser = ({ req }: Exchange): boolean =>
  (req.method === 'GET' || req.method === 'HEAD') && (req.headers.accept?.includes('text/html') ?? false)

/** Aborts when the caller goes away before the answer is complete. */
export function closing(res: ServerResponse): AbortSignal {
  const controller = new AbortController()
  res.once('close', () => {
    if (!res.writableEnded) controller.abort()
  })
  return controller.signal
}
