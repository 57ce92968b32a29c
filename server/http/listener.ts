import { readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { Duplex } from 'node:stream'
import { createSecureContext } from 'node:tls'
import { BadConfiguration, type Config } from '../config.ts'

export interface Certificate {
  readonly cert: Buffer
  readonly key: Buffer
}

/** The certificate that is configured, or null; throws BadConfiguration where it cannot be used. */
export function readCertificate({
  tlsCertFile,
  tlsKeyFile,
}: Pick<Config, 'tlsCertFile' | 'tlsKeyFile'>): Certificate | null {
  if (tlsCertFile === null || tlsKeyFile === null) return null
  const certificate = { cert: pem('TLS_CERT_FILE', tlsCertFile), key: pem('TLS_KEY_FILE', tlsKeyFile) }
  try {
    createSecureContext(certificate)
  } catch (error) {
    throw new BadConfiguration([
      `TLS_CERT_FILE and TLS_KEY_FILE cannot be used: ${(error as Error).message}; both must be PEM and belong to one another`,
    ])
  }
  return certificate
}

export interface ListenerOptions {
  readonly certificate: Certificate | null
  readonly maxConnections: number
}

/** A server that is not listening yet: https with a certificate. */
export function createListener({ certificate, maxConnections }: ListenerOptions, handle: RequestListener): Server {
  const server = certificate
    ? createSecureServer({ ...connections, ...certificate, minVersion: 'TLSv1.2' }, handle)
    : createServer(connections, handle)
  server.maxConnections = maxConnections
  server.on('connect', (_req, socket) => socket.end(notSupported))
  server.on('clientError', answerUnreadable)
  return server
}

/**
 * Headers come within a time, from the moment of connecting on. Bodies are watched by what becomes of them, as uploads
 * of any allowed size may take long.
 */
const connections = {
  headersTimeout: 15_000,
  requestTimeout: 0,
  // Longer than proxies keep theirs, or a request would meet a connection that is just being closed.
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 1000,
  maxHeaderSize: 16_384,
}

/** What could not even be read as a request is answered once, and its connection ends. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || ('bytesWritten' in socket && socket.bytesWritten !== 0)) return void socket.destroy()
  socket.end(unreadable[error.code ?? ''] ?? unreadable.other)
}

const answer = (status: string, code: string, message: string, headers = ''): string => {
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] })
  return `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n${headers}Connection: close\r\n\r\n${body}`
}

const unreadable: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: answer(
    '431 Request Header Fields Too Large',
    'HEADERS_TOO_LARGE',
    `Reading the request: its address and headers have more than ${connections.maxHeaderSize} bytes; send long queries by POST`,
  ),
  ERR_HTTP_REQUEST_TIMEOUT: answer(
    '408 Request Timeout',
    'HEADERS_TOO_SLOW',
    `Reading the request: its headers took longer than ${connections.headersTimeout / 1000} seconds; send it again`,
  ),
  other: answer('400 Bad Request', 'BAD_REQUEST', 'Reading the request: it is not HTTP/1.1 as it is specified'),
}

const notSupported = answer(
  '405 Method Not Allowed',
  'METHOD_NOT_ALLOWED',
  'Reading the request: this server is no proxy; use GET or POST',
  'Allow: GET, HEAD, POST, OPTIONS\r\n',
)

function pem(variable: string, path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new BadConfiguration([`${variable} is ${JSON.stringify(path)}: ${(error as Error).message}`])
  }
}
