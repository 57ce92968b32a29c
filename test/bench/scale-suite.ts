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
  readonly reads: Readonly<Record<'table' | 'page' | 'explainOne' | 'explainAll', Read>>
  readonly fileBytes: number
  readonly peakBytes: number
  readonly agrees: boolean
}

/** How each cost grows with the time logs, everything else being the same: 100 thousand, a million, up to ten of them. */
export async function scaleSuite({ folder, scale, upTo }: SuiteOptions) {
  const sizes = [1, 10, 50, 100].map(times => SMALLEST * times * scale).filter(rows => rows <= upTo * scale)
  const contenders: Size[] = []
  for (const rows of sizes) {
    const place = join(folder, String(rows))
    mkdirSync(place)
    const size = await measured(place, scale, rows)
    // The largest may take long: what is known by then is not lost with it.
    console.error(JSON.stringify(size))
    contenders.push(size)
    rmSync(place, { recursive: true })
  }
  return { contenders, text: reportText(contenders) }
}

async function measured(folder: string, scale: number, rows: number): Promise<Size> {
  const world = writeWorld(folder, scale, rows)
  const database = join(folder, 'product.sqlite')
  const { seconds, problems, peakBytes } = await productImport(world, database)
  const script = fileURLToPath(new URL('product/run-reads.ts', import.meta.url))
  const run = await runMeasured(process.execPath, [script, database, String(REPEATS)])
  const { reads, hours } = JSON.parse(run.output) as Pick<Size, 'reads'> & { hours: number }
  return {
    ...{
      name: `${rows} time logs`,
      rows: world.files.time_logs.rows,
      importSeconds: seconds.time_logs,
      reads,
      peakBytes,
    },
    fileBytes: statSync(database).size,
    agrees: problems.length === 0 && hours === world.hours,
  }
}

function reportText(sizes: readonly Size[]): string {
  const first = sizes[0]!
  const last = sizes.at(-1)!
  const line = (name: string, of: (size: Size) => number, digits: number) => [
    name,
    ...sizes.map(size => of(size).toFixed(digits)),
    (of(last) / of(first)).toFixed(2),
  ]
  const rows = [
    line('importing them, s', size => size.importSeconds, 2),
    line('… a row, µs', size => (size.importSeconds / size.rows) * 1e6, 2),
    line('… most memory, MB', size => size.peakBytes / 1024 ** 2, 0),
    line('the file, MB', size => size.fileBytes / 1e6, 1),
    line('four metrics, client × month, ms', size => size.reads.table.ms, 1),
    line('… of a processor, ms', size => size.reads.table.processorMs, 1),
    line('… in the database, ms', size => size.reads.table.databaseMs, 1),
    line('a page of 50 clients with all proofs, ms', size => size.reads.page.ms, 1),
    line('… of a processor, ms', size => size.reads.page.processorMs, 1),
    line('… in the database, ms', size => size.reads.page.databaseMs, 2),
    line('explain one client, ms', size => size.reads.explainOne.ms, 1),
    line('explain the portfolio by client, ms', size => size.reads.explainAll.ms, 1),
    ['answers', ...sizes.map(size => (size.agrees ? 'agree' : 'DIFFER')), ''],
  ]
  const header = ['', ...sizes.map(({ rows: count }) => `${count} time logs`), 'last to first']
  return [`Everything else is the same at each size; medians of ${REPEATS} reads`, '', tableText(header, rows)].join(
    '\n',
  )
}
