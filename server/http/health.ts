import { randomUUID } from 'node:crypto'
import { access, constants, rm, statfs, writeFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { sql } from 'kysely'
import { modelStatusText, type SecondInterpreter } from '../ask/model/second-interpreter.ts'
import { type Config, databaseLocation } from '../config.ts'
import type { Database } from '../db/database.ts'
import { exemptRole } from '../db/row-level-security/exempt-role.ts'
import { type StorageTrouble, storageTrouble } from '../db/storage-trouble.ts'
import { dbOf } from '../db/tables.ts'
import { answerJson } from './answer.ts'
import type { Handling } from './handle-request.ts'

const MIN_FREE_BYTES = 64 * 1024 * 1024

/** What must be well for the server to do its work: "ok", or what is wrong. */
interface Readiness {
  readonly database: string
  readonly migrations: string
  readonly disk: string
}

async function readiness(database: Database, config: Config): Promise<Readiness> {
  const check = (work: () => Promise<string>) => work().catch(error => troubleText(storageTrouble(error)))
  return {
    database: await check(async () => {
      await sql`select 1`.execute(dbOf(database.em.fork()))
      return 'ok'
    }),
    migrations: await check(async () => {
      const pending = await database.migrator.getPending()
      return pending.length === 0 ? 'ok' : `${pending.length} to run`
    }),
    disk: await check(async () => {
      const { dataDir } = config
      const location = databaseLocation(config)
      if ('file' in location) await access(location.file, constants.W_OK)
      const probe = join(dataDir, `.probe-${randomUUID()}`)
      await writeFile(probe, 'x')
      await rm(probe)
      const { bavail, bsize } = await statfs(dataDir)
      return bavail * bsize >= MIN_FREE_BYTES ? 'ok' : 'less than 64 MiB free'
    }),
  }
}

const troubleText = (trouble: StorageTrouble | null): string =>
  trouble === null ? 'failed' : trouble.code === 'STORAGE_FULL' ? 'full' : 'cannot be written to'

/** GET /ready: whether the server can do its work. */
export async function answerReadiness(
  res: ServerResponse,
  { database, services, backups }: Pick<Handling, 'database' | 'services' | 'backups'>,
): Promise<void> {
  const checks = await readiness(database, services.config)
  const ready = Object.values(checks).every(check => check === 'ok')
  // Said, not counted, like the rest: without it the rules answer alone.
  const model = modelState(services.secondInterpreter)
  const rowLevelSecurity = await exemptRole(database.em).then(rowLevelSecurityState, () => 'not known')
  const backup = backups ? await backups.state() : 'off'
  answerJson(res, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', checks, model, rowLevelSecurity, backup })
}

/** How the language model for questions does: "off", "ready", "loading", or why it cannot be asked. */
const modelState = (model: SecondInterpreter | null): string => (model ? modelStatusText(model.status()) : 'off')

/** Said, not counted: statements say themselves whose rows they mean; the policies hold what forgets it. */
const rowLevelSecurityState = (exempt: string | null): string =>
  exempt === null ? 'ok' : 'off: the role of DATABASE_URL is a superuser or may bypass it'
