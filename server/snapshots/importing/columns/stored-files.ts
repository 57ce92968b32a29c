import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ClusteredTable } from '../../../db/sqlite-file/clustered-table.ts'
import type { ColumnValues, RowsPart } from '../../../db/sqlite-file/column-values.ts'
import { TableFile } from '../../../db/sqlite-file/table-file.ts'
import { IntColumn } from './int-column.ts'
import { type MergedPart, mergedBatches } from './merged-batches.ts'
import type { RowColumns } from './row-columns.ts'
import type { SortedRun } from './sorted-run.ts'

/** What files of rows are to be, as plain data: another thread can write them, too. */
export interface StoredFiles {
  readonly table: ClusteredTable
  /** What all rows have alike; a column that neither these nor the rows have is null. */
  readonly constants: Readonly<Record<string, number>>
  readonly folder: string
  /** About so many go to each. */
  readonly rowsAFile: number
}

/**
 * Writes the rows of runs, in one order, as databases that are copied from; gives the path of each when it is complete.
 * `see`: is shown all rows.
 */
export function* storedFiles(
  runs: readonly SortedRun[],
  plan: StoredFiles,
  see: (rows: RowColumns, from: number, to: number) => void = () => undefined,
): Generator<string> {
  mkdirSync(plan.folder, { recursive: true, mode: 0o700 })
  const columnsOf = valuesOf(plan)
  let files = 0
  let open: { file: TableFile; path: string } | null = null
  const end = (): string[] => {
    if (!open) return []
    const { file, path } = open
    open = null
    file.end()
    return [path]
  }
  try {
    for (const { parts, count } of mergedBatches(runs)) {
      open ??= opened(plan, files++)
      open.file.add(parts.map(columnsOf), count)
      for (const { rows, from, to } of parts) see(rows, from, to)
      if (open.file.rows >= plan.rowsAFile) yield* end()
    }
    yield* end()
  } finally {
    open?.file.close()
  }
}

function opened({ folder, table }: StoredFiles, number: number): { file: TableFile; path: string } {
  const path = join(folder, `stored-${number}.sqlite`)
  // What an attempt before this one has left there.
  rmSync(path, { force: true })
  return { file: new TableFile(path, table), path }
}

/** Makes a function that gives the columns of a part in the order of the table's records. */
function valuesOf({ table, constants }: StoredFiles): (part: MergedPart) => RowsPart {
  const encoder = new TextEncoder()
  let words: ReadonlyMap<string, readonly Uint8Array[]> | null = null
  return ({ rows, from, to, slots }) => {
    words ??= new Map(
      rows.table.columns.flatMap(({ name, type }) =>
        type === 'text' ? [[name, rows.texts(name).words.map(text => encoder.encode(text))]] : [],
      ),
    )
    const columns = table.columns.map(({ name }) => constants[name] ?? columnOf(rows, name, words?.get(name) ?? []))
    return { columns, from, to, slots }
  }
}

function columnOf(rows: RowColumns, name: string, words: readonly Uint8Array[]): ColumnValues {
  const column = rows.find(name)
  if (!column) return null
  return column instanceof IntColumn ? column.values : { ...column.kept, words }
}
