import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * Lets pages of the listed origins call the server, and no others. Answers a preflight itself: true when it did.
 * Credentials travel in headers, so cookies are never allowed.
 */
export function allowOrigin(req: IncomingMessage, res: ServerResponse, origins: readonly string[]): boolean {
  const { origin } = req.headers
  const allowed = origin !== undefined && origins.includes(origin)
  if (origins.length > 0) res.setHeader('Vary', 'Origin')
  if (allowed) {
    res.setHeader('Access-Control-Allow-Origin', origin)
    res.setHeader('Access-Control-Expose-Headers', 'X-Request-Id, Retry-After, RateLimit, RateLimit-Policy')
    res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
  }
  if (req.method !== 'OPTIONS') return false
  if (allowed) {
    res.setHeader('Access-Control-Allow-Methods', 'GET, POST')
    res.setHeader('Access-Control-Allow-Headers', 'authorization, content-type, x-api-key, x-file-name')
    res.setHeader('Access-Control-Max-Age', '600')
  }
  res.writeHead(204).end()
  return true
}
