import { connect, type Socket } from 'node:net'
import { performance } from 'node:perf_hooks'
import { createAnswerReader } from './answer-reader.ts'

/** What a server did in a while. */
export interface Driven {
  readonly requestsPerSecond: number
  /** Milliseconds from sending a request to having its whole answer, in ascending order. */
  readonly latencies: Float64Array
  readonly failures: number
}

interface Driving {
  readonly connections: number
  readonly seconds: number
  /** Ends it before the seconds are over. */
  readonly until?: Promise<unknown> | null
}

/** Whether an answer is the one that was asked for. */
type IsRight = (status: number, bodyBytes: number) => boolean
/** The same, for whoever looks into answers; that takes time of the one who measures, so it is to be little. */
export interface IsRightBody {
  readonly ofBody: (status: number, body: Buffer, request: Buffer) => boolean
}

/**
 * Sends a request over so many connections, each the next as soon as it has its answer. Sockets without any HTTP
 * library: at twenty thousand answers a second the client must cost less than what it measures.
 * @param request the one, or what makes the next
 * @param isRight whether an answer is the one that was asked for; anything else is counted as a failure
 */
export async function drive(
  { host, port }: { readonly host: string; readonly port: number },
  request: Buffer | (() => Buffer),
  { connections, seconds, until = null }: Driving,
  isRight: IsRight | IsRightBody,
): Promise<Driven> {
  const latencies: number[] = []
  let failures = 0
  const started = performance.now()
  const end = started + seconds * 1000
  let ended = false
  void until?.finally(() => {
    ended = true
  })
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = await connected(host, port)
      try {
        await new Promise<void>((resolve, reject) => {
          let sent = 0
          let asked: Buffer
          const send = () => {
            asked = typeof request === 'function' ? request() : request
            sent = performance.now()
            socket.write(asked)
          }
          const reader = createAnswerReader(
            (status, bodyBytes, body) => {
              const now = performance.now()
              const right =
                typeof isRight === 'function' ? isRight(status, bodyBytes) : isRight.ofBody(status, body, asked)
              if (right) latencies.push(now - sent)
              else failures++
              if (now < end && !ended) send()
              else resolve()
            },
            typeof isRight !== 'function',
          )
          socket.on('data', reader)
          socket.on('error', reject)
          socket.on('close', () => reject(new Error('Measuring a server: it closed a connection')))
          send()
        })
      } finally {
        socket.destroy()
      }
    }),
  )
  const elapsed = (performance.now() - started) / 1000
  return {
    requestsPerSecond: latencies.length / elapsed,
    latencies: Float64Array.from(latencies).sort(),
    failures,
  }
}

function connected(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => resolve(socket))
    socket.setNoDelay(true)
    socket.once('error', reject)
  })
}

/** The bytes of a POST of JSON. */
export function postOf(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Buffer {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const lines = [
    `POST ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    'content-type: application/json',
    'accept: application/json',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(text)}`,
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}`)
}

/** The value below which so many hundredths of sorted values lie. */
export const percentile = (sorted: ArrayLike<number>, hundredths: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * hundredths) / 100))] ?? Number.NaN
