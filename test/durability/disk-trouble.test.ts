import { execFileSync } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { makeBackup } from '../../server/backups/make-backup.ts'
import { ask, dataOf, documents, upload } from './client.ts'
import { type MainProcess, mainProcess } from './main-process.ts'
import { emailOf, environmentOf, makeSmallFirm } from './small-firm.ts'
import { survivingState } from './surviving-state.ts'

const NOBODY = { uid: 65_534, gid: 65_534 }
const root = process.getuid?.() === 0

/** A disk of its own, in memory; null: this user or this machine makes none. */
function smallDisk(mebibytes: number): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'moat-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=700`, 'tmpfs', folder], { stdio: 'ignore' })
    return folder
  } catch {
    rmSync(folder, { recursive: true })
    return null
  }
}

const disk = root ? smallDisk(96) : null
if (disk === null)
  console.warn('Tests of a full disk are skipped: only root mounts a small one, where mounting is allowed.')
if (!root) console.warn('Tests of read-only files are skipped: only root starts a server as somebody else.')

const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const work of cleanUp.splice(0).reverse()) await work()
})

const sheet = (rows: number, edition: number): string =>
  [
    'client,staff_name,date,hours,rate,cost_rate,external_id',
    ...Array.from({ length: rows }, (_, row) => `Client ${row % 20},Petra,2026-02-03,1.25,100,50,E${edition}-${row}`),
  ].join('\n')

const ready = async ({ address }: MainProcess) => {
  const response = await fetch(`${address}/ready`)
  return { status: response.status, disk: (await response.json()).checks.disk as string }
}

describe.skipIf(disk === null)('a full disk', () => {
  test('is said to who uploads and in /ready, loses and breaks nothing, and all goes on once there is space', {
    timeout: 240_000,
  }, async () => {
    const folder = disk as string
    cleanUp.push(() => execFileSync('umount', ['--lazy', folder]))
    const location = { file: join(folder, 'moat.sqlite') }
    const environment = environmentOf(location, folder)
    const firm = await makeSmallFirm(environment)
    const server = await mainProcess(environment)
    cleanUp.push(() => server.end('SIGKILL'))
    const send = (rows: number, edition: number) =>
      upload(server.address, firm.tokens.ANALYST, 'time_logs', sheet(rows, edition))
    expect(await send(100, 1)).toMatchObject({ status: 200, body: { __typename: 'Snapshot', number: 2 } })
    expect(await ready(server)).toEqual({ status: 200, disk: 'ok' })

    const filler = join(folder, 'filler')
    const { bavail, bsize } = statfsSync(folder)
    // A megabyte is left: enough to take the file in, not to store its rows.
    writeFileSync(filler, randomBytes(bavail * bsize - 1024 * 1024))
    const message = expect.stringMatching(/the disk of the server is full/)
    const refused = { message, extensions: { code: 'STORAGE_FULL' } }
    expect(await send(12_000, 2)).toMatchObject({ status: 507, body: { errors: [refused] } })
    // Nor is there space for the file itself.
    expect(await send(40_000, 3)).toMatchObject({ status: 507, body: { errors: [refused] } })
    expect(await ready(server)).toEqual({ status: 503, disk: expect.stringMatching(/full|less than 64 MiB free/) })
    expect(readdirSync(join(folder, 'uploads'))).toEqual([])

    const { bavail: left } = statfsSync(folder)
    const rest = join(folder, 'rest')
    writeFileSync(rest, randomBytes(left * bsize))
    // Nothing at all is left now. What is stored can be read all the same, and no session is half there.
    // The connection of a refused upload is closed behind its answer: the first question may still be sent into it.
    const count = () => ask(server.address, firm.tokens.OWNER, '{ clients { totalCount } }')
    const first = await count()
    const { clients } = dataOf(first.lost ? await count() : first)
    expect(clients.totalCount).toBe(20)
    const full = await ask(server.address, firm.tokens.OWNER, documents.policy, { key: 'review', value: {} })
    expect(full).toMatchObject({ lost: false, body: { errors: [expect.anything()] } })

    await expect(
      makeBackup(
        {
          ...{ location, keysOf: folder, out: join(folder, 'x.moatbackup'), passphrase: null, salt: randomBytes(16) },
          ...{ uid: randomUUID(), now: Date.now(), product: '0.1.0' },
        },
        () => undefined,
      ),
    ).rejects.toThrow(/Making the backup: the disk is full/)
    expect(readdirSync(folder).filter(name => /backup|^\.moat/.test(name))).toEqual([])

    rmSync(filler)
    rmSync(rest)
    expect(await ready(server)).toEqual({ status: 200, disk: 'ok' })
    expect(await send(12_000, 2)).toMatchObject({ status: 200, body: { number: 3, acceptedCount: 12_000 } })
    const input = { email: emailOf('MANAGER'), password: 'correct horse battery' }
    expect(dataOf(await ask(server.address, null, documents.signIn, { input })).signIn.__typename).toBe('Session')
    expect(await server.end('SIGTERM')).toBe(0)
    const { looked } = await survivingState(location, firm.organizationId, null, async db =>
      db.selectFrom('snapshot').select('number').orderBy('number').execute(),
    )
    expect(looked.map(({ number }) => number)).toEqual([1, 2, 3])
  })
})

/** A firm whose files belong to a user without rights, and a server that runs as that user. */
async function firmOfNobody() {
  const folder = mkdtempSync(join(tmpdir(), 'moat-nobody-'))
  cleanUp.push(() => rmSync(folder, { recursive: true, force: true }))
  const location = { file: join(folder, 'moat.sqlite') }
  const environment = environmentOf(location, folder)
  const firm = await makeSmallFirm(environment)
  for (const name of ['', ...readdirSync(folder)]) chownSync(join(folder, name), NOBODY.uid, NOBODY.gid)
  const start = async () => {
    const server = await mainProcess(environment, NOBODY)
    cleanUp.push(() => server.end('SIGKILL'))
    return server
  }
  return { folder, location, firm, start }
}

describe.skipIf(!root)('files that can only be read', () => {
  test('a data directory that cannot be written to keeps the server from starting, which says what to do', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'moat-nobody-'))
    cleanUp.push(() => rmSync(folder, { recursive: true, force: true }))
    chmodSync(folder, 0o755)
    const environment = environmentOf({ file: join(folder, 'moat.sqlite') }, folder)
    const failure = await mainProcess(environment, NOBODY).catch((error: Error) => error.message)
    expect(failure).toMatch(/^status 1: Starting the server: DATA_DIR cannot be written to .*; give it to the user/)
    expect(failure).not.toMatch(/node_modules|at .*\.ts:/)
    expect(readdirSync(folder)).toEqual([])
  })

  test('a damaged database file keeps the server from starting, which names the way out', async () => {
    const { folder, start } = await firmOfNobody()
    writeFileSync(join(folder, 'moat.sqlite'), randomBytes(40_960))
    const failure = await start().catch((error: Error) => error.message)
    expect(failure).toMatch(
      /^status 1: Starting the server: the database file in DATA_DIR is damaged; restore a backup/,
    )
  })

  test('a database file that can only be read is read; writing is refused in words, and /ready says so', async () => {
    const { folder, location, firm, start } = await firmOfNobody()
    chmodSync(location.file, 0o400)
    const server = await start()
    expect(await ready(server)).toEqual({ status: 503, disk: 'cannot be written to' })
    const answer = await upload(server.address, firm.tokens.ANALYST, 'time_logs', sheet(10, 1))
    expect(answer).toMatchObject({ status: 503, body: { errors: [{ extensions: { code: 'STORAGE_READ_ONLY' } }] } })
    await server.end('SIGTERM')

    for (const name of readdirSync(folder).filter(each => each.startsWith('moat.sqlite')))
      chmodSync(join(folder, name), 0o600)
    const again = await start()
    expect(await ready(again)).toEqual({ status: 200, disk: 'ok' })
    expect(await upload(again.address, firm.tokens.ANALYST, 'time_logs', sheet(10, 1))).toMatchObject({
      ...{ status: 200, body: { number: 2 } },
    })
  })

  test('a folder of uploads that cannot be written to refuses uploads in words, and takes them again afterwards', async () => {
    const { folder, firm, start } = await firmOfNobody()
    const server = await start()
    const uploads = join(folder, 'uploads')
    chmodSync(uploads, 0o500)
    const refused = await upload(server.address, firm.tokens.ANALYST, 'time_logs', sheet(10, 1))
    expect(refused).toMatchObject({ status: 503, body: { errors: [{ extensions: { code: 'STORAGE_READ_ONLY' } }] } })
    expect(JSON.stringify(refused)).not.toContain(folder)
    chmodSync(uploads, 0o700)
    const taken = await upload(server.address, firm.tokens.ANALYST, 'time_logs', sheet(10, 1))
    expect(taken).toMatchObject({ status: 200, body: { number: 2 } })
  })
})
