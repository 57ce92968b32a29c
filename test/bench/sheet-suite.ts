import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { type Contender, contenderTable } from './contender.ts'
import { python, pythonModules } from './installed.ts'
import { median } from './peers/metric-sums.ts'
import { servedWorld, signedIn, startProduct } from './product/served-world.ts'
import { runMeasured } from './run-measured.ts'
import type { SheetSums } from './sheet/sheet-rows.ts'
import type { SuiteOptions } from './suites.ts'
import { writeWorld } from './world.ts'

const ROWS = 100_000
const ROUNDS = 3

interface Run {
  readonly seconds: number
  readonly sums: SheetSums
  readonly peakBytes: number
}

const script = fileURLToPath(new URL('sheet/run-sheet.ts', import.meta.url))
const openpyxl = fileURLToPath(new URL('peers/sheet/openpyxl-sheet.py', import.meta.url))
type Whole = 'whole' | null
const ours = async (way: string, book: string, csv: string, whole: Whole = null): Promise<Run> =>
  JSON.parse((await runMeasured(process.execPath, [script, way, book, csv, ...(whole ? [whole] : [])])).output)
const theirs = async (way: string, book: string, csv: string, whole: Whole = null): Promise<Run> =>
  JSON.parse((await runMeasured(python, [openpyxl, way, book, csv, ...(whole ? [whole] : [])])).output)

/** A workbook of 100,000 rows and ten columns, read and written; what was written is read again by the product. */
export async function sheetSuite({ folder, scale }: SuiteOptions) {
  const world = writeWorld(folder, 0.01 * scale, ROWS * scale)
  const csv = world.files.time_logs.path
  const book = join(folder, 'book.xlsx')
  const { sums } = await ours('make', book, csv, 'whole')
  const noOpenpyxl = pythonModules('openpyxl') ? null : 'python3-openpyxl is not installed'
  const reading = await inTurns([
    { name: 'MoatMetrics: the reader of an upload', run: whole => ours('product-in', book, csv, whole) },
    { name: 'exceljs, stream', run: whole => ours('exceljs-stream-in', book, csv, whole) },
    { name: 'exceljs, the whole workbook', run: whole => ours('exceljs-in', book, csv, whole) },
    { name: 'openpyxl, read_only', missing: noOpenpyxl, run: whole => theirs('in', book, csv, whole) },
  ])
  const out = join(folder, 'out.xlsx')
  const written = async (run: Promise<Run>): Promise<Run> => {
    const measured = await run
    // What another program wrote is right when it is read as the same cells.
    return { ...measured, sums: (await ours('product-in', out, csv, 'whole')).sums }
  }
  const writing = await inTurns([
    { name: 'MoatMetrics: the writer of exports', run: () => written(ours('product-out', out, csv)) },
    { name: 'exceljs, stream', run: () => written(ours('exceljs-stream-out', out, csv)) },
    { name: 'exceljs, the whole workbook', run: () => written(ours('exceljs-out', out, csv)) },
    { name: 'openpyxl, write_only', missing: noOpenpyxl, run: () => written(theirs('out', out, csv)) },
  ])
  const asContenders = (runs: readonly Turns[]): Contender[] =>
    runs.map(({ name, missing, all, found }) =>
      missing
        ? { name, skipped: missing }
        : {
            name,
            seconds: median(all.map(run => run.seconds)),
            rows: world.files.time_logs.rows,
            peakBytes: Math.max(...all.map(run => run.peakBytes)),
            agrees:
              isDeepStrictEqual(found, sums) &&
              all.every(run => isDeepStrictEqual(run.sums, { ...sums, sha256: run.sums.sha256 && sums.sha256 })),
          },
    )
  const uploaded = await upload(folder, book, world.files.time_logs.rows)
  const contenders = { in: asContenders(reading), out: asContenders(writing) }
  const text = [
    `${world.files.time_logs.rows} rows × 10 columns, ${(statSync(book).size / 1e6).toFixed(1)} MB; median of ${ROUNDS}, in turns, each in a process of its own; all cells compared`,
    '',
    'Reading; target: exceljs’ stream at least 2.5 × ours, openpyxl 3 ×; 400 MB',
    '',
    contenderTable(contenders.in),
    '',
    'Writing (peak memory with the rows that are to be written); target: exceljs at least 4 × ours, openpyxl 3 ×; 400 MB',
    '',
    contenderTable(contenders.out),
    '',
    `The same workbook as an upload over HTTP, checked, stored and audited: ${uploaded.seconds.toFixed(2)} s, peak memory of the server ${Math.round(uploaded.peakBytes / 1024 ** 2)} MB, ${uploaded.agrees ? 'every row stored' : `ANSWERED ${uploaded.answer}`}.`,
  ].join('\n')
  return { contenders: [...contenders.in, ...contenders.out, { name: 'upload', ...uploaded }], text }
}

interface Way {
  readonly name: string
  readonly missing?: string | null
  /** Whole: to be compared cell by cell, its time not counted. */
  readonly run: (whole: Whole) => Promise<Run>
}
type Turns = Way & { readonly all: readonly Run[]; readonly found: SheetSums | null }

/** Each way once a round, so that what else the machine does falls on all of them. */
async function inTurns(ways: readonly Way[]): Promise<Turns[]> {
  const turns = ways.map(way => ({ ...way, all: [] as Run[], found: null as SheetSums | null }))
  for (let round = 0; round < ROUNDS; round++)
    for (const way of turns) if (!way.missing) way.all.push(await way.run(null))
  for (const way of turns)
    if (!way.missing) way.found = way.all.find(run => run.sums.sha256)?.sums ?? (await way.run('whole')).sums
  return turns
}

/** Into a server that holds the clients and people of the workbook, and other time logs. */
async function upload(folder: string, book: string, rows: number) {
  const standing = join(folder, 'standing')
  mkdirSync(standing)
  const served = await servedWorld(writeWorld(standing, 0.01, 100), 1, 'sheet')
  await using server = await startProduct(served)
  const token = await signedIn(server, served.emails[0] ?? '')
  const body = readFileSync(book)
  const started = performance.now()
  const response = await fetch(`http://${server.host}:${server.port}/uploads/time_logs?createMissingClients=true`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'x-file-name': 'time_logs.xlsx' },
    body,
  })
  const answer = await response.text()
  const seconds = (performance.now() - started) / 1000
  const { acceptedCount } = JSON.parse(answer) as { acceptedCount?: number }
  return { seconds, peakBytes: server.memory().peak, agrees: acceptedCount === rows, answer: answer.slice(0, 300) }
}
