import { Readable } from 'node:stream'
import type { Cell, WrittenSheet } from '../../workbooks/sheet-xml.ts'
import { workbookBytes } from '../../workbooks/workbook-bytes.ts'
import type { StoredEvent } from '../event-hash.ts'
import { type ExportedColumn, exportedColumns, exportedEntry } from './exported-entry.ts'
import type { LogExport } from './log-export.ts'
import { safeCell } from './safe-cell.ts'

/** A sheet ends at 1,048,576 rows, and its XML at 4 GiB; the log goes on in the next one. */
const A_SHEET = { rows: 1_000_000, characters: 800_000_000 }
/** The most characters that a cell takes. */
const CELL_LIMIT = 32_767
const widths: Readonly<Partial<Record<ExportedColumn, number>>> = {
  ...{ at: 26, action: 28, subject: 24, details: 60, request_id: 38, personal: 40 },
  ...{ personal_digest: 20, previous_hash: 20, hash: 20 },
}
const columns = ['actor' as const, ...exportedColumns]

/**
 * A log as a workbook for people: the sheet Log (further ones after a million entries) with the columns of the table
 * and the actor's name, and the sheet Head with the last entry's number and hash. It carries no name of a machine. For
 * the stand-alone verifier use CSV or JSON.
 */
export const xlsxExport = (log: LogExport, aSheet = A_SHEET): Readable =>
  Readable.from(workbookBytes(sheets(log, aSheet), log.exportedAt), { objectMode: false })

async function* sheets(log: LogExport, aSheet: typeof A_SHEET): AsyncGenerator<WrittenSheet> {
  const entries = new EntryRows(log)
  let number = 0
  do {
    number++
    yield {
      name: number === 1 ? 'Log' : `Log ${number}`,
      widths: columns.map(column => (column === 'actor' ? 24 : widths[column]) ?? 10),
      hasHeading: true,
      rows: entries.nextSheet(aSheet),
    }
  } while (!entries.ended)
  yield headSheet(log, entries.count)
}

/** The entries of a log as rows, as many as a sheet takes at a time. */
class EntryRows {
  readonly #batches: AsyncIterator<readonly StoredEvent[]>
  readonly #actors: LogExport['actors']
  #ahead: readonly StoredEvent[] = []
  count = 0
  ended = false

  constructor({ batches, actors }: LogExport) {
    this.#batches = batches[Symbol.asyncIterator]()
    this.#actors = actors
  }

  async *nextSheet(most: typeof A_SHEET): AsyncGenerator<readonly (readonly Cell[])[]> {
    yield [columns]
    let [rows, characters] = [0, 0]
    while (rows < most.rows && characters < most.characters) {
      if (this.#ahead.length === 0) await this.#readAhead()
      if (this.ended) return
      const batch = this.#ahead.slice(0, most.rows - rows)
      const cells = batch.map(event => cellsOf(event, this.#actors))
      for (const row of cells) for (const cell of row) if (typeof cell === 'string') characters += cell.length
      rows += batch.length
      this.count += batch.length
      this.#ahead = this.#ahead.slice(batch.length)
      yield cells
    }
    // A log that ends with its sheet has no empty one behind it.
    if (this.#ahead.length === 0) await this.#readAhead()
  }

  async #readAhead(): Promise<void> {
    const next = await this.#batches.next()
    if (next.done) this.ended = true
    else this.#ahead = next.value
  }
}

function cellsOf(event: StoredEvent, actors: LogExport['actors']): Cell[] {
  const actor = event.actor_id === null ? null : (actors.get(event.actor_id) ?? null)
  return [actor, ...Object.values(exportedEntry(event))].map(value => {
    if (typeof value !== 'string') return value
    const text = safeCell(value)
    return text.length <= CELL_LIMIT
      ? text
      : `(${value.length} characters, more than a cell takes: see the CSV or JSON export)`
  })
}

function headSheet({ organization, exportedAt, selection, head }: LogExport, count: number): WrittenSheet {
  const lines: readonly (readonly [string, string | number])[] = [
    ['organization', organization],
    ['exported_at', new Date(exportedAt).toISOString()],
    ['entries', count],
    ['selection', selection === null ? 'the whole log' : JSON.stringify(selection)],
    ['head_seq', head.seq],
    ['head_hash', head.hash],
  ]
  const rows = lines.map(([name, value]) => [name, typeof value === 'string' ? safeCell(value) : value])
  return { name: 'Head', widths: [24, 70], hasHeading: false, rows: [rows] }
}
