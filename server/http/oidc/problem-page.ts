import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { type SignInProblem, wordings } from './sign-in-problem.ts'

const style =
  'body{font:16px/1.5 "Segoe UI",system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.5rem;color-scheme:light dark}h1{font-size:1.5rem}a{color:LinkText}small{opacity:.75}'
const styleHash = createHash('sha256').update(style).digest('base64')

/** A page without scripts that says why nobody was signed in, and what to do. */
export function answerProblem(res: ServerResponse, problem: SignInProblem, provider: string, requestId: string): void {
  const { status, title, text } = wordings[problem]
  res.setHeader(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  )
  res.writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
  res.end(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} – MoatMetrics</title>
<style>${style}</style>
<main>
<h1>${title}</h1>
<p>${asText(text(provider))}</p>
<p><a href="/">Back to signing in</a></p>
<p><small>Request ${asText(requestId)}</small></p>
</main>
</html>
`)
}

const asText = (text: string): string => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)
