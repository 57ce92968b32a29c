import { createWriteStream } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import exceljs from 'exceljs'
import { worksheetRecords } from '../../../server/snapshots/reading/xlsx/worksheet-records.ts'
import { workbookBytes } from '../../../server/workbooks/workbook-bytes.ts'
import { sheetHeading, sheetRows, sheetSums } from './sheet-rows.ts'

/**
 * One way to read or write a workbook, in a process of its own. Arguments: the way, the workbook, the CSV file that
 * is to be written, and perhaps "whole": then with the hash of all cells, which takes time. Prints the seconds, what was read, and the most memory (with the rows, where they are written: the
 * same for all) as JSON.
 */
const [way = '', book = '', csv = '', whole] = process.argv.slice(2)

const readers: Readonly<Record<string, (add: (cells: readonly unknown[]) => void) => Promise<void>>> = {
  'product-in': async add => {
    const place = { name: 'Sheet', part: 'xl/worksheets/sheet1.xml', range: null }
    for await (const { records } of worksheetRecords(book, place).batches()) for (const record of records) add(record)
  },
  'exceljs-in': async add => {
    const workbook = new exceljs.Workbook()
    await workbook.xlsx.readFile(book)
    workbook.worksheets[0]?.eachRow(row => add((row.values as unknown[]).slice(1)))
  },
  'exceljs-stream-in': async add => {
    const options = { sharedStrings: 'cache', styles: 'ignore', hyperlinks: 'ignore', worksheets: 'emit' } as const
    for await (const sheet of new exceljs.stream.xlsx.WorkbookReader(book, options))
      for await (const row of sheet) add((row.values as unknown[]).slice(1))
  },
}
const BATCH = 1000

const writers: Readonly<Record<string, (rows: (string | number)[][]) => Promise<void>>> = {
  'product-out': async rows => {
    function* batches() {
      yield [sheetHeading]
      for (let at = 0; at < rows.length; at += BATCH) yield rows.slice(at, at + BATCH)
    }
    const sheet = { name: 'Sheet', widths: sheetHeading.map(() => 14), hasHeading: true, rows: batches() }
    await pipeline(Readable.from(workbookBytes([sheet], 0), { objectMode: false }), createWriteStream(book))
  },
  'exceljs-out': async rows => {
    const workbook = new exceljs.Workbook()
    const sheet = workbook.addWorksheet('Sheet')
    sheet.addRow(sheetHeading)
    for (const row of rows) sheet.addRow(row)
    await workbook.xlsx.writeFile(book)
  },
  'exceljs-stream-out': writeByExceljsStream,
}

async function writeByExceljsStream(rows: (string | number)[][], useSharedStrings = false): Promise<void> {
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ filename: book, useStyles: true, useSharedStrings })
  const sheet = workbook.addWorksheet('Sheet')
  sheet.addRow(sheetHeading).commit()
  for (const row of rows) sheet.addRow(row).commit()
  sheet.commit()
  await workbook.commit()
}

const { add, sums } = sheetSums(whole === 'whole')
const reader = readers[way]
const writer = way === 'make' ? (rows: (string | number)[][]) => writeByExceljsStream(rows, true) : writers[way]
let seconds = 0
if (reader) {
  const started = performance.now()
  await reader(add)
  seconds = (performance.now() - started) / 1000
} else if (writer) {
  const rows = await sheetRows(csv)
  const started = performance.now()
  await writer(rows)
  seconds = (performance.now() - started) / 1000
  for (const row of rows) add(row)
} else throw new Error(`Measuring workbooks: there is no way ${way}`)
console.log(JSON.stringify({ seconds, sums: sums(), peakBytes: process.resourceUsage().maxRSS * 1024 }))
