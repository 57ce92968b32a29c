import type { Host, PulledTable, Workbook } from '../workbook.ts'
import { AnchorStore } from './anchor-store.ts'
import { canAnnotate } from './annotations.ts'
import { inspectTable, locateTables, pulledTable } from './inspect-tables.ts'
import { markCells } from './mark-cells.ts'
import { OwnWrites } from './own-writes.ts'
import { readCells } from './read-cells.ts'
import { runExcel } from './run-excel.ts'
import { showPlace } from './show-place.ts'
import { listSources } from './sources.ts'
import { watchWorkbook } from './watch-workbook.ts'
import { writeNewTable } from './write-new-table.ts'
import { writePulledTable } from './write-pulled-table.ts'

/**
 * The port on Excel's own workbook. Call it after `Office.onReady`. Calls run one after the other: two batches that
 * each read, think and write would otherwise meet in the middle.
 */
export function createExcelWorkbook(): Workbook {
  const store = new AnchorStore()
  const own = new OwnWrites()
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(work, work)
    last = turn.catch(() => undefined) // Its caller is told; the next in turn need not know.
    return turn
  }
  const write = <Result>(doing: string, batch: (context: Excel.RequestContext) => Promise<Result>) =>
    inTurn(() => own.during(() => runExcel(doing, batch)))
  return {
    host: host(),
    sources: () => inTurn(() => runExcel('Looking for data', listSources)),
    readCells: (source, work) =>
      inTurn(() => runExcel('Reading the sheet', context => readCells(context, source, work))),
    markCells: (owner, source, marks, work) =>
      write('Marking cells', context => markCells(context, owner, source, marks, work)),
    pulledTables: options =>
      inTurn(() =>
        runExcel('Looking at the pulled tables', async context => {
          const tables: PulledTable[] = []
          for (const located of await locateTables(context, store))
            tables.push(pulledTable(await inspectTable(context, located), options?.content ?? false))
          return tables
        }),
      ),
    writeTable: (model, target, work) =>
      write(target.kind === 'new' ? 'Inserting the table' : 'Refreshing the table', context =>
        target.kind === 'new'
          ? writeNewTable(context, store, model, target, work)
          : writePulledTable(context, store, model, target, work),
      ),
    show: place => inTurn(() => runExcel('Showing the place', context => showPlace(context, place))),
    watch: listener => watchWorkbook(store, own, listener),
  }
}

function host(): Host {
  const { version, platform } = Office.context.diagnostics ?? {}
  return {
    kind: 'excel',
    name: `Excel ${version ?? ''} (${platform ?? 'unknown platform'})`,
    charts: true,
    notes: canAnnotate(),
  }
}
