import { existsSync, readFileSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { text } from 'node:stream/consumers'
import { ExpectedError } from '../../../server/errors.ts'
import type { HostSettings } from '../page/host-settings.ts'
import { forward, type NetworkFault } from './forward.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
}

export interface HostServer extends AsyncDisposable {
  /** https://localhost:4100: the spreadsheet is at /spreadsheet/, everything else is the server's. */
  readonly origin: string
  fault: NetworkFault
  /** From now on there is a server to hand requests to, and an add-in to load. */
  readonly begin: (server: string, settings: HostSettings) => void
}

const HERE = '/spreadsheet'

/**
 * Serves the spreadsheet's page and, at the same origin, the server with the add-in: office.js wants its host to be
 * https, and so a person has one certificate to accept.
 */
export async function hostServer(options: {
  readonly folder: string
  readonly certificate: { readonly certificate: string; readonly key: string }
  readonly port: number
}): Promise<HostServer> {
  const state: { fault: NetworkFault; server: string; settings: HostSettings | null } = {
    fault: 'ok',
    server: '',
    settings: null,
  }
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const { pathname } = new URL(incoming.url ?? '/', 'https://localhost')
    if (state.settings === null) return send(outgoing, 'text/plain', 'The server is starting; try again.', 503)
    if (pathname === HERE) {
      outgoing.writeHead(308, { location: `${HERE}/` })
      outgoing.end()
    } else if (pathname === `${HERE}/settings.json`) send(outgoing, 'application/json', JSON.stringify(state.settings))
    else if (pathname === `${HERE}/faults` && incoming.method === 'POST') {
      state.fault = (await text(incoming)) as NetworkFault
      send(outgoing, 'text/plain', 'ok')
    } else if (pathname.startsWith(`${HERE}/`)) sendFile(outgoing, options.folder, pathname.slice(HERE.length))
    else forward(incoming, outgoing, state.server, state.fault)
  }
  const { certificate, key } = options.certificate
  const server = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (incoming, outgoing) => {
    answer(incoming, outgoing).catch(error => send(outgoing, 'text/plain', String(error), 500))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new ExpectedError(
              'PORT',
              `Opening the spreadsheet: port ${options.port} is taken; choose another by PORT=…`,
            )
          : error,
      ),
    )
    server.listen(options.port, '127.0.0.1', () => resolve())
  })
  return {
    origin: `https://localhost:${(server.address() as AddressInfo).port}`,
    get fault() {
      return state.fault
    },
    set fault(fault) {
      state.fault = fault
    },
    begin: (address, settings) => Object.assign(state, { server: address, settings }),
    [Symbol.asyncDispose]: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function sendFile(outgoing: ServerResponse, folder: string, path: string): void {
  const file = join(folder, normalize(path === '/' ? '/index.html' : path))
  if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile())
    send(outgoing, 'text/plain', 'Not found', 404)
  else send(outgoing, types[extname(file)] ?? 'application/octet-stream', readFileSync(file))
}

function send(outgoing: ServerResponse, type: string, body: string | Buffer, status = 200): void {
  outgoing.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
  outgoing.end(body)
}
