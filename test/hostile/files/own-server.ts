import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { testDatabase } from '../../support/database.ts'
import { PASSWORD } from '../../support/server.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const EMAIL = 'owner@hostile.example'

export interface OwnServer extends AsyncDisposable {
  readonly address: string
  readonly token: string
  /** Files that wait to be imported. */
  readonly waiting: () => readonly string[]
  /** Most memory in use since the last call, in MiB; null where the system does not tell. */
  readonly peak: () => number | null
  // biome-ignore lint/suspicious/noExplicitAny: looked into by tests, which fail where it is not as expected
  readonly ask: (query: string, variables?: object) => Promise<any>
  readonly upload: (path: string, body: BodyInit, headers?: Readonly<Record<string, string>>) => Promise<Response>
  readonly running: () => boolean
}

/** `npm start` in a process of its own, so that its memory can be watched and a crash is one. */
export async function ownServer(settings: Readonly<Record<string, string>> = {}): Promise<OwnServer> {
  const database = await testDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'moat-hostile-'))
  const where = 'url' in database.location ? { DATABASE_URL: database.location.url } : {}
  const env = {
    ...process.env,
    ...where,
    ...{ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent', RATE_LIMIT_PER_MINUTE: 'off', ...settings },
  }
  execFileSync(
    process.execPath,
    ['server/commands/admin.ts', 'create-owner', '--organization', 'Hostile', '--email', EMAIL],
    { cwd: root, env, input: PASSWORD },
  )
  const child = spawn(process.execPath, ['server/main.ts'], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
  const address = await addressOf(child)
  const post = async (query: string, variables: object, token?: string) => {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify({ query, variables }),
    })
    const body = await response.json()
    if (!body.data) throw new Error(JSON.stringify(body))
    return body
  }
  const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { accessToken } } }'
  const { data } = await post(signIn, { input: { email: EMAIL, password: PASSWORD } })
  const token: string = data.signIn.accessToken
  return {
    address,
    token,
    waiting: () =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path => /^uploads[\\/]/.test(path)),
    peak: () => peakOf(child),
    ask: (query, variables = {}) => post(query, variables, token),
    upload: (path, body, headers = {}) =>
      fetch(`${address}/uploads/${path}`, {
        ...{ method: 'POST', headers: { authorization: `Bearer ${token}`, ...headers }, body, duplex: 'half' },
      } as RequestInit),
    running: () => child.exitCode === null && child.signalCode === null,
    [Symbol.asyncDispose]: async () => {
      const ended = new Promise(resolve => child.once('exit', resolve))
      if (child.exitCode === null && child.kill('SIGTERM')) await ended
      await database[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', code => reject(new Error(`The server ended with ${code}`)))
    if (child.stdout)
      createInterface({ input: child.stdout }).on('line', line => {
        const address = /http:\/\/[\d.:]+/.exec(line)?.[0]
        if (address) resolve(address)
      })
  })
}

/** Linux counts the most memory a process ever had, and begins anew when asked to. */
function peakOf({ pid }: ChildProcess): number | null {
  try {
    const kilobytes = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    writeFileSync(`/proc/${pid}/clear_refs`, '5')
    return kilobytes === undefined ? null : Number(kilobytes) / 1024
  } catch {
    return null
  }
}
