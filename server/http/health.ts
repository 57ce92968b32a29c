import { randomUUID } from 'node:crypto'
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { modelStatusText, type SecondInterpreter } from '../ask/model/second-interpreter.ts'
import type { Database } from '../db/database.ts'
import { dbOf } from '../db/tables.ts'

const MIN_FREE_BYTES = 64 * 1024 * 1024

/** What must be well for the server to do its work: "ok", or what is wrong. */
export interface Readiness {
  readonly database: string
  readonly migrations: string
  readonly disk: string
}

export async function readiness(database: Database, dataDir: string): Promise<Readiness> {
  const check = (work: () => Promise<string>) => work().catch(() => 'failed')
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
      await mkdir(dataDir, { recursive: true })
      const probe = join(dataDir, `.probe-${randomUUID()}`)
      await writeFile(probe, 'x')
      await rm(probe)
      const { bavail, bsize } = await statfs(dataDir)
      return bavail * bsize >= MIN_FREE_BYTES ? 'ok' : 'less than 64 MiB free'
    }),
  }
}

/** How the language model for questions does: "off", "ready", "loading", or why it cannot be asked. */
export const modelState = (model: SecondInterpreter | null): string => (model ? modelStatusText(model.status()) : 'off')
