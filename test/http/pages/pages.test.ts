import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../../server/config.ts'
import { startServer } from '../../../server/http/start-server.ts'

const script = 'console.log("a script that is long enough to be packed")\n'.repeat(40)
const page = (name: string) =>
  `<!doctype html><title>${name}</title><meta name="moat-settings" content="__SETTINGS__" />`
const demo = [{ email: '"><script>alert(1)</script>', password: "it's &amp; 'known'", role: 'OWNER' }]

let folder: string
let address: string
let stop: () => Promise<void>

const write = (path: string, content: string | Buffer) => writeFileSync(join(folder, 'pages', path), content)
const stamp = (officeScript: 'own' | 'microsoft', at: number) => {
  write('build.json', JSON.stringify({ officeScript, inputs: '' }))
  utimesSync(join(folder, 'pages/build.json'), at, at)
}

/** The path as it is: `fetch` would take ".." away. */
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<{ status: number; headers: Record<string, string>; body: Buffer }>((resolve, reject) => {
    const asked = request(address, { path, headers, method }, answer => {
      const parts: Buffer[] = []
      answer.on('data', part => parts.push(part))
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers as Record<string, string>,
          body: Buffer.concat(parts),
        }),
      )
    })
    asked.on('error', reject).end()
  })
const browser = { accept: 'text/html,*/*;q=0.8' }

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'moat-pages-'))
  const config = readConfig({ DATA_DIR: join(folder, 'data'), PORT: '0', LOG_LEVEL: 'silent' })
  const running = await startServer(config, { demo, pagesFolder: join(folder, 'pages') })
  address = running.address
  stop = running.stop
})
afterAll(async () => {
  await stop?.()
  rmSync(folder, { recursive: true, force: true })
})

test('where nothing is built the pages say what to do, everything else works; a build is served without a restart', async () => {
  for (const path of ['/', '/addin/taskpane.html', '/addin/bundle/web-abc.js']) {
    const answer = await get(path, browser)
    expect([path, answer.status, answer.headers['content-type']]).toEqual([path, 503, 'text/plain; charset=utf-8'])
    expect(answer.body.toString()).toContain('Run "npm run build" on the server')
  }
  expect((await get('/health')).status).toBe(200)

  for (const name of ['bundle', 'assets', 'office/1.2.3/en-us'])
    mkdirSync(join(folder, 'pages', name), { recursive: true })
  for (const name of ['index.html', 'taskpane.html', 'help.html']) write(name, page(name))
  write('bundle/web-abc.js', script)
  write('bundle/web-abc.js.gz', gzipSync(script))
  write('bundle/web-abc.js.br', brotliCompressSync(script))
  write('assets/icon-32.png', 'png')
  write('functions.json', '{"functions":[]}')
  write('office/1.2.3/en-us/office_strings.js', 'words')
  write('notes.md', 'not for the web')
  stamp('own', 1000)
  expect((await get('/', browser)).body.toString()).toContain('<title>index.html</title>')
})

test('the page for browsers is at /, and programs are still told what there is', async () => {
  const answer = await get('/', browser)
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  expect((await get('/', { accept: 'application/json' })).status).toBe(404)
  const head = await get('/', browser, 'HEAD')
  expect([head.status, head.body.length, head.headers['content-length']]).toEqual([200, 0, String(answer.body.length)])
  expect((await get('/addin/')).body.toString()).toContain('<title>taskpane.html</title>')
})

test('pages hold the settings of the server, and no character of them becomes markup', async () => {
  for (const path of ['/', '/addin/taskpane.html']) {
    const html = (await get(path, browser)).body.toString()
    expect(html).not.toContain('<script>alert')
    const [, content = ''] = /name="moat-settings" content="([^"]*)"/.exec(html) ?? []
    const text = content.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')
    expect(JSON.parse(text)).toEqual({
      demo,
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      graphiql: true,
      oidc: null,
    })
  }
})

test('nobody frames the page for browsers; Office frames the task pane; neither loads or runs anything foreign', async () => {
  const policyOf = async (path: string) => {
    const { headers } = await get(path, browser)
    expect(headers['x-frame-options']).toBeUndefined()
    const parts = (headers['content-security-policy'] ?? '').split('; ').map(part => part.split(' '))
    return Object.fromEntries(parts.map(([name, ...sources]) => [name, sources.join(' ')]))
  }
  const strict = { 'default-src': "'none'", 'script-src': "'self'", 'style-src': "'self'", 'connect-src': "'self'" }
  for (const path of ['/', '/addin/help.html', '/addin/index.html'])
    expect(await policyOf(path)).toMatchObject({
      ...strict,
      'frame-ancestors': "'none'",
      'require-trusted-types-for': "'script'",
    })
  const pane = await policyOf('/addin/taskpane.html')
  expect(pane).toMatchObject(strict)
  expect(pane['frame-ancestors']).toContain('https://*.officeapps.live.com')
  expect(pane).not.toHaveProperty('require-trusted-types-for')
})

test('names with a hash or version are kept for good, others are asked for again, icons may be kept by Office', async () => {
  const cached = async (path: string) => (await get(path)).headers['cache-control']
  expect(await cached('/addin/bundle/web-abc.js')).toBe('public, max-age=31536000, immutable')
  expect(await cached('/addin/office/1.2.3/en-us/office_strings.js')).toBe('public, max-age=31536000, immutable')
  for (const path of ['/addin/taskpane.html', '/addin/functions.json']) expect(await cached(path)).toBe('no-cache')
  expect(await cached('/addin/assets/icon-32.png')).toBe('public, max-age=86400')
  const { headers } = await get('/addin/functions.json')
  const again = await get('/addin/functions.json', { 'if-none-match': `W/"other", ${headers.etag}` })
  expect([again.status, again.body.length]).toEqual([304, 0])
  expect((await get('/addin/functions.json', { 'if-none-match': '"other"' })).status).toBe(200)
})

test('Excel’s pages on other origins may read what it needs of the add-in, and nothing else', async () => {
  const open = async (path: string) => {
    const { headers } = await get(path, { origin: 'https://excel.officeapps.live.com' })
    return [headers['cross-origin-resource-policy'], headers['access-control-allow-origin']]
  }
  expect(await open('/addin/functions.json')).toEqual(['cross-origin', '*'])
  expect(await open('/addin/assets/icon-32.png')).toEqual(['cross-origin', undefined])
  expect(await open('/addin/taskpane.html')).toEqual(['cross-origin', undefined])
  expect(await open('/addin/bundle/web-abc.js')).toEqual(['same-origin', undefined])
  expect(await open('/')).toEqual(['same-origin', undefined])
})

test('scripts are sent packed, in the tightest way the client takes', async () => {
  const ask = (encoding?: string) => get('/addin/bundle/web-abc.js', encoding ? { 'accept-encoding': encoding } : {})
  const packed = async (encoding?: string) => (await ask(encoding)).headers['content-encoding']
  expect(await packed('gzip, deflate, br, zstd')).toBe('br')
  expect(await packed('gzip')).toBe('gzip')
  expect(await packed('gzip;q=1, br;q=0')).toBe('gzip')
  expect(await packed('gzip;q=0.0')).toBeUndefined()
  expect(await packed()).toBeUndefined()
  expect((await ask()).body.toString()).toBe(script)
  expect(gunzipSync((await ask('gzip')).body).toString()).toBe(script)
  expect((await get('/addin/functions.json', { 'accept-encoding': 'br' })).headers['content-encoding']).toBeUndefined()
})

test.each([
  '/addin/../data/moat.sqlite',
  '/addin/..%2fdata%2fmoat.sqlite',
  '/addin/%2e%2e/data/moat.sqlite',
  '/addin/bundle/../../data/moat.sqlite',
  '/addin/bundle/..\\..\\data\\moat.sqlite',
  '/addin//etc/passwd',
  '/addin/bundle',
  '/addin/bundle/',
  '/addin/bundle/web-abc.js.gz',
  '/addin/bundle/web-abc.js%00.html',
  '/addin/build.json',
  '/addin/notes.md',
  '/addin/nothing.html',
  '/addin/__proto__',
])('there is no %s', async path => {
  expect((await get(path)).status).toBe(404)
})

test('only reading is offered', async () => {
  const posted = await get('/addin/taskpane.html', {}, 'POST')
  expect([posted.status, posted.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS'])
})

test('a new build replaces the old one at the next request; the store build may load office.js from Microsoft', async () => {
  const before = (await get('/addin/taskpane.html')).headers
  write('taskpane.html', page('another'))
  expect((await get('/addin/taskpane.html')).headers.etag).toBe(before.etag)
  stamp('microsoft', 2000)
  const { headers, body } = await get('/addin/taskpane.html')
  expect(body.toString()).toContain('another')
  expect(headers.etag).not.toBe(before.etag)
  expect(headers['content-security-policy']).toContain("script-src 'self' https://appsforoffice.microsoft.com;")
  expect((await get('/', browser)).headers['content-security-policy']).not.toContain('microsoft')
})
