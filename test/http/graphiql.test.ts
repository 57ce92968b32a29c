import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createGraphiqlRoute } from '../../server/http/graphiql/graphiql-route.ts'
import { chromiumPath } from '../support/chromium.ts'
import { PASSWORD, type TestServer, testServer } from '../support/server.ts'

test('the page and everything it loads name no foreign address to load from', async () => {
  await using server = await testServer()
  const page = await fetch(`${server.address}/graphql`, { headers: { accept: 'text/html' } })
  const html = await page.text()
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect([...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(match => match[1])).toEqual([
    'data:,',
    '/graphql/assets/page.css',
    '/graphql/assets/page.js',
  ])
  for (const name of ['page.js', 'page.css', 'graphiql.js', 'graphiql.css', 'editor.worker.js'])
    expect([name, (await fetch(`${server.address}/graphql/assets/${name}`)).status]).toEqual([name, 200])
  expect((await fetch(`${server.address}/graphql/assets/nothing.js`)).status).toBe(404)
})

test('the page can be turned off', async () => {
  await using server = await testServer({ GRAPHIQL: 'off' })
  const response = await fetch(`${server.address}/graphql`, { headers: { accept: 'text/html' } })
  expect(await response.text()).not.toContain('<html')
})

test('only the demo offers sign-ins, and their text cannot become markup', () => {
  const pageWith = (demo: Parameters<typeof createGraphiqlRoute>[0]) => {
    let body = ''
    const res = { writeHead: () => res, end: (text: string) => (body = text) }
    createGraphiqlRoute(demo).page(res as never)
    return body
  }
  expect(pageWith(null)).not.toContain('password&quot;:')
  const html = pageWith([{ email: '"><script>alert(1)</script>', password: 'p', role: 'OWNER' }])
  expect(html).not.toContain('<script>alert')
})

describe.skipIf(chromiumPath === undefined)('in a browser', () => {
  let server: TestServer
  let browser: Browser
  beforeAll(async () => {
    server = await testServer()
    await server.organization('North', 'OWNER')
    browser = await chromium.launch({
      executablePath: chromiumPath as string,
      args: ['--no-sandbox', '--disable-gpu'],
    })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.[Symbol.asyncDispose]()
  })

  test('one signs in, asks, gets an answer, signs out; no request leaves the server and nothing breaks the policy', async () => {
    const page = await browser.newPage()
    page.setDefaultTimeout(60_000)
    const elsewhere: string[] = []
    const complaints: string[] = []
    page.on('request', request => {
      const address = request.url()
      if (!address.startsWith(server.address) && !/^(data|blob):/.test(address)) elsewhere.push(address)
    })
    page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', error => complaints.push(error.message))
    await page.goto(`${server.address}/graphql`)
    await page.getByLabel('E-mail').fill('owner@north.example')
    await page.getByLabel('Password').fill('not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('the address or the password is wrong').waitFor()
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.locator('.graphiql-execute-button').waitFor()
    await page.locator('.graphiql-execute-button').click()
    await page.locator('.result-window').getByText('"owner@north.example"').waitFor()
    expect(await page.locator('#who').textContent()).toBe('owner@north.example, owner of North')
    await page.reload()
    await page.locator('.graphiql-execute-button').waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    expect(elsewhere).toEqual([])
    expect(complaints).toEqual([])
  })
})
