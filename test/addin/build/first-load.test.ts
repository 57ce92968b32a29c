import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createOrganization } from '../../../server/accounts/create-organization.ts'
import { checkedPasswordHash, createUser } from '../../../server/accounts/create-user.ts'
import { developmentCertificates } from '../../../server/commands/development-certificates.ts'
import { dbOf } from '../../../server/db/tables.ts'
import { chromiumPath } from '../../support/chromium.ts'
import { PASSWORD, type TestServer, testServer } from '../../support/server.ts'

const dist = fileURLToPath(new URL('../../../addin/dist', import.meta.url))
const EMAIL = 'ana@north.example'

/** What a page loaded and what its policy refused. */
interface Seen {
  /** Of the server, gzipped, in bytes. */
  readonly loaded: Map<string, number>
  readonly foreign: string[]
  readonly complaints: string[]
}

describe.skipIf(chromiumPath === undefined)('in a browser', () => {
  let server: TestServer
  let browser: Browser
  let excel: Server
  let excelOrigin: string
  let address: string
  const folder = mkdtempSync(join(tmpdir(), 'moat-first-load-'))
  beforeAll(async () => {
    const { certificate, key } = await developmentCertificates(folder, Date.now())
    // Stands where Excel on the web would: a page of another origin with the task pane in a frame. office.js asks for
    // https, and for a host of Microsoft's or of the pane's own name.
    excel = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (_req, res) => {
      res.writeHead(200, { 'content-type': 'text/html' })
      res.end('<!doctype html><title>Excel</title><iframe id="pane" width="320" height="700"></iframe>')
    })
    await new Promise<void>(resolve => excel.listen(0, resolve))
    excelOrigin = `https://localhost:${(excel.address() as AddressInfo).port}`
    server = await testServer({ ADDIN_FRAME_ANCESTORS: excelOrigin, TLS_CERT_FILE: certificate, TLS_KEY_FILE: key })
    address = server.address.replace('127.0.0.1', 'localhost')
    await server.running.database.em.fork().transactional(async em => {
      const db = dbOf(em)
      const firm = { name: 'North', baseCurrency: 'USD', fiscalYearStart: 1 }
      const id = await createOrganization(db, firm, Date.now())
      const passwordHash = await checkedPasswordHash({ email: EMAIL, password: PASSWORD })
      await createUser(db, id, { email: EMAIL, name: 'Ana', role: 'OWNER', passwordHash }, Date.now())
    })
    browser = await chromium.launch({ executablePath: chromiumPath as string, args: ['--no-sandbox', '--disable-gpu'] })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.[Symbol.asyncDispose]()
    excel?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** A new page, four times slower than this machine, whose requests and complaints are noted. */
  async function slowPage(): Promise<{ page: Page; seen: Seen }> {
    const context = await browser.newContext({ ignoreHTTPSErrors: true })
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', event =>
        console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI} (${event.sourceFile})`),
      )
    })
    const page = await context.newPage()
    page.setDefaultTimeout(60_000)
    const cdp = await context.newCDPSession(page)
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    const seen: Seen = { loaded: new Map(), foreign: [], complaints: [] }
    page.on('request', request => {
      if (![address, excelOrigin].includes(new URL(request.url()).origin) && !/^(?:data|blob):/.test(request.url()))
        seen.foreign.push(request.url())
    })
    page.on('requestfinished', async request => {
      const { pathname } = new URL(request.url())
      const { responseBodySize } = await request.sizes()
      seen.loaded.set(pathname, gzipped(pathname) ?? responseBodySize)
    })
    page.on('console', message => message.type() === 'error' && seen.complaints.push(message.text()))
    page.on('pageerror', error => seen.complaints.push(error.message))
    return { page, seen }
  }

  /** Budgets count gzip, though browsers get brotli over https, which is a tenth less. */
  const gzipped = (pathname: string) =>
    statSync(join(dist, `${pathname.replace('/addin/', '')}.gz`), { throwIfNoEntry: false })?.size

  /** Milliseconds to the largest contentful paint so far, of the page or its frame. */
  const largestPaint = (page: Page) =>
    page.evaluate(
      () =>
        new Promise<number>(resolve => {
          new PerformanceObserver(list => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
            type: 'largest-contentful-paint',
            buffered: true,
          })
        }),
    )
  const bytes = ({ loaded }: Seen, path: RegExp) =>
    [...loaded].filter(([name]) => path.test(name)).reduce((sum, [, size]) => sum + size, 0)
  const kilobytes = (size: number) => `${(size / 1000).toFixed(1)} kB`

  test('the web page, signed out and signed in, loads at most 120 kB, from its own server, within its policy', async () => {
    const { page, seen } = await slowPage()
    await page.goto(`${address}/`, { waitUntil: 'networkidle' })
    const signedOut = await largestPaint(page)
    await page.getByLabel('E-mail').fill(EMAIL)
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('navigation').first().waitFor()
    await page.waitForLoadState('networkidle')
    const size = bytes(seen, /^\/$|^\/addin\//)
    await page.reload({ waitUntil: 'networkidle' })
    const again = await largestPaint(page)
    console.log(
      `Web page: ${kilobytes(size)} in ${seen.loaded.size} files; largest paint after ${Math.round(signedOut)} ms signed out, ${Math.round(again)} ms signed in again, at a quarter of this machine's speed`,
    )
    expect(seen.foreign).toEqual([])
    expect(seen.complaints).toEqual([])
    expect(size).toBeLessThanOrEqual(120_000)
    await page.context().close()
  })

  test('the task pane in a frame of Excel’s page loads at most 40 kB of script beside office.js, within its policy', async () => {
    const { page, seen } = await slowPage()
    await page.goto(excelOrigin)
    const query = `?_host_Info=${encodeURIComponent('Excel$Web$16.00$en-US$corr$$$3')}`
    const anchor = `#&_xdm_Info=${encodeURIComponent(`conv-1|app-1|${excelOrigin}`)}`
    await page.evaluate(
      ([source]) => {
        const frame = document.querySelector('iframe')
        if (frame && source) frame.src = source
      },
      [`${address}/addin/taskpane.html${query}${anchor}`],
    )
    await page.waitForLoadState('networkidle')
    const frame = page.frame({ url: /taskpane/ })
    expect(await frame?.evaluate(() => typeof Office.onReady)).toBe('function')
    const scripts = bytes(seen, /^\/addin\/bundle\/.*\.js$/)
    console.log(
      `Task pane: ${kilobytes(scripts)} of script, ${kilobytes(bytes(seen, /^\/addin\/office\//))} of office.js`,
    )
    const office = [...seen.loaded.keys()].filter(name => name.startsWith('/addin/office/'))
    expect(office.map(name => name.split('/').slice(4).join('/')).sort()).toEqual([
      'en-us/office_strings.js',
      'excel-web-16.00.js',
      'office.js',
    ])
    expect(seen.foreign).toEqual([])
    expect(seen.complaints).toEqual([])
    expect(scripts).toBeLessThanOrEqual(40_000)
    await page.context().close()
  })

  test('outside of Excel the task pane says where it belongs, and what office.js would tell Microsoft does not leave', async () => {
    const { page, seen } = await slowPage()
    const reached: string[] = []
    page.on('response', response => reached.push(new URL(response.url()).origin))
    await page.goto(`${address}/addin/taskpane.html`)
    await page.getByText('This page belongs into Excel.').waitFor()
    await page.waitForLoadState('networkidle')
    expect([...new Set(reached)]).toEqual([address])
    expect(seen.complaints.filter(text => !/Content Security Policy|^policy: /.test(text))).toEqual([])
    await page.context().close()
  })

  test('a page that is not listed cannot frame the task pane, and nobody the web page', async () => {
    const framed = async (host: string, source: string, patience = 60_000) => {
      const page = await browser.newPage({ ignoreHTTPSErrors: true })
      page.setDefaultTimeout(60_000)
      await page.goto(host)
      const refused = page.waitForEvent('console', {
        predicate: message => /frame-ancestors/.test(message.text()),
        timeout: patience,
      })
      await page.evaluate(
        ([wanted]) => {
          const frame = document.querySelector('iframe')
          if (frame && wanted) frame.src = wanted
        },
        [source],
      )
      return await refused
        .then(
          () => 'refused',
          () => 'framed',
        )
        .finally(() => page.close())
    }
    const stranger = excelOrigin.replace('localhost', '127.0.0.1')
    expect(await framed(stranger, `${address}/addin/taskpane.html`)).toBe('refused')
    expect(await framed(excelOrigin, `${address}/`)).toBe('refused')
    expect(await framed(excelOrigin, `${address}/addin/help.html`)).toBe('refused')
    // Nothing says that it is not refused: a moment without a word is taken for it.
    expect(await framed(excelOrigin, `${address}/addin/taskpane.html`, 5_000)).toBe('framed')
  })
})
