import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerError } from '../answer.ts'
import { acceptedEncoding } from './accepted-encoding.ts'
import { type BuiltFile, createBuiltPages } from './built-pages.ts'
import { panePolicy, webPolicy } from './page-policy.ts'
import { filledPage, type PageSettings } from './page-settings.ts'

export interface PagesOptions {
  /** Of the build, addin/dist. */
  readonly folder: string
  readonly settings: PageSettings
  /** Origins whose pages may frame the task pane. */
  readonly frameAncestors: readonly string[]
}

/** GET / (the page for browsers) and GET /addin/… (the task pane, and everything that pages load). */
export function createPagesRoute({ folder, settings, frameAncestors }: PagesOptions) {
  const built = createBuiltPages(folder, html => filledPage(html, settings))
  const policyOf = (path: string, officeScript: 'own' | 'microsoft') =>
    path === 'taskpane.html' ? panePolicy(officeScript, frameAncestors) : webPolicy
  return (req: IncomingMessage, res: ServerResponse, pathname: string): void => {
    const build = built()
    if (!build) {
      answerNotBuilt(res)
      return
    }
    const path = pathname === '/' ? 'index.html' : pathname.slice('/addin/'.length) || 'taskpane.html'
    const file = build.file(path)
    if (!file) {
      answerError(res, 404, 'NOT_FOUND', `Serving a page: there is no ${pathname}`)
      return
    }
    setHeaders(res, path, file)
    if (path.endsWith('.html')) res.setHeader('Content-Security-Policy', policyOf(path, build.officeScript))
    send(req, res, file)
  }
}

function setHeaders(res: ServerResponse, path: string, file: BuiltFile): void {
  res.setHeader('Cache-Control', file.lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
  res.setHeader('ETag', file.tag)
  res.appendHeader('Vary', 'Accept-Encoding')
  res.setHeader('Content-Type', file.type)
  // Excel's own pages frame the task pane, show the icons and read what the functions are: other origins than ours.
  if (/^(?:assets\/|functions\.|taskpane\.)/.test(path)) res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
  if (path.startsWith('functions.')) res.setHeader('Access-Control-Allow-Origin', '*')
  // Office shows no icons that may not be kept.
  if (path.startsWith('assets/')) res.setHeader('Cache-Control', 'public, max-age=86400')
}

function send(req: IncomingMessage, res: ServerResponse, file: BuiltFile): void {
  if (req.headers['if-none-match']?.includes(file.tag)) {
    res.writeHead(304).end()
    return
  }
  const encoding = acceptedEncoding(req.headers['accept-encoding'], {
    br: file.brotli !== null,
    gzip: file.gzip !== null,
  })
  const body = (encoding === 'br' ? file.brotli : encoding === 'gzip' ? file.gzip : null) ?? file.bytes
  if (encoding) res.setHeader('Content-Encoding', encoding)
  res.writeHead(200, { 'content-length': body.length })
  res.end(req.method === 'HEAD' ? undefined : body)
}

function answerNotBuilt(res: ServerResponse): void {
  res.writeHead(503, { 'content-type': 'text/plain; charset=utf-8' })
  res.end(
    'Serving a page: the web page and the add-in are not built. Run "npm run build" on the server and load this page again.\nGraphQL answers at /graphql all the same.\n',
  )
}
