import type { SqlEntityManager } from '@mikro-orm/sql'
import { bulkInsert, nativeSqlite } from '../../../db/bulk-insert.ts'
import type { Comparison } from '../compare-stage.ts'
import type { KeySet } from '../key-set.ts'
import { CHANGED, DROPPED, UNCHANGED } from '../row-state.ts'
import { askingEachRow } from './asked-rows.ts'
import type { ColumnStage } from './column-stage.ts'
import { clusterOf } from './sorted-run.ts'
import { StagedKeys } from './staged-keys.ts'

/** Stored rows, as a multiple of the sheet's, up to which all of them are read instead of the sheet's looked up. */
const SCANNED = 8
const GONE_BATCH = 1000

export interface StoredRows {
  readonly organizationId: number
  readonly goneName: string
  /** SQL over `t` that is true for stored rows that a replacing sheet speaks for; null: it removes nothing. */
  readonly removal: string | null
  /** The keys of the sheet, with what their rows say. */
  readonly keys: KeySet
  /** Makes sure of the index of the keys in force, where rows are looked up by it. */
  readonly needIndex: () => Promise<void>
}

/** What compareStage finds with tables, found by keys in memory: the same states, the same keys in `gone`. */
export async function compareColumns(
  em: SqlEntityManager,
  stage: ColumnStage,
  stored: StoredRows,
): Promise<Comparison> {
  const { organizationId, goneName, removal, needIndex } = stored
  const native = await nativeSqlite(em)
  const { table } = stage
  const isScan = removal !== null || !isMany(native, stage, organizationId)
  if (!isScan) await needIndex()
  const gone: number[][] = []
  for (const { row, old, same } of (isScan ? scannedMatches : lookedUpMatches)(native, stage, stored)) {
    if (row === 0) gone.push([...old, 0])
    else stage.mark(row, same ? UNCHANGED : CHANGED)
    if (row !== 0 && !same) gone.push([...old, 1])
  }
  const insert = await bulkInsert(
    em,
    goneName,
    [...table.key, 'replaced'].map(name => ({ name, type: 'int' as const })),
  )
  for (let at = 0; at < gone.length; at += GONE_BATCH) await insert(gone.slice(at, at + GONE_BATCH))
  const [added, changed, unchanged] = stage.counts()
  return { added, changed, unchanged, removed: gone.length - changed }
}

type Native = Awaited<ReturnType<typeof nativeSqlite>>

/** Whether so many rows stand that reading them all takes longer than looking some up. */
const isMany = (native: Native, { table, count }: ColumnStage, organizationId: number): boolean =>
  native
    .prepare<[number, number], number>(
      `select 1 from ${table.name} where organization_id = ? and superseded_by is null limit 1 offset ?`,
    )
    .pluck()
    .get(organizationId, count * SCANNED) !== undefined

/** A stored row, by its key, and the staged row that says it anew, and whether it says the same; row 0: it is removed. */
interface Match {
  readonly row: number
  readonly same: boolean
  readonly old: readonly number[]
}

const hasOccurrences = (stage: ColumnStage): boolean => stage.table.columns.some(({ name }) => name === 'occurrence')

/** Reads all stored rows and gives those that do not stand in the sheet as they are; the others are marked unchanged. */
function* scannedMatches(
  native: Native,
  stage: ColumnStage,
  { organizationId, removal, keys }: StoredRows,
): Generator<Match> {
  const { table } = stage
  const occurrence = hasOccurrences(stage) ? 'occurrence' : '0'
  const staged = new StagedKeys(stage, keys)
  yield* askingEachRow(native, staged.isUnchanged, function* (isUnchanged) {
    const rows = native
      .prepare(
        `select row_key, ${occurrence}, ${removal ?? '0'}, ${table.key.join(', ')} from ${table.name} as t
          where organization_id = ?
            and case when superseded_by is null then ${isUnchanged}(row_key, content_hash, ${occurrence}) else 1 end = 0`,
      )
      .raw()
      .iterate(organizationId) as IterableIterator<number[]>
    for (const [key = 0, times = 0, isRemoved, ...old] of rows) {
      const row = times === 0 ? keys.rowOf(key) : 0
      if (row !== 0 && stage.stateOf(row) !== DROPPED) yield { row, same: false, old }
      else if (isRemoved === 1) yield { row: 0, same: false, old }
    }
  })
}

function* lookedUpMatches(native: Native, stage: ColumnStage, { organizationId }: StoredRows): Generator<Match> {
  const { table } = stage
  const withId = hasOccurrences(stage) ? 'and external_id is not null' : ''
  const byKey = native
    .prepare(
      `select content_hash, ${table.key.join(', ')} from ${table.name} indexed by ${table.name}_live
        where organization_id = ? and row_key = ? and superseded_by is null ${withId}`,
    )
    .raw()
  const cluster = clusterOf(table)
  const byContent = hasOccurrences(stage)
    ? native
        .prepare(
          `select content_hash, ${table.key.join(', ')} from ${table.name}
            where organization_id = ? and ${cluster.map(name => `${name} = ?`).join(' and ')} and superseded_by is null
              and external_id is null and row_key = ? and content_hash = ? and occurrence = ?`,
        )
        .raw()
    : null
  for (const block of stage.blocks()) {
    const [keys, contents] = [block.ints('row_key').values, block.ints('content_hash').values]
    const rows = block.ints('row').values
    const times = byContent ? block.ints('occurrence').values : null
    const places = cluster.map(name => block.ints(name).values)
    for (let at = 0; at < block.count; at++) {
      const [row, key, content] = [rows[at] ?? 0, keys[at] ?? 0, contents[at] ?? 0]
      if (stage.stateOf(row) === DROPPED) continue
      const found =
        times && times[at] !== 0
          ? byContent?.get(organizationId, ...places.map(values => values[at] ?? 0), key, content, times[at])
          : byKey.get(organizationId, key)
      if (!found) continue
      const [stored, ...old] = found as number[]
      yield { row, same: stored === content, old }
    }
  }
}
