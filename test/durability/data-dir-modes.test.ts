import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeDataDir } from '../../server/http/close-data-dir.ts'
import { createLog } from '../../server/log.ts'
import { ask, dataOf, documents, upload } from './client.ts'
import { mainProcess } from './main-process.ts'
import { emailOf, environmentOf, makeSmallFirm } from './small-firm.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'moat-modes-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Everything in a folder that others than its owner may read, write or enter. */
const openIn = (path: string): string[] =>
  ['.', ...readdirSync(path, { recursive: true, encoding: 'utf8' })].filter(
    name => ((statSync(join(path, name), { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0,
  )

/** A log that keeps what it is told. */
function heard() {
  const lines: { msg: string; paths: string[] }[] = []
  const log = createLog('silent')
  log.warn = ((fields: { paths: string[] }, msg: string) => lines.push({ ...fields, msg })) as never
  return { lines, log }
}

test('whatever the umask is, nobody else can read anything the server keeps', async () => {
  const dataDir = join(folder, 'data')
  const environment = environmentOf({ file: join(dataDir, 'moat.sqlite') }, dataDir)
  const first = await mainProcess(environment, { umask: '000' })
  expect(readdirSync(dataDir).sort()).toEqual(
    expect.arrayContaining(['moat.sqlite', 'moat.sqlite-shm', 'moat.sqlite-wal', 'signing.key']),
  )
  expect(openIn(dataDir)).toEqual([])
  await first.end('SIGTERM')
  const firm = await makeSmallFirm(environment)
  const server = await mainProcess(environment, { umask: '000' })
  const sheet = 'client,staff_name,date,hours\nClient 1,Petra,2026-01-02,2\n'
  expect(await upload(server.address, firm.tokens.ANALYST, 'time_logs', sheet)).toMatchObject({ status: 200 })
  const input = { email: emailOf('ADMIN'), password: 'correct horse battery' }
  dataOf(await ask(server.address, null, documents.signIn, { input }))
  expect(openIn(dataDir)).toEqual([])
  await server.end('SIGKILL')
  expect(openIn(dataDir)).toEqual([])
})

test('what others left open is closed, and the log says which', () => {
  const { lines, log } = heard()
  for (const name of ['moat.sqlite', 'moat.sqlite-wal', 'signing.key']) {
    writeFileSync(join(folder, name), '')
    chmodSync(join(folder, name), 0o644)
  }
  mkdirSync(join(folder, 'uploads'))
  chmodSync(join(folder, 'uploads'), 0o755)
  chmodSync(folder, 0o755)
  closeDataDir(folder, log)
  expect(openIn(folder)).toEqual([])
  expect(lines).toEqual([
    {
      msg: expect.stringContaining('it is closed to them now'),
      paths: ['', 'moat.sqlite', 'moat.sqlite-wal', 'signing.key', 'uploads'].map(name => join(folder, name)),
    },
  ])
  closeDataDir(folder, log)
  expect(lines).toHaveLength(1)
})

test('a folder of somebody else is not closed to them', () => {
  const { lines, log } = heard()
  writeFileSync(join(folder, 'their-letter.txt'), '')
  chmodSync(folder, 0o755)
  closeDataDir(folder, log)
  expect(statSync(folder).mode & 0o777).toBe(0o755)
  expect(lines).toEqual([{ msg: expect.stringContaining('can read the data'), paths: [folder] }])
  writeFileSync(join(folder, 'moat.sqlite'), '', { mode: 0o600 })
  chmodSync(folder, 0o1777)
  closeDataDir(folder, log)
  expect(statSync(folder).mode & 0o7777).toBe(0o1777)
})

test('an empty folder that was made for the data is closed, a missing one is made closed', () => {
  const { log } = heard()
  chmodSync(folder, 0o755)
  closeDataDir(folder, log)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  closeDataDir(join(folder, 'deep', 'data'), log)
  expect(openIn(folder)).toEqual([])
})
