import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerError } from '../answer.ts'
import type { BodyMemory } from './body-memory.ts'

export interface BodyLimits {
  /** Largest body; null: whoever reads it sees to that. */
  readonly maxBytes: number | null
  /** Where the whole body is kept in memory; null: it goes to disk as it comes. */
  readonly memory: BodyMemory | null
  /** Seconds without a byte after which the sender is given up. */
  readonly idleSeconds: number
}

/** A body slower than this, in bytes a second over all of its time, is one that only holds the connection. */
const SLOWEST = 1024
const LOOKED_EVERY = 1000

/**
 * Watches the body of a request as it comes, whoever reads it: answers 413 where it grows too large, 503 where all bodies
 * together take too much memory, 408 where it stands still or comes too slowly. False: it was refused as it was announced.
 */
export function guardBody(req: IncomingMessage, res: ServerResponse, limits: BodyLimits): boolean {
  const { maxBytes, memory, idleSeconds } = limits
  const announced = Number(req.headers['content-length'] ?? 0)
  if (maxBytes !== null && announced > maxBytes) {
    refuse(req, res, tooLarge(maxBytes))
    return false
  }
  const inChunks = req.headers['transfer-encoding'] !== undefined
  if (announced === 0 && !inChunks) return true
  // All that was announced is here, often before the parser says that it was the end.
  if (req.complete || (!inChunks && req.readableLength === announced)) return holdBody(req, res, limits)
  let [received, held, refused] = [0, 0, false]
  const count = (bytes: number) => {
    received += bytes
    if (maxBytes !== null && received > maxBytes) stop(tooLarge(maxBytes))
    else if (memory?.take(bytes) === false) stop(tooMuchAtOnce)
    else if (memory) held += bytes
  }
  const stop = (failure: Failure) => {
    if (refused) return
    refused = true
    clearInterval(timer)
    refuse(req, res, failure)
  }

  // Counted where the connection hands it over: whoever reads the stream, and however, gets what passed here.
  const push = req.push.bind(req)
  req.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    if (chunk === null) clearInterval(timer)
    else count(chunk.length)
    // What was refused reaches nobody, the end of it neither: a part must not be taken for the whole.
    return refused ? true : push(chunk, encoding)
  }

  const began = performance.now()
  let last = { received: 0, at: began }
  const timer = setInterval(() => {
    const now = performance.now()
    if (received > last.received) last = { received, at: now }
    // A body that nobody reads just now stands still for our sake, not for its sender's.
    if (req.readableLength >= req.readableHighWaterMark) last = { received, at: now }
    const seconds = (now - began) / 1000
    if (now - last.at > idleSeconds * 1000 || (seconds > idleSeconds && received / seconds < SLOWEST))
      stop(tooSlow(idleSeconds))
  }, LOOKED_EVERY).unref()
  res.once('close', () => {
    clearInterval(timer)
    memory?.give(held)
  })
  count(req.readableLength)
  if (req.complete) clearInterval(timer)
  return !refused
}

/** The same of a body that came together with its headers, as short ones do: nothing more is to be watched. */
function holdBody(req: IncomingMessage, res: ServerResponse, { maxBytes, memory }: BodyLimits): boolean {
  const bytes = req.readableLength
  if (maxBytes !== null && bytes > maxBytes) {
    refuse(req, res, tooLarge(maxBytes))
    return false
  }
  if (!memory) return true
  if (!memory.take(bytes)) {
    refuse(req, res, tooMuchAtOnce)
    return false
  }
  res.once('close', () => memory.give(bytes))
  return true
}

interface Failure {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Answers, and ends the connection: the rest of the body is of no use to anybody. */
function refuse(req: IncomingMessage, res: ServerResponse, { status, code, message, headers }: Failure): void {
  if (res.headersSent || res.destroyed) return void req.destroy()
  answerError(res, status, code, message, { ...headers, connection: 'close' })
  res.once('finish', () => setTimeout(() => req.destroy(), LINGERED).unref())
}

/** Milliseconds that a sender who is not done yet has to read the answer before the connection goes. */
const LINGERED = 500

const tooLarge = (maxBytes: number): Failure => ({
  ...{ status: 413, code: 'TOO_LARGE' },
  message: `Reading the request: it is larger than ${maxBytes} bytes, the limit for this sender; send less, files through POST /uploads, or sign in first`,
})
const tooMuchAtOnce: Failure = {
  ...{ status: 503, code: 'BUSY', headers: { 'retry-after': '2' } },
  message: 'Reading the request: too many large requests are under way; wait 2 seconds and send it again',
}
const tooSlow = (seconds: number): Failure => ({
  ...{ status: 408, code: 'BODY_TOO_SLOW' },
  message: `Reading the request: its body stood still for ${seconds} seconds or came at less than ${SLOWEST} bytes a second; send it again`,
})
