import { readFileSync } from 'node:fs'
import type { Kysely } from 'kysely'
import { dbOf, type Tables } from '../../../server/db/tables.ts'
import type { World } from '../world.ts'
import { changedLogs } from './changed-logs.ts'
import { importFile, importsInto, importWorld } from './import-world.ts'
import { storedLogs } from './stored-logs.ts'

/**
 * The product's import in a process of its own. Arguments: world.json, the database file, and perhaps "again": then the
 * time logs come a second time with every hundredth changed. Prints the seconds of each file, whether each row stands
 * exactly once, and the most memory, as JSON.
 */
const [worldFile = '', file = '', again] = process.argv.slice(2)
const world = JSON.parse(readFileSync(worldFile, 'utf8')) as World
const { database, organizationId, seconds, cpuSeconds, behind } = await importWorld(world, { file })
// Before the checks, which hold a million keys to be told apart.
const peakBytes = process.resourceUsage().maxRSS * 1024
const problems = await storedProblems(dbOf(database.em.fork()), world)
const second = again === 'again' ? await importAgain() : null
await database.close(true)
console.log(JSON.stringify({ seconds, cpuSeconds, behind, problems, again: second, peakBytes }))

/** The second upload; its rows must stand once, and its hours must be what the file adds up to. */
async function importAgain(): Promise<{ seconds: number; changed: number }> {
  const { file: logs, changed, hours } = await changedLogs(world)
  const imports = importsInto({ file })
  // As a server that is running: the worker is there.
  await importFile(imports, organizationId, 'staff', world.files.staff)
  const seconds = await importFile(imports, organizationId, 'time_logs', logs)
  await imports.close()
  problems.push(...(await storedProblems(dbOf(database.em.fork()), { ...world, hours })))
  return { seconds, changed }
}

/** What is not as it should be: a row that is missing, twice or superseded, or a sum that differs. */
async function storedProblems(db: Kysely<Tables>, world: World): Promise<string[]> {
  const problems: string[] = []
  const equal = (what: string, found: unknown, expected: number) => {
    if (Number(found) !== expected) problems.push(`${what}: ${found} instead of ${expected}`)
  }
  for (const [table, name] of [
    ['invoice_row', 'invoices'],
    ['license_row', 'licenses'],
  ] as const) {
    const found = await db
      .selectFrom(table)
      .select(eb => [eb.fn.countAll<number>().as('rows'), eb.fn.count<number>('row_key').distinct().as('keys')])
      .where('superseded_by', 'is', null)
      .executeTakeFirstOrThrow()
    equal(`rows of ${name}`, found.rows, world.files[name].rows)
    equal(`different rows of ${name}`, found.keys, world.files[name].rows)
  }
  const { rows } = world.files.time_logs
  const logs = storedLogs(file, rows)
  for (const what of ['rows', 'keys', 'ids'] as const) equal(`${what} of time_logs`, logs[what], rows)
  equal('hours', logs.hours, world.hours)
  const rollup = await db
    .selectFrom('time_month')
    .select(eb => eb.fn.sum<number>('hours').as('hours'))
    .executeTakeFirst()
  equal('hours of the rollup', rollup?.hours, world.hours)
  const revenue = await db
    .selectFrom('invoice_row')
    .select(eb => eb.fn.sum<number>('net').as('net'))
    .where('status', 'not in', ['draft', 'void'])
    .executeTakeFirst()
  equal('revenue', revenue?.net, world.revenue)
  return problems
}
