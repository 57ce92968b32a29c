import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOrganization } from '../../server/accounts/create-organization.ts'
import { type Database, openDatabase } from '../../server/db/database.ts'
import { withoutTenant, withTenant } from '../../server/db/row-level-security/tenant-scope.ts'
import { dbOf } from '../../server/db/tables.ts'
import type { ImportOutcome } from '../../server/snapshots/import-outcome.ts'
import { correctRows } from '../../server/snapshots/importing/correct-rows.ts'
import type { ImportContext } from '../../server/snapshots/importing/import-context.ts'
import { importSheet } from '../../server/snapshots/importing/import-sheet.ts'
import { revertSnapshot } from '../../server/snapshots/importing/revert-snapshot.ts'
import { fileRequest, snapshotOf } from '../support/imports.ts'
import { type PreparedStatement, recordStatements } from '../support/prepared-statements.ts'
import { sampleSheets } from '../support/sample-sheets.ts'
import { testServer } from '../support/server.ts'
import { noLimits, seeded } from './seeded.ts'
import { tour } from './tour.ts'

let statements: readonly PreparedStatement[]
beforeAll(async () => {
  const recording = recordStatements()
  const used = await useEverything().finally(recording.stop)
  statements = recording.statements()
  console.log(`${used.documents} documents and 12 imports ran ${statements.length} different statements`)
})
const folder = mkdtempSync(join(tmpdir(), 'moat-predicates-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The tour of a server, and imports, corrections and reverts, which it does on a thread of its own, on this one. */
async function useEverything() {
  await using server = await testServer(noLimits)
  const north = await seeded(server, 'North')
  await importOnThisThread()
  for (const { name, columns } of await dbOf(server.running.database.em.fork()).introspection.getTables())
    if (name === 'organization' || columns.some(column => column.name === 'organization_id')) tenantTables.add(name)
  const { data } = await server.ask(north.tokens.OWNER, 'mutation { createApiKey(input: {name: "k"}) { secret } }')
  await server.ask(data.createApiKey.secret, '{ clients { totalCount } }')
  return await tour(server, north)
}

async function importOnThisThread(): Promise<void> {
  const database = await openDatabase({ file: join(folder, 'imports.sqlite') }, { connections: 1 })
  try {
    const organization = { name: 'A', baseCurrency: 'USD', fiscalYearStart: 1 }
    const make = () => database.em.fork().transactional(em => createOrganization(dbOf(em), organization, 0))
    const organizationId = await withoutTenant('command line', make)
    const by = { organizationId, userId: null, role: null }
    await withTenant(organizationId, async () => {
      for (const scope of ['UPSERT', 'REPLACE_ALL'] as const)
        for (const [dataset, sheet] of Object.entries({ ...sampleSheets, ...furtherSheets })) {
          const changed =
            scope === 'UPSERT'
              ? sheet
              : sheet
                  .replace('Acme', 'ACME')
                  .replace('2.5', '2.75')
                  .replace('500.50', '600.50')
                  .replace('62.37', '63.37')
          accepted(
            await importSheet(
              contextOf(database),
              fileRequest(by, dataset, changed, { scope, createMissingClients: true }),
            ),
          )
        }
      const bad = 'client,staff_name,date,hours\nAcme Dental,Petra,2026-06-07,99\nAcme Dental,Petra,2026-06-08,1\n'
      const first = accepted(await importSheet(contextOf(database), fileRequest(by, 'time_logs', bad)))
      const rows = [{ row: 2, cells: { hours: '9' } }]
      const uid = { by, mode: 'LENIENT', dryRun: false, description: null } as const
      accepted(await correctRows(contextOf(database), { ...uid, uid: 'c1', snapshot: first.uid, rows }))
      const last = accepted(await importSheet(contextOf(database), fileRequest(by, 'clients', 'name\nNew one\n')))
      await revertSnapshot(contextOf(database), { uid: 'r1', by, snapshot: last.uid, reason: 'test' })
    })
  } finally {
    await database.close(true)
  }
}

const furtherSheets = {
  budgets: 'month,measure,client,amount\n2026-06,revenue,Acme Dental,500.50\n',
  fx_rates: 'date,from,to,rate\n2026-06-01,EUR,USD,1.1\n',
}

const accepted = (outcome: ImportOutcome) => snapshotOf(outcome)

const contextOf = (database: Database): ImportContext => ({
  em: database.em.fork(),
  now: Date.UTC(2026, 6, 15),
  limits: { maxBytes: 1e9, maxRows: 1e6, minQuality: 0 },
  report: () => undefined,
  checkCancelled: () => undefined,
  signal: new AbortController().signal,
  whileWriting: write => write(),
})

const tenantTables = new Set<string>()

/** Which names a statement gives to tables of organizations. */
function aliasesIn(sql: string): ReadonlySet<string> {
  const found = new Set<string>()
  for (const [, table = '', alias] of sql.matchAll(
    /\b(?:from|join|update|into)\s+"?(\w+)"?(?:\s+(?:as\s+)?"?(\w+)"?)?/gi,
  )) {
    if (!tenantTables.has(table)) continue
    found.add(table)
    if (alias) found.add(alias)
  }
  return found
}

/** The steps of a statement that find rows of an organization's table by anything but the organization. */
function strayStepsOf({ sql, plan }: PreparedStatement): string[] {
  const aliases = aliasesIn(sql)
  return plan.filter(step => {
    const [, kind, name = ''] = /^(SCAN|SEARCH) (\S+)/.exec(step) ?? []
    if (!kind || !aliases.has(name)) return false
    if (name === 'organization' || (name === 'o' && /organization"? (as )?"?o/.test(sql))) return !/rowid=\?/.test(step)
    return !step.includes('organization_id=?')
  })
}

const touching = () => statements.filter(({ sql }) => aliasesIn(sql).size > 0)

test('the tour meets every table of organizations', () => {
  const met = new Set(touching().flatMap(({ sql }) => [...aliasesIn(sql)]))
  expect([...tenantTables].filter(table => !met.has(table))).toEqual([])
  expect(touching().length).toBeGreaterThan(300)
})

test('every statement of an organization’s work finds its rows by the organization', () => {
  const stray = touching()
    .filter(({ scope }) => typeof scope === 'number')
    .flatMap(statement => strayStepsOf(statement).map(step => `${step}\n  ${statement.sql.slice(0, 300)}`))
  expect(stray).toEqual([])
})

test('where nobody is at work, no statement touches a table of organizations', () => {
  const stray = touching().filter(({ scope }) => scope === null || scope === undefined)
  expect(stray.map(({ sql }) => sql)).toEqual([])
})

/** Why each of these is found without saying of which organization. */
const acrossOrganizations = {
  api_key: 'a key is found by its prefix',
  invitation: 'an invitation is found by its token',
  job: 'the queue is one',
  membership: 'a person is found by the address, with where they belong',
  organization: 'a name is looked for among all; schedules are for each',
  policy_version: 'is read together with the key or the session that asks',
  session: 'a person’s sessions end everywhere when the password changes',
  time_log_row: 'a migration adds up what is there',
  time_person_month: 'a migration adds up what is there',
}

test('what is read across organizations are sign-ins, keys, the queue and migrations', () => {
  const across = touching().filter(statement => statement.scope === 'every' && strayStepsOf(statement).length > 0)
  const names = new Set(across.flatMap(({ sql }) => [...aliasesIn(sql)].filter(name => tenantTables.has(name))))
  expect([...names].sort()).toEqual(Object.keys(acrossOrganizations))
})
