import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Listens on a free port and says where: what the benchmark waits for. */
export function serve(handle: RequestListener): void {
  const server = createServer(handle)
  server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  process.once('SIGTERM', () => process.exit(0))
}
