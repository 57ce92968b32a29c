import { type IncomingMessage, request, type ServerResponse } from 'node:http'

export type NetworkFault = 'ok' | 'offline' | 'unauthorized' | 'slow'

const SLOW = 3_000
/** Pages and their scripts always come through: what fails is the server behind them. */
const isPage = (url: string): boolean => /^\/(?:addin\/|assets\/|$)/.test(url)

/** Hands a request on to the server as a network would; `fault` lets it seem away, slow, or unwilling. */
export function forward(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  server: string,
  fault: NetworkFault,
): void {
  const target = new URL(server)
  const pass = (): void => {
    const headers = { ...incoming.headers, host: target.host }
    const { hostname: host, port } = target
    const forwarded = request({ host, port, path: incoming.url, method: incoming.method, headers }, answer => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    forwarded.on('error', () => outgoing.destroy())
    outgoing.on('close', () => forwarded.destroy())
    incoming.pipe(forwarded)
  }
  if (fault === 'ok' || isPage(incoming.url ?? '/')) pass()
  else if (fault === 'offline') outgoing.destroy()
  else if (fault === 'slow') setTimeout(pass, SLOW)
  else {
    const error = { message: 'The access token has expired.', extensions: { code: 'UNAUTHENTICATED' } }
    outgoing.writeHead(401, { 'content-type': 'application/json' })
    outgoing.end(JSON.stringify({ errors: [error] }))
  }
}
