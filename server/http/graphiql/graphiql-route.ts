import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { answerError } from '../answer.ts'

/** A sign-in that the page offers with one click. Only the demo has any. */
export interface OfferedSignIn {
  readonly email: string
  readonly password: string
  readonly role: string
}

/** GraphiQL needs styles in the page and workers; all of it comes from this server. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const defaultQuery = `# Ctrl+Space completes, Ctrl+Enter runs.
# The book on the left explains every field.
{
  viewer {
    email
    role
    organization { name baseCurrency }
  }
  clients(first: 5) {
    totalCount
    nodes { name industry }
  }
}
`

const file = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')

interface Asset {
  readonly type: string
  readonly body: Buffer
  readonly tag: string
}

/** GET /graphql for browsers, and what that page loads. */
export function createGraphiqlRoute(demo: readonly OfferedSignIn[] | null) {
  const settings = JSON.stringify({ demo, defaultQuery })
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
  const page = file('page.html').replace('__SETTINGS__', () => settings)
  const assets = new Map<string, Asset>([
    ['page.css', asset('text/css', file('page.css'))],
    ['page.js', asset('text/javascript', file('page.js'))],
  ])
  return {
    page: (res: ServerResponse): void => {
      res.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': pagePolicy })
      res.end(page)
    },
    asset: async (req: IncomingMessage, res: ServerResponse, name: string): Promise<void> => {
      if (!assets.has(name)) await addGraphiql(assets)
      const found = assets.get(name)
      if (!found) return answerError(res, 404, 'NOT_FOUND', `Serving a page: there is no ${name}`)
      const headers = { 'cache-control': 'private, no-cache', etag: found.tag, 'content-security-policy': pagePolicy }
      if (req.headers['if-none-match'] === found.tag) {
        res.writeHead(304, headers).end()
        return
      }
      res.writeHead(200, { ...headers, 'content-type': `${found.type}; charset=utf-8`, 'content-encoding': 'gzip' })
      res.end(found.body)
    },
  }
}

/** GraphiQL itself is 9 MB of text: it is read when a browser first asks for it and kept packed. */
async function addGraphiql(assets: Map<string, Asset>): Promise<void> {
  const graphiql = await import('@graphql-yoga/render-graphiql/graphiql')
  assets.set('graphiql.js', asset('text/javascript', graphiql.js))
  assets.set('graphiql.css', asset('text/css', graphiql.css))
  assets.set('editor.worker.js', asset('text/javascript', graphiql.editorWorkerService))
  assets.set('json.worker.js', asset('text/javascript', graphiql.jsonWorker))
  assets.set('graphql.worker.js', asset('text/javascript', graphiql.graphqlWorker))
}

function asset(type: string, text: string): Asset {
  return { type, body: gzipSync(text), tag: `"${createHash('sha256').update(text).digest('base64url')}"` }
}
