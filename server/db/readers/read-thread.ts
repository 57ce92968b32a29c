import { parentPort, workerData } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'
import type { Columns } from '../columns.ts'
import type { ReadAnswer, ReadRequest } from './messages.ts'

/** Long reads of the embedded database run here, on a thread and a connection of their own that can only read. */
const port = parentPort
if (!port) throw new Error('The thread of readers runs as a worker thread only')
const connection = new Sqlite(String(workerData), { readonly: true })
// It reads through tables once: pages it has left are not needed again.
connection.pragma('cache_size = -4096')

port.on('message', ({ id, sql, values }: ReadRequest) => {
  let answer: ReadAnswer
  try {
    answer = { id, columns: columnsOf(sql, values) }
  } catch (error) {
    answer = { id, message: error instanceof Error ? error.message : String(error) }
  }
  const packed = 'columns' in answer ? Object.values(answer.columns.numbers).map(({ buffer }) => buffer) : []
  port.postMessage(answer, packed as ArrayBuffer[])
})

/** Rows are packed while they come: as objects, and copied to the other thread so, they take several times as long. */
function columnsOf(sql: string, values: readonly unknown[]): Columns {
  const statement = connection.prepare(sql).raw()
  const names = statement.columns().map(({ name }) => name)
  let packed: Float64Array<ArrayBuffer>[] = []
  const texts = new Map<number, string[]>()
  let count = 0
  for (const row of statement.iterate(...values) as IterableIterator<(number | string)[]>) {
    if (count === 0) {
      packed = row.map(value => new Float64Array(typeof value === 'string' ? 0 : 1024))
      for (const [at, value] of row.entries()) if (typeof value === 'string') texts.set(at, [])
    }
    for (let at = 0; at < row.length; at++) {
      const value = row[at]!
      if (value === null) throw new Error(`${names[at]} has a null`)
      if (typeof value === 'string') texts.get(at)?.push(value)
      else {
        if (count === packed[at]!.length) packed[at] = grown(packed[at]!)
        packed[at]![count] = value
      }
    }
    count++
  }
  const numbers = packed.flatMap((column, at) => (texts.has(at) ? [] : [[names[at]!, column.slice(0, count)] as const]))
  return {
    count,
    numbers: Object.fromEntries(numbers),
    texts: Object.fromEntries([...texts].map(([at, column]) => [names[at]!, column])),
  }
}

function grown(column: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(column.length * 2)
  larger.set(column)
  return larger
}
