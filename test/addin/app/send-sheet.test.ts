import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { csvFile } from '../../../addin/app/upload/csv-file.ts'
import { readDatasets } from '../../../addin/app/upload/dataset-info.ts'
import { sendSheet } from '../../../addin/app/upload/send-sheet.ts'
import { defaultOptions, type UploadOptions } from '../../../addin/app/upload/upload-options.ts'
import type { Cells, CellValue } from '../../../addin/workbook/workbook.ts'
import { type Seat, type SeatServer, seatServer } from './analyst-seat.ts'

const header = ['Worked on', 'Company', 'Technician', 'Hours', 'Entry ID', 'Notes', 'Kind']
const cellsOf = (rows: readonly (readonly CellValue[])[], firstRow = 5): Cells => ({
  workbook: 'March.xlsx',
  sheet: 'Time',
  sheetId: '1',
  address: `A${firstRow - 1}:G${firstRow - 1 + rows.length}`,
  header,
  rows,
  rowNumbers: rows.map((_, at) => firstRow + at),
  hiddenRows: [],
})
const said: UploadOptions = {
  ...defaultOptions('TIME_LOGS'),
  mapping: [
    { heading: 'Worked on', column: 'date' },
    { heading: 'Kind', column: 'work_type', values: { Firefighting: 'reactive' } },
  ],
  references: [{ name: 'ACME & Sons', client: 'Acme Dental' }],
}

describe('a sheet too large for one request', () => {
  let place: SeatServer
  let seat: Seat
  beforeAll(async () => {
    place = await seatServer()
    seat = await place.seat('ANALYST')
  })
  afterAll(() => place[Symbol.asyncDispose]())

  test('goes as a file, read as was said, and its issues name the rows of the sheet', {
    timeout: 180_000,
  }, async () => {
    const long = 'Checked the backups, "all of them".\nAgain. '.repeat(24)
    const rows: CellValue[][] = Array.from({ length: 36_000 }, (_, at) => [
      46174 + (at % 28),
      at % 2 === 0 ? 'Acme Dental' : 'ACME & Sons',
      'Petra Quillfeather',
      1.5,
      `F-${at}`,
      long,
      'Firefighting',
    ])
    const bad = rows[20_000]
    if (bad) bad[3] = 26
    const time = (await readDatasets(seat.api)).find(({ kind }) => kind === 'TIME_LOGS')
    if (!time) throw new Error('there is no dataset of time logs')
    const outcome = await sendSheet(seat.api, cellsOf(rows), said, time, { dryRun: true })
    expect(outcome).toMatchObject({ __typename: 'Snapshot', number: 0, rowCount: 36_000, acceptedCount: 35_999 })
    if (outcome.__typename !== 'Snapshot') return
    const error = outcome.found.nodes.find(({ severity }) => severity === 'ERROR')
    expect(error).toMatchObject({ row: 20_005, column: 'hours', value: '26' })
    expect(outcome.diff.nodes[0]).toMatchObject({ row: 5, after: { client: 'Acme Dental', work_type: 'reactive' } })
  })
})

test('a CSV file has one line for each row, and says what the cells say', async () => {
  const value = fc.oneof(fc.string({ unit: 'binary' }), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null))
  const rowsOf = fc.array(fc.array(value, { minLength: 7, maxLength: 7 }), { minLength: 1, maxLength: 9 })
  await fc.assert(
    fc.asyncProperty(rowsOf, async rows => {
      const text = await csvFile(cellsOf(rows), defaultOptions('TIME_LOGS')).text()
      expect(text.split(/[\r\n]+/)).toHaveLength(rows.length + 2)
      const [, ...read] = parse(text) as string[][]
      expect(read).toEqual(rows.map(row => row.map(cell => (cell === null ? '' : inOneLine(String(cell))))))
    }),
  )
})

/** A line break in a cell is written as a space. */
const inOneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ')
