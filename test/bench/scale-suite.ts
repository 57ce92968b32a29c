import { mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { productImport } from './product/product-import.ts'
import { runMeasured } from './run-measured.ts'
import type { SuiteOptions } from './suites.ts'
import { tableText } from './table-text.ts'
import { writeWorld } from './world.ts'

const REPEATS = 9
const SMALLEST = 100_000

/** Milliseconds by the clock, of the processor, and by the clock within the database. */
interface Read {
  readonly ms: number
  readonly processorMs: number
  readonly databaseMs: number
}
interface Size {
  readonly name: string
  readonly rows: number
  readonly importSeconds: number
  readonly importCpuSeconds: number
  readonly reads: Readonly<Record<'table' | 'page' | 'pageFirst' | 'explainOne' | 'explainAll', Read>>
  readonly fileBytes: number
  readonly peakBytes: number
  readonly problems: readonly string[]
  readonly agrees: boolean
}

/** How each cost grows with the time logs, everything else being the same: 100 thousand, a million, ten of them. */
export async function scaleSuite({ folder, scale, upTo }: SuiteOptions) {
  const sizes = [1, 10, 100].map(times => SMALLEST * times * scale).filter(rows => rows <= upTo * scale)
  const contenders: Size[] = []
  for (const rows of sizes) {
    const place = join(folder, String(rows))
    mkdirSync(place)
    const size = await measured(place, scale, rows)
    // The largest takes minutes: what is known by then is not lost with it.
    console.error(JSON.stringify(size))
    contenders.push(size)
    rmSync(place, { recursive: true })
  }
  return { contenders, text: reportText(contenders) }
}

async function measured(folder: string, scale: number, rows: number): Promise<Size> {
  const world = timed(`writing ${rows} time logs`, () => writeWorld(folder, scale, rows))
  const database = join(folder, 'product.sqlite')
  const stored = await timed('importing and checking them', () => productImport(world, database))
  const script = fileURLToPath(new URL('product/run-reads.ts', import.meta.url))
  const run = await timed('reading', () => runMeasured(process.execPath, [script, database, String(REPEATS)]))
  const read = JSON.parse(run.output) as Pick<Size, 'reads' | 'problems'>
  const problems = [...stored.problems, ...read.problems]
  return {
    name: `${rows} time logs`,
    rows: world.files.time_logs.rows,
    importSeconds: stored.seconds.time_logs,
    importCpuSeconds: stored.cpuSeconds,
    reads: read.reads,
    peakBytes: stored.peakBytes,
    fileBytes: statSync(database).size,
    problems,
    agrees: problems.length === 0,
  }
}

/** Says how long a step took, for whoever waits. */
function timed<T>(what: string, step: () => T): T {
  const started = performance.now()
  const say = () => console.error(`… ${what}: ${((performance.now() - started) / 1000).toFixed(1)} s`)
  const done = step()
  if (done instanceof Promise) void done.then(say, say)
  else say()
  return done
}

function reportText(sizes: readonly Size[]): string {
  const last = sizes.at(-1)!
  const line = (name: string, of: (size: Size) => number, digits: number, target = '') => [
    name,
    ...sizes.map(size => of(size).toFixed(digits)),
    (of(last) / Math.min(...sizes.map(of))).toFixed(2),
    target,
  ]
  const rows = [
    line('importing them, s', size => size.importSeconds, 2),
    line('… of the processors a row, µs', size => (size.importCpuSeconds / size.rows) * 1e6, 2, '≤ 1.3 ×'),
    line('… most memory, MB', size => size.peakBytes / 1024 ** 2, 0),
    line('the file, MB', size => size.fileBytes / 1e6, 1),
    line('four metrics, client × month, ms', size => size.reads.table.ms, 1),
    line('… of the processor, ms', size => size.reads.table.processorMs, 1),
    line('… in the database, ms', size => size.reads.table.databaseMs, 1),
    line('a page of 50 clients with all proofs, ms', size => size.reads.page.ms, 1),
    line('… of the processor, ms', size => size.reads.page.processorMs, 1),
    line('… in the database, ms', size => size.reads.page.databaseMs, 2, '≤ 1 ms, ≤ 1.2 ×'),
    line('… the first of a state of the data, ms', size => size.reads.pageFirst.ms, 1),
    line('… … of the processor, ms', size => size.reads.pageFirst.processorMs, 1),
    line('… … in the database, ms', size => size.reads.pageFirst.databaseMs, 1),
    line('explain one client, ms', size => size.reads.explainOne.ms, 1),
    line('… of the processor, ms', size => size.reads.explainOne.processorMs, 1, '≤ 20 ms'),
    line('explain the portfolio by client, ms', size => size.reads.explainAll.ms, 1),
    line('… of the processor, ms', size => size.reads.explainAll.processorMs, 1, '≤ 200 ms'),
    ['answers', ...sizes.map(size => (size.agrees ? 'agree' : 'DIFFER')), '', ''],
  ]
  const header = ['', ...sizes.map(({ rows: count }) => `${count} time logs`), 'last to least', 'target']
  return [
    `Everything else is the same at each size; ${REPEATS} reads each, of another month and client each time: medians by the clock, means of the processor`,
    '',
    tableText(header, rows),
    ...sizes.flatMap(({ problems }) => problems.slice(0, 5)),
  ].join('\n')
}
