import Sqlite from 'better-sqlite3'
import { FIRST_LOG } from '../world.ts'

/** Time logs in force, hundredths of hours, and how many different keys and different ids of the world's they have. */
export interface StoredLogs {
  readonly rows: number
  readonly hours: number
  readonly keys: number
  readonly ids: number
}

/**
 * What of the world's time logs is stored in a database file. Keys are counted in the order of their index, ids one bit
 * each: with `count(distinct)`, a tree of texts that grows where a text happens to belong, ten million take half an hour.
 * @param count so many were written: their ids are the numbers from FIRST_LOG on
 */
export function storedLogs(file: string, count: number): StoredLogs {
  const database = new Sqlite(file, { readonly: true })
  const live = 'from time_log_row where superseded_by is null'
  const sums = database.prepare(`select count(*) as rows, sum(hours) as hours ${live}`).get() as StoredLogs
  const keys = database
    .prepare<[], number>(
      `select count(*) from (select 1 ${live} and external_id is not null group by organization_id, row_key)`,
    )
    .pluck()
    .get()
  const seen = new Uint8Array(Math.ceil(count / 8))
  let ids = 0
  for (const id of database.prepare<[], string | null>(`select external_id ${live}`).pluck().iterate()) {
    const at = /^TE-\d+$/.test(id ?? '') ? Number(id!.slice(3)) - FIRST_LOG : -1
    const bit = 1 << (at & 7)
    if (at < 0 || at >= count || (seen[at >> 3]! & bit) !== 0) continue
    seen[at >> 3]! |= bit
    ids++
  }
  database.close()
  return { rows: sums.rows, hours: Number(sums.hours), keys: keys ?? 0, ids }
}
