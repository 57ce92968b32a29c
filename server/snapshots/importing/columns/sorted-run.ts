import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { packedParts, partsOf } from '../../reading/packed-parts.ts'
import type { RowTable } from '../row-table.ts'
import { RowColumns } from './row-columns.ts'
import { sortedOrder } from './sorted-order.ts'

/** Rows, and bytes of their texts, that are brought back from a file together. */
export const BLOCK_ROWS = 4096
export const BLOCK_BYTES = 1 << 20

/** Rows in the order of the clustered key, a block at a time. Blocks are good until the next is asked for. */
export interface SortedRun {
  blocks(): Generator<RowColumns>
}

/** Columns of a table that its clustered key orders a sheet's rows by; the snapshot is the same for all. */
export const clusterOf = ({ key }: Pick<RowTable, 'key'>): string[] =>
  key.filter(name => name !== 'snapshot' && name !== 'row')

/** Rows in memory as a run. */
export const runInMemory = (rows: RowColumns): SortedRun => ({
  *blocks() {
    const order = orderOf(rows)
    const block = rows.blank()
    for (const [from, to] of ranges(rows)) {
      block.pick(rows, order, from, to)
      yield block
    }
  },
})

interface Block {
  readonly count: number
  /** Bytes of each part of each column, one column behind the other. */
  readonly sizes: readonly number[]
  readonly size: number
}

/** A run in a file, as plain data: another thread can read it, too. */
export interface RunFile {
  readonly path: string
  readonly blocks: readonly Block[]
}

/** Writes rows to a file, in order. */
export function writeRun(rows: RowColumns, path: string): RunFile {
  const order = orderOf(rows)
  const file = openSync(path, 'w', 0o600)
  const blocks: Block[] = []
  const block = rows.blank()
  let buffer = new ArrayBuffer(0)
  try {
    for (const [from, to] of ranges(rows)) {
      block.pick(rows, order, from, to)
      const packed = packedParts(block.parts(), buffer)
      buffer = packed.buffer
      const { sizes, size } = packed
      const bytes = new Uint8Array(buffer, 0, size)
      for (let at = 0; at < size; ) at += writeSync(file, bytes, at)
      blocks.push({ count: block.count, sizes, size })
    }
  } finally {
    closeSync(file)
  }
  return { path, blocks }
}

/** The rows of a file as a run. `words`: those of each column that has texts, in the table's order. */
export const runInFile = (table: RowTable, { path, blocks }: RunFile, words: readonly string[][]): SortedRun => ({
  *blocks() {
    const rows = RowColumns.withWords(table, words)
    const file = openSync(path, 'r')
    try {
      const bytes = new Uint8Array(Math.max(0, ...blocks.map(({ size }) => size)))
      for (const { count, sizes, size } of blocks) {
        readAll(file, bytes, size)
        rows.load(partsOf({ buffer: bytes.buffer, sizes }), count)
        yield rows
      }
    } finally {
      closeSync(file)
    }
  },
})

function readAll(file: number, bytes: Uint8Array, size: number): void {
  for (let at = 0; at < size; ) {
    const read = readSync(file, bytes, at, size - at, null)
    if (read === 0) throw new Error('Reading rows that were moved out: the file is shorter than it was written')
    at += read
  }
}

const orderOf = (rows: RowColumns): Int32Array =>
  sortedOrder(
    clusterOf(rows.table).map(name => rows.ints(name)),
    rows.count,
  )

function* ranges({ count, textSize }: RowColumns): Generator<[number, number]> {
  const rows = Math.max(1, Math.min(BLOCK_ROWS, Math.floor((BLOCK_BYTES * count) / Math.max(1, textSize))))
  for (let from = 0; from < count; from += rows) yield [from, Math.min(count, from + rows)]
}
