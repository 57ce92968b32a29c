import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Database } from 'better-sqlite3'
import { sql } from 'kysely'
import { nativeSqlite } from '../../../db/bulk-insert.ts'
import { readClusteredTable } from '../../../db/sqlite-file/clustered-table.ts'
import { copyFromFile } from '../../../db/sqlite-file/copied-files.ts'
import { dbOf } from '../../../db/tables.ts'
import { leaveOutKeyIndex } from '../key-index.ts'
import type { ImportHelper } from '../thread/import-helper.ts'
import type { ColumnStage } from './column-stage.ts'
import { FactSums } from './fact-sums.ts'
import { InsertColumns } from './insert-columns.ts'
import { mergedRuns } from './merged-runs.ts'
import type { RowColumns } from './row-columns.ts'
import type { SortedRun } from './sorted-run.ts'
import { countSums, storeSums } from './store-sums.ts'
import { type StoredFiles, storedFiles } from './stored-files.ts'
import { storedRun } from './stored-run.ts'

/** Which rows are stored by writing files and copying from them. */
export interface Copying {
  /** As many as that and more: of fewer, binding values takes less. 20,000 take the same. */
  readonly from: number
  /** So many go to a file where another thread writes the next meanwhile. */
  readonly fileRows: number
}

const USUAL: Copying = { from: 20_000, fileRows: 1 << 17 }
/** Ten can be attached. */
const MOST_FILES = 8

type Constants = Readonly<Record<string, number>>

/** Makes the rows of a column stage part of the data as snapshot `number`: the same as storeStage does with tables. */
export async function storeColumns(
  em: SqlEntityManager,
  stage: ColumnStage,
  goneName: string,
  organizationId: number,
  number: number,
  helper: ImportHelper | null,
  copying = USUAL,
): Promise<void> {
  const { table } = stage
  const keys = sql.raw(table.key.join(', '))
  const sums = new FactSums(table.name)
  const [fresh, changed] = stage.counts()
  const native = await nativeSqlite(em)
  // Before the new rows are there: the keys in `gone` are looked up among fewer.
  await sql`update ${sql.table(table.name)} set superseded_by = ${number}
    where organization_id = ${organizationId} and (${keys}) in (select ${keys} from ${sql.raw(goneName)})`.execute(
    dbOf(em),
  )
  leaveOutKeyIndex(native, table.name, fresh + changed)
  const constants = { organization_id: organizationId, snapshot: number }
  let copyRest = async () => {}
  if (fresh + changed < copying.from) bind(native, stage, constants, sums)
  else if (!helper) copy(native, stage, constants, sums)
  else {
    const stored = filesOf(native, stage, constants, rowsAFile(native, stage, copying))
    copyRest = copyAhead(native, stage, stored, sums, helper)
  }
  const gone = { key: table.key, goneName }
  const left = await storeSums(em, sums, gone, organizationId, number)
  await copyRest()
  await countSums(em, left, gone, organizationId, number)
}

/** Has another thread write files while the rows are summed here; gives what copies them. */
function copyAhead(
  native: Database,
  stage: ColumnStage,
  stored: StoredFiles,
  sums: FactSums,
  helper: ImportHelper,
): () => Promise<void> {
  const files = helper.store(stage, stored)
  const first = files.next()
  // It is told when it is waited for, unless something else fails before.
  first.catch(() => undefined)
  for (const run of storedRuns(stage)) for (const rows of run.blocks()) sums.add(rows, 0, rows.count)
  return async () => {
    for (let next = first; ; next = files.next()) {
      const { value: path, done } = await next
      if (done) return
      copyFromFile(native, path, stage.table.name)
    }
  }
}

/** Onto other rows, a file is copied while the next is written; an empty table takes one over as it is. */
function rowsAFile(native: Database, stage: ColumnStage, { fileRows }: Copying): number {
  const isEmpty = native.prepare(`select 1 from ${stage.table.name} limit 1`).get() === undefined
  const [fresh, changed] = stage.counts()
  return isEmpty ? Infinity : Math.max(fileRows, Math.ceil((fresh + changed) / MOST_FILES))
}

function copy(native: Database, stage: ColumnStage, constants: Constants, sums: FactSums): void {
  const stored = filesOf(native, stage, constants, Infinity)
  const see = (rows: RowColumns, from: number, to: number) => sums.add(rows, from, to)
  for (const path of storedFiles(storedRuns(stage), stored, see)) copyFromFile(native, path, stage.table.name)
}

/** By statements: of few rows, a file is not worth its beginning. */
function bind(native: Database, stage: ColumnStage, constants: Constants, sums: FactSums): void {
  const insert = new InsertColumns(native, stage.table, stage.alike(), constants)
  for (const { rows, from, to } of mergedRuns(storedRuns(stage))) {
    insert.add(rows, from, to)
    sums.add(rows, from, to)
  }
  insert.end()
}

const filesOf = (
  native: Database,
  { table, folder }: ColumnStage,
  constants: Constants,
  rowsAFile: number,
): StoredFiles => ({ table: readClusteredTable(native, table.name), constants, folder, rowsAFile })

/** The rows that are new or changed, in the order of the clustered key: the insert then appends. */
function storedRuns(stage: ColumnStage): SortedRun[] {
  const { states } = stage
  return states ? stage.runs().map(run => storedRun(run, states)) : stage.runs()
}
