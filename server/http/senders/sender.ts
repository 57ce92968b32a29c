import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { TrustedProxies } from './trusted-proxies.ts'

/** Where a request comes from: what the connection says, and what a trusted proxy says of the one before it. */
export interface Sender {
  /** Network address; null: the connection is gone. */
  readonly address: string | null
  /** Whether the sender's own connection is encrypted. */
  readonly secure: boolean
  /** The name the sender knows this server by, as in Host. */
  readonly host: string | undefined
  /** The id a trusted proxy gave the request. */
  readonly requestId: string | null
}

/**
 * The sender of a request. X-Forwarded-For, -Proto, -Host and X-Request-Id count only where the connection comes from a
 * trusted proxy; of the addresses it lists the sender is the right-most that is no trusted proxy, as everything left of
 * that is only claimed.
 */
export function senderOf(req: IncomingMessage, proxies: TrustedProxies): Sender {
  const connection = plain(req.socket.remoteAddress ?? '')
  const encrypted = (req.socket as Partial<TLSSocket>).encrypted === true
  const { host } = req.headers
  if (!proxies.includes(connection)) return { address: connection || null, secure: encrypted, host, requestId: null }
  const addresses = listed(req, 'x-forwarded-for').map(plain)
  let place = addresses.length
  let address = connection
  while (place > 0 && proxies.includes(address)) {
    const before = addresses[place - 1] ?? ''
    if (isIP(before) === 0) break
    address = before
    place--
  }
  const schemes = listed(req, 'x-forwarded-proto')
  // One scheme for each address, where proxies append both; else what the last one says.
  const scheme = schemes.length === addresses.length ? schemes[place] : schemes.at(-1)
  const id = req.headers['x-request-id']
  return {
    address,
    secure: scheme === undefined ? encrypted : scheme.toLowerCase() === 'https',
    host: listed(req, 'x-forwarded-host').at(-1) ?? host,
    requestId: typeof id === 'string' && REQUEST_ID.test(id) ? id : null,
  }
}

/** Nothing that could break a line of a log or be taken for more than an id. */
const REQUEST_ID = /^[A-Za-z0-9_-][A-Za-z0-9._:-]{7,99}$/

const listed = (req: IncomingMessage, name: string): string[] => {
  const value = req.headers[name]
  return (Array.isArray(value) ? value.join(',') : (value ?? ''))
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '')
}

/** An address without brackets, port or zone; one of IPv4 that came over IPv6 as IPv4. */
function plain(text: string): string {
  if (/^[\d.]*$/.test(text)) return text
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1]
  const bare = bracketed ?? (/^[\d.]+:\d+$/.test(text) ? text.slice(0, text.indexOf(':')) : text)
  const address = bare.split('%', 1)[0] ?? ''
  return /^::ffff:([\d.]+)$/i.exec(address)?.[1] ?? address
}
