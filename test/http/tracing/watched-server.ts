import { registerHooks } from 'node:module'
import { Socket } from 'node:net'

/** Runs a server for one request in a process that notes what is loaded and connected to; prints that as JSON. */
const modules = new Set<string>()
const connections = new Set<string>()
registerHooks({
  resolve: (specifier, context, next) => {
    if (specifier.startsWith('@opentelemetry/')) modules.add(specifier)
    return next(specifier, context)
  },
})

// Before anything that connects is loaded.
const { connect } = Socket.prototype
Socket.prototype.connect = function (this: Socket, ...given: unknown[]) {
  const [first] = given.flat() as { host?: string; port?: number | string; path?: string }[]
  connections.add(first?.path ?? `${first?.host}:${first?.port}`)
  return Reflect.apply(connect, this, given)
} as typeof connect

const { processConfig } = await import('../../../server/config.ts')
const { startServer } = await import('../../../server/http/start-server.ts')
const { address, stop } = await startServer(processConfig())
await new Promise<void>((resolve, reject) => {
  // Not by fetch or http, whose own connections would count.
  const request = new Socket()
  Reflect.apply(connect, request, [{ host: '127.0.0.1', port: Number(new URL(address).port) }])
  request.on('error', reject)
  request.on('close', () => resolve())
  request.on('data', () => undefined)
  request.write('GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n')
})
await stop()
process.stdout.write(JSON.stringify({ modules: [...modules], connections: [...connections] }))
