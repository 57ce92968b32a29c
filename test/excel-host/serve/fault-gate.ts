import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export type NetworkFault = 'ok' | 'offline' | 'unauthorized' | 'slow'

export interface FaultGate extends AsyncDisposable {
  readonly address: string
  fault: NetworkFault
}

const SLOW = 3_000
/** Pages and their scripts always come through: what fails is the server behind them. */
const isPage = (url: string): boolean => /^\/(?:addin\/|$|assets\/)/.test(url)

/** Stands before the server, as a network would, and lets it seem away, slow, or unwilling. */
export async function faultGate(server: string): Promise<FaultGate> {
  const target = new URL(server)
  const gate: { fault: NetworkFault } = { fault: 'ok' }
  const listener = createServer((incoming, outgoing) => {
    const pass = () => {
      const headers = { ...incoming.headers, host: target.host }
      const forwarded = request(
        { host: target.hostname, port: target.port, path: incoming.url, method: incoming.method, headers },
        answer => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
          answer.pipe(outgoing)
        },
      )
      forwarded.on('error', () => outgoing.destroy())
      outgoing.on('close', () => forwarded.destroy())
      incoming.pipe(forwarded)
    }
    if (isPage(incoming.url ?? '/') || gate.fault === 'ok') pass()
    else if (gate.fault === 'offline') outgoing.destroy()
    else if (gate.fault === 'slow') setTimeout(pass, SLOW)
    else {
      outgoing.writeHead(401, { 'content-type': 'application/json' })
      outgoing.end(
        JSON.stringify({
          errors: [{ message: 'The access token has expired.', extensions: { code: 'UNAUTHENTICATED' } }],
        }),
      )
    }
  })
  await listen(listener)
  const { port } = listener.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    get fault() {
      return gate.fault
    },
    set fault(fault) {
      gate.fault = fault
    },
    [Symbol.asyncDispose]: () => close(listener),
  }
}

const listen = (server: Server): Promise<void> => new Promise(resolve => server.listen(0, '127.0.0.1', resolve))

const close = (server: Server): Promise<void> =>
  new Promise(resolve => {
    server.closeAllConnections()
    server.close(() => resolve())
  })
