import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dbOf } from '../../server/db/tables.ts'
import { type TestOrganization, testOrganization } from '../support/imports.ts'

const command = fileURLToPath(new URL('../../server/commands/import.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'moat-import-test-'))
let msp: TestOrganization

beforeAll(async () => {
  msp = await testOrganization()
})
afterAll(async () => {
  await msp[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

/** Runs the command as a shell would; the environment names the test's database and nothing else. */
function importing(name: string, content: string, ...options: string[]) {
  const path = join(folder, name)
  writeFileSync(path, content)
  const { location } = msp.database
  const env = 'url' in location ? { DATABASE_URL: location.url } : { DATA_DIR: dirname(location.file) }
  const run = spawnSync(process.execPath, [command, ...options, path], { encoding: 'utf8', env })
  return { status: run.status, output: run.stdout, errors: run.stderr }
}

const logCount = async () =>
  Number(
    (
      await dbOf(msp.database.orm.em.fork())
        .selectFrom('time_log_row')
        .select(eb => eb.fn.countAll<number>().as('count'))
        .where('superseded_by', 'is', null)
        .executeTakeFirstOrThrow()
    ).count,
  )

const clients = 'Company,Industry\nHarbor Dental Group,Healthcare\n'
const logs =
  'Date,Tech,Company,Hours\n2026-03-02,Maya,Harbor Dental Group,1.5\n2026-03-03,Maya,Harbour Dental Group,2\n'

describe('npm run import, as a process', () => {
  test('imports a file, shows its stages and the report, and exits with 0', () => {
    const run = importing('clients.csv', clients)
    expect(run).toMatchObject({ status: 0 })
    expect(run.output).toContain('Importing clients from')
    expect(run.output).toContain('Accepted as version 1.')
    expect(run.output).toContain('1 read, 1 accepted, 0 rejected')
    expect(run.errors).toContain('Reading')
  })

  test('says that the same file was imported before', () => {
    const run = importing('clients.csv', clients)
    expect(run.status).toBe(0)
    expect(run.output).toContain('imported before')
  })

  test('stores nothing in a dry run', async () => {
    const run = importing('time_logs.csv', logs, '--dry-run')
    expect(run.status).toBe(0)
    expect(run.output).toContain('Dry run: nothing was stored')
    expect(run.output).toContain('row 3, client, "Harbour Dental Group"')
    expect(await logCount()).toBe(0)
  })

  test('exits with 1 on a rejected row in strict mode, and stores nothing', async () => {
    const run = importing('time_logs.csv', logs, '--mode', 'strict')
    expect(run.status).toBe(1)
    expect(run.output).toContain('UNKNOWN_CLIENT')
    expect(await logCount()).toBe(0)
  })

  test('keeps the good rows otherwise and names the rest', async () => {
    const run = importing('time_logs.csv', logs)
    expect(run.status).toBe(0)
    expect(run.output).toContain('2 read, 1 accepted, 1 rejected')
    expect(run.output).toContain('try: Harbor Dental Group')
    expect(await logCount()).toBe(1)
  })

  test('takes a name for the client that is meant, and remembers it', async () => {
    const unknown = importing('time_logs.csv', logs, '--client', 'Harbour Dental Group=Nobody')
    expect(unknown).toMatchObject({ status: 2 })
    expect(unknown.errors).toContain('there is no client "Nobody"')
    const run = importing('time_logs.csv', logs, '--client', 'Harbour Dental Group=harbor dental group')
    expect(run.output).toContain('2 read, 2 accepted, 0 rejected')
    expect(await logCount()).toBe(2)
  })

  test('asks what it cannot tell, and takes the answer', () => {
    const ambiguous = 'Invoice #,Company,Invoice Date,Total\n1,Harbor Dental Group,03/04/2026,10\n'
    const run = importing('invoices.csv', ambiguous)
    expect(run.status).toBe(1)
    expect(run.output).toContain('--map "Invoice Date=date,day-first"')
    expect(importing('invoices.csv', ambiguous, '--map', 'Invoice Date=date,day-first').output).toContain('2026-04-03')
  })

  test('exits with 1 on a file that is no sheet, and with 2 on arguments it cannot use', () => {
    expect(importing('staff.csv', '')).toMatchObject({ status: 1 })
    expect(importing('export.csv', clients)).toMatchObject({ status: 2, output: '' })
    expect(importing('clients.csv', clients, '--organization', 'Nobody').errors).toContain('only "Test MSP"')
  })
})
