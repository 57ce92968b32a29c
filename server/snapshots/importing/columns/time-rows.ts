import type { ScannedCells } from '../../reading/csv/scanned-cells.ts'
import type { TypedColumn } from '../../reading/typed/typed-column.ts'
import type { TypedReader } from '../../reading/typed/typed-reader.ts'
import type { ColumnStage } from './column-stage.ts'
import type { TextColumn } from './text-column.ts'

/** The columns of a sheet of time logs. */
export const columnsOf = (reader: TypedReader) => ({
  client: reader.column('client'),
  name: reader.column('staff_name'),
  email: reader.column('staff_email'),
  date: reader.column('date'),
  hours: reader.column('hours'),
  rate: reader.column('rate'),
  costRate: reader.column('cost_rate'),
  billable: reader.column('billable'),
  workType: reader.column('work_type'),
  project: reader.column('project_name'),
  description: reader.column('task_description'),
  externalId: reader.column('external_id'),
})

/** What is found out about the records of a scan, by their places, until those that are kept go to the stage together. */
export class TimeRows {
  readonly #columns: ReturnType<typeof columnsOf>
  row = new Float64Array(0)
  client = new Float64Array(0)
  person = new Float64Array(0)
  /** NaN: none. */
  project = new Float64Array(0)
  month = new Float64Array(0)
  billable = new Float64Array(0)
  key = new Float64Array(0)
  content = new Float64Array(0)
  occurrence = new Float64Array(0)
  /** The places of the records that are kept. */
  #kept = new Int32Array(0)
  #count = 0

  constructor(columns: ReturnType<typeof columnsOf>) {
    this.#columns = columns
  }

  /** Makes room for so many records. */
  begin(records: number): void {
    this.#count = 0
    if (records <= this.#kept.length) return
    const size = records * 2
    this.row = new Float64Array(size)
    this.client = new Float64Array(size)
    this.person = new Float64Array(size)
    this.project = new Float64Array(size)
    this.month = new Float64Array(size)
    this.billable = new Float64Array(size)
    this.key = new Float64Array(size)
    this.content = new Float64Array(size)
    this.occurrence = new Float64Array(size)
    this.#kept = new Int32Array(size)
  }

  keep(at: number): void {
    this.#kept[this.#count++] = at
  }

  store(scan: ScannedCells, stage: ColumnStage): void {
    for (let stored = 0; stored < this.#count; ) {
      const { chunk, count } = stage.takeMany(this.#count - stored)
      const places = this.#kept.subarray(stored, stored + count)
      const at = chunk.count
      const { date, hours, rate, costRate, workType, externalId, description } = this.#columns
      chunk.ints('client_id').setAll(at, this.client, places, count)
      chunk.ints('month').setAll(at, this.month, places, count)
      chunk.ints('day').setAll(at, date.numbers, places, count)
      chunk.ints('row').setAll(at, this.row, places, count)
      chunk.ints('row_key').setAll(at, this.key, places, count)
      chunk.ints('content_hash').setAll(at, this.content, places, count)
      chunk.ints('occurrence').setAll(at, this.occurrence, places, count)
      chunk.ints('person_id').setAll(at, this.person, places, count)
      chunk.ints('project_id').setAll(at, this.project, places, count)
      chunk.ints('hours').setAll(at, hours.numbers, places, count)
      chunk.ints('rate').setAll(at, rate.numbers, places, count)
      chunk.ints('cost_rate').setAll(at, costRate.numbers, places, count)
      chunk.ints('billable').setAll(at, this.billable, places, count)
      setWords(chunk.texts('work_type'), at, workType, places)
      setTexts(chunk.texts('external_id'), at, externalId, scan, places)
      setTexts(chunk.texts('description'), at, description, scan, places)
      chunk.count += count
      stored += count
    }
  }
}

function setWords(column: TextColumn, at: number, { memo, words }: TypedColumn, places: Int32Array): void {
  for (let index = 0; index < places.length; index++) {
    const value = memo.values[words[places[index] as number] as number]
    column.set(at + index, typeof value === 'string' && value !== '' ? value : null)
  }
}

function setTexts(
  column: TextColumn,
  at: number,
  { starts, ends }: TypedColumn,
  scan: ScannedCells,
  places: Int32Array,
): void {
  const { bytes } = scan
  for (let index = 0; index < places.length; index++) {
    const place = places[index] as number
    const [start, end] = [starts[place] as number, ends[place] as number]
    if (start === end) column.set(at + index, null)
    else column.setBytes(at + index, bytes, start, end)
  }
}
