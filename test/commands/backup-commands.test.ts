import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'moat-commands-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a command as an operator does; answers what it printed and its exit status. */
async function run(command: string, args: readonly string[], environment: Record<string, string> = {}, input = '') {
  const script = new URL(`../../server/commands/${command}.ts`, import.meta.url).pathname
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env.PATH, DATA_DIR: join(folder, 'data'), ...environment },
  })
  child.stdin.end(input)
  const exited = once(child, 'exit')
  const [out, complaint] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { status: (await exited)[0] as number, out, complaint }
}

test('a firm is backed up, verified and restored from the command line', async () => {
  const owner = ['create-owner', '--organization', 'North', '--email', 'ann@north.example']
  expect(await run('admin', owner, {}, 'a long and unusual sentence')).toMatchObject({ status: 0 })
  const key = ['create-key', '--email', 'ann@north.example', '--name', 'Power BI', '--role', 'VIEWER']
  expect(await run('admin', key)).toMatchObject({ status: 0 })
  writeFileSync(join(folder, 'data', 'signing.key'), 'k'.repeat(43), { mode: 0o600 })

  const file = join(folder, 'north.moatbackup')
  const made = await run('backup', ['--out', file])
  expect(made).toMatchObject({ status: 0, complaint: expect.stringContaining('not encrypted and holds keys') })
  const said = JSON.parse(made.out)
  expect(said).toMatchObject({
    file,
    encrypted: false,
    dialect: 'sqlite',
    organizations: [{ name: 'North', snapshots: 0 }],
  })
  expect(await run('backup', ['--out', file])).toMatchObject({
    status: 1,
    complaint: expect.stringContaining('exists already'),
  })

  const verified = await run('backup-verify', [file])
  expect(JSON.parse(verified.out)).toMatchObject({ valid: true, organizations: [{ name: 'North' }] })
  expect(verified.complaint).not.toContain('at ')

  expect(await run('restore', [file])).toMatchObject({ status: 1, complaint: expect.stringContaining('--replace') })
  const restored = await run('restore', [file, '--into', join(folder, 'elsewhere')])
  expect(JSON.parse(restored.out)).toMatchObject({
    ...{ keys: ['signing.key'], movedAside: null },
    access: [
      {
        ...{ organization: 'North', sessionsEnded: 0, invitationsWithdrawn: 0, apiKeysRevoked: true },
        apiKeys: [{ name: 'Power BI', prefix: expect.any(String), role: 'VIEWER' }],
        people: [{ email: 'ann@north.example', role: 'OWNER', secondFactor: false }],
      },
    ],
  })
  expect(restored.complaint).toMatch(
    /North: API keys of the backup: 1, revoked; people who may sign in as they could on \S+: 1\./,
  )
  const keep = await run('restore', [file, '--into', join(folder, 'kept'), '--keep-credentials'])
  expect(JSON.parse(keep.out).access).toMatchObject([{ apiKeysRevoked: false, apiKeys: [{ name: 'Power BI' }] }])
  expect(readdirSync(join(folder, 'elsewhere')).sort()).toEqual(['moat.sqlite', 'signing.key'])
})

test('a wrong use has status 2 and says how it is used', async () => {
  expect(await run('restore', [])).toMatchObject({
    status: 2,
    complaint: expect.stringContaining('npm run --silent restore'),
  })
  expect(await run('backup', ['--fast'])).toMatchObject({ status: 2, complaint: expect.stringContaining('--out FILE') })
  expect(await run('backup-verify', ['--help'])).toMatchObject({
    status: 0,
    out: expect.stringContaining('backup:verify'),
  })
  expect(await run('backup', [], { BACKUP_PASSPHRASE: 'short' })).toMatchObject({
    ...{ status: 2, complaint: expect.stringContaining('at least 12 characters') },
  })
})

test('without a database there is nothing to back up, and none is made', async () => {
  const answer = await run('backup', ['--out', join(folder, 'none.moatbackup')], { DATA_DIR: join(folder, 'nothing') })
  expect(answer).toMatchObject({ status: 1, complaint: expect.stringContaining('there is no database') })
  expect(readdirSync(folder)).not.toContain('none.moatbackup')
  expect(readdirSync(folder)).not.toContain('nothing')
})
