import type { SqlEntityManager } from '@mikro-orm/sql'
import { sql } from 'kysely'
import { nativeSqlite } from '../../../db/bulk-insert.ts'
import { dbOf } from '../../../db/tables.ts'
import { leaveOutKeyIndex } from '../key-index.ts'
import type { ImportHelper } from '../thread/import-helper.ts'
import type { ColumnStage } from './column-stage.ts'
import { FactSums } from './fact-sums.ts'
import { InsertColumns } from './insert-columns.ts'
import { mergedRuns } from './merged-runs.ts'
import type { SortedRun } from './sorted-run.ts'
import { storeSums } from './store-sums.ts'
import { storedRun } from './stored-run.ts'

/** Makes the rows of a column stage part of the data as snapshot `number`: the same as storeStage does with tables. */
export async function storeColumns(
  em: SqlEntityManager,
  stage: ColumnStage,
  goneName: string,
  organizationId: number,
  number: number,
  helper: ImportHelper | null,
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
  const insert = new InsertColumns(native, table, stage.alike(), { organization_id: organizationId, snapshot: number })
  if (helper) for await (const rows of helper.merge(stage, sums)) insert.add(rows, 0, rows.count)
  else
    for (const { rows, from, to } of mergedRuns(storedRuns(stage))) {
      insert.add(rows, from, to)
      sums.add(rows, from, to)
    }
  insert.end()
  await storeSums(em, sums, { key: table.key, goneName }, organizationId, number)
}

/** The rows that are new or changed, in the order of the clustered key: the insert then appends. */
function storedRuns(stage: ColumnStage): SortedRun[] {
  const { states } = stage
  return states ? stage.runs().map(run => storedRun(run, states)) : stage.runs()
}
