import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { text } from 'node:stream/consumers'
import type { HostSettings } from '../page/host-settings.ts'
import type { FaultGate, NetworkFault } from './fault-gate.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
}

export interface HostServer extends AsyncDisposable {
  readonly address: string
}

/** Serves the spreadsheet's page, what it has to know, the add-in's icons, and the switch for faults of the network. */
export async function hostServer(options: {
  readonly folder: string
  readonly settings: () => HostSettings
  readonly gate: () => FaultGate
  readonly port?: number
}): Promise<HostServer> {
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const { pathname } = new URL(incoming.url ?? '/', 'http://localhost')
    if (pathname === '/settings.json') send(outgoing, 'application/json', JSON.stringify(options.settings()))
    else if (pathname === '/faults' && incoming.method === 'POST') {
      options.gate().fault = (await text(incoming)) as NetworkFault
      send(outgoing, 'text/plain', 'ok')
    } else if (pathname.startsWith('/addin/')) {
      const from = await fetch(options.gate().address + pathname)
      send(outgoing, from.headers.get('content-type') ?? '', Buffer.from(await from.arrayBuffer()), from.status)
    } else {
      const file = join(options.folder, normalize(pathname === '/' ? '/index.html' : pathname))
      if (!file.startsWith(options.folder) || !existsSync(file) || !statSync(file).isFile())
        send(outgoing, 'text/plain', 'Not found', 404)
      else send(outgoing, types[extname(file)] ?? 'application/octet-stream', readFileSync(file))
    }
  }
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch(error => send(outgoing, 'text/plain', String(error), 500))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', () => resolve())
  })
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function send(outgoing: ServerResponse, type: string, body: string | Buffer, status = 200): void {
  outgoing.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
  outgoing.end(body)
}
