import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'

/** Waits until a server has done what the uploads before its start had left it to do: the results of each. */
export async function jobsDone(dataDir: string): Promise<void> {
  const database = new Sqlite(join(dataDir, 'moat.sqlite'), { readonly: true })
  const due = database.prepare<[number], { jobs: number }>(
    "select count(*) as jobs from job where status = 'RUNNING' or status = 'QUEUED' and run_at <= ?",
  )
  while ((due.get(Date.now())?.jobs ?? 0) > 0) await pause(200)
  database.close()
}
