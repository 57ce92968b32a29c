import type { IncomingMessage } from 'node:http'
import type { Config } from '../../config.ts'

/**
 * Where browsers reach this server: as configured, else the address it listens on. Never what a request says of itself:
 * the provider sends people back there.
 */
export function publicAddress(
  { publicUrl, host, tlsCertFile }: Pick<Config, 'publicUrl' | 'host' | 'tlsCertFile'>,
  { socket }: IncomingMessage,
): URL {
  const name = host.includes(':') ? `[${host}]` : host
  return new URL(publicUrl ?? `${tlsCertFile === null ? 'http' : 'https'}://${name}:${socket.localPort}`)
}
