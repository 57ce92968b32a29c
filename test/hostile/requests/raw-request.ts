import { connect } from 'node:net'

export interface RawAnswer {
  /** 0: the connection ended without one. */
  readonly status: number
  readonly head: string
  readonly body: string
}

/** Sends bytes as they are over a connection of its own, and answers what comes back until the server ends it or is silent. */
export function rawRequest(
  address: string,
  bytes: string | Uint8Array | readonly (string | Uint8Array)[],
  { silence = 1500, longest = 120_000, every = 0 }: { silence?: number; longest?: number; every?: number } = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(address)
  return new Promise(resolve => {
    const socket = connect(Number(port), hostname)
    let text = ''
    let done = false
    const finish = () => {
      if (done) return
      done = true
      clearTimeout(whole)
      clearTimeout(quiet)
      clearInterval(sending)
      socket.destroy()
      resolve(answerOf(text))
    }
    const whole = setTimeout(finish, longest)
    let quiet: NodeJS.Timeout | undefined
    socket.setEncoding('latin1')
    socket.on('data', chunk => {
      text += chunk
      clearTimeout(quiet)
      // Looked at twice: after the process itself stood still, timers come before what had come meanwhile.
      quiet = setTimeout(() => {
        quiet = setTimeout(finish, 50)
      }, silence)
    })
    socket.on('error', finish)
    socket.on('close', finish)
    const parts = [...(typeof bytes === 'string' || bytes instanceof Uint8Array ? [bytes] : bytes)]
    let sending: NodeJS.Timeout | undefined
    socket.on('connect', () => {
      if (every === 0) for (const part of parts) socket.write(part)
      else
        sending = setInterval(() => {
          const part = parts.shift()
          if (part === undefined) clearInterval(sending)
          else if (socket.writable) socket.write(part)
        }, every)
    })
  })
}

function answerOf(text: string): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, body: rest.join('\r\n\r\n') }
}
