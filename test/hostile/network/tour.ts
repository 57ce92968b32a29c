import { spawn } from 'node:child_process'
import { networkInterfaces } from 'node:os'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { DEMO_PASSWORD } from '../../../server/commands/demo-accounts.ts'
import { goTo, settled } from '../../addin/ui/web-page.ts'

/** What a tour through the product found, as the test reads it from standard output. */
export interface Tour {
  readonly interfaces: readonly string[]
  /** Whether a connection to a foreign address fails at once, as it must without a route. */
  readonly foreign: string
  readonly steps: readonly string[]
  /** Null: there was no Chromium. */
  readonly page: {
    readonly requests: number
    readonly foreign: readonly string[]
    readonly failed: readonly string[]
    readonly errors: readonly string[]
  } | null
}

const EMAIL = 'analyst@demo.example'
const root = fileURLToPath(new URL('../../..', import.meta.url))
const steps: string[] = []

/** `npm run demo`, with its connections written down. */
const child = spawn(
  process.execPath,
  ['--import', fileURLToPath(new URL('note-connections.mjs', import.meta.url)), 'server/commands/demo.ts'],
  { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, PORT: '0', RATE_LIMIT_PER_MINUTE: 'off' } },
)
const address = await new Promise<string>((resolve, reject) => {
  child.once('exit', code => reject(new Error(`The demo ended with ${code}`)))
  createInterface({ input: child.stdout }).on('line', line => {
    const found = /http:\/\/(?:127\.0\.0\.1|localhost):\d+/.exec(line)?.[0]
    if (found) resolve(found)
  })
})

async function ask(query: string, variables: object, token?: string) {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  })
  // biome-ignore lint/suspicious/noExplicitAny: a wrong answer fails below
  const { data, errors } = (await response.json()) as any
  if (errors) throw new Error(JSON.stringify(errors))
  return data
}

async function tourOfTheApi(): Promise<void> {
  const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { accessToken } } }`
  const { signIn: session } = await ask(signIn, { input: { email: EMAIL, password: DEMO_PASSWORD } })
  const token: string = session.accessToken
  steps.push('signed in')
  const upload = await fetch(`${address}/uploads/clients`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: 'name,industry\nNo Route Ltd,Legal\n',
  })
  const { acceptedCount } = (await upload.json()) as { acceptedCount: number }
  steps.push(`uploaded ${acceptedCount}`)
  const query = { metrics: ['revenue'], groupBy: ['CLIENT'], period: { named: 'ALL' } }
  const { metrics } = await ask(
    'query ($query: MetricQuery!) { metrics(query: $query) { totalCount } }',
    { query },
    token,
  )
  steps.push(`metrics ${metrics.totalCount > 0}`)
  const question = 'Which clients had the most revenue last year?'
  const answer = await ask(
    'query ($q: String!) { ask(question: $q) { abstained table { totalCount } } }',
    { q: question },
    token,
  )
  steps.push(`asked ${answer.ask.abstained === false && answer.ask.table.totalCount > 0}`)
}

async function tourOfThePages(page: Page): Promise<void> {
  await page.goto(`${address}/graphql`)
  await page.getByLabel('E-mail').fill(EMAIL)
  await page.getByLabel('Password').fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.locator('.graphiql-execute-button').click()
  await page.locator('.result-window').getByText(`"${EMAIL}"`).waitFor()
  steps.push('GraphiQL')
  await page.goto(address)
  await page.getByRole('button', { name: 'Analyst', exact: true }).click()
  await settled(page)
  steps.push('the overview')
  await goTo(page, '#/clients')
  steps.push('the clients')
  await goTo(page, '#/uploads/new')
  const text = 'name,industry\nNo Route Two,Legal\n'
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'clients.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByRole('button', { name: 'Accept 1 row' }).click()
  await page.getByText(/Stored as version \d+\./).waitFor()
  steps.push('an upload in the page')
  await goTo(page, '#/ask')
  await page.getByLabel('Your question').fill('Which clients had the most revenue last year?')
  await page.getByLabel('Your question').press('Enter')
  await page.locator('main table').first().waitFor()
  steps.push('a question in the page')
}

async function inChromium(executablePath: string): Promise<Tour['page']> {
  const browser: Browser = await chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu'],
  })
  try {
    const page = await browser.newPage()
    page.setDefaultTimeout(60_000)
    const found = { requests: 0, foreign: [] as string[], failed: [] as string[], errors: [] as string[] }
    page.on('request', request => {
      found.requests++
      const { protocol, origin } = new URL(request.url())
      if (protocol !== 'data:' && protocol !== 'blob:' && origin !== address) found.foreign.push(request.url())
    })
    // Leaving a page ends what it still waits for: that is no failure of the network.
    page.on('requestfailed', request => {
      const why = request.failure()?.errorText ?? ''
      if (why !== 'net::ERR_ABORTED') found.failed.push(`${request.url()} ${why}`)
    })
    page.on('response', response => {
      if (response.status() >= 400) found.failed.push(`${response.url()} ${response.status()}`)
    })
    page.on('console', message => {
      if (message.type() === 'error') found.errors.push(message.text())
    })
    page.on('pageerror', error => found.errors.push(error.message))
    await tourOfThePages(page)
    return found
  } finally {
    await browser.close()
  }
}

try {
  await tourOfTheApi()
  const executablePath = process.env.TOUR_CHROMIUM
  const tour: Tour = {
    interfaces: Object.keys(networkInterfaces()),
    foreign: await fetch('http://192.0.2.1/').then(
      () => 'reached',
      error => String(error.cause?.code),
    ),
    page: executablePath ? await inChromium(executablePath) : null,
    steps,
  }
  console.log(JSON.stringify(tour))
} catch (error) {
  console.error(`After ${steps.join(', ')}:`, error)
  process.exitCode = 1
} finally {
  const ended = new Promise(resolve => child.once('exit', resolve))
  if (child.exitCode === null && child.kill('SIGTERM')) await ended
}
