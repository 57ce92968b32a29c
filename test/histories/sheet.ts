import { parse } from 'csv-parse/sync'
import exceljs from 'exceljs'
import type { DatasetKind } from '../../server/datasets/dataset.ts'
import type { World } from '../metrics/oracle/world.ts'
import { type Notation, worldFiles } from '../metrics/oracle/world-files.ts'

/** How a sheet is written down. The first is what the quickest reader takes; the others go other ways. */
export const formats = ['plain', 'plain', 'semicolons', 'tabs', 'pipes', 'quoted', 'utf-16', 'xlsx'] as const
export type Format = (typeof formats)[number]

/** A cell that makes its row be rejected: the row, counted from the end of the sheet, 0 the last. */
export interface BadCell {
  readonly fromEnd: number
  readonly column: string
  readonly text: string
}

export interface SheetFile {
  readonly name: string
  readonly content: Buffer
  /** What stood in the place of each bad cell, and its row as a person counts it; in the order of the bad cells. */
  readonly mended: readonly { readonly row: number; readonly column: string; readonly text: string }[]
}

const notations: Readonly<Record<Format, Notation>> = {
  plain: { delimiter: ',', decimalMark: '.' },
  semicolons: { delimiter: ';', decimalMark: ',' },
  tabs: { delimiter: '\t', decimalMark: '.' },
  pipes: { delimiter: '|', decimalMark: ',' },
  quoted: { delimiter: ',', decimalMark: '.' },
  'utf-16': { delimiter: ';', decimalMark: '.' },
  xlsx: { delimiter: ',', decimalMark: '.' },
}

/** One dataset of a world as a file. */
export async function sheetFile(
  world: World,
  dataset: DatasetKind,
  format: Format,
  bad: readonly BadCell[],
): Promise<SheetFile> {
  const notation = notations[format]
  const file = worldFiles(world, notation).find(each => each.dataset === dataset)
  if (!file) throw new Error(`The world has no ${dataset}`)
  const records: string[][] = parse(file.text, { delimiter: notation.delimiter, relaxColumnCount: false })
  const mended = bad.map(({ fromEnd, column, text }) => {
    const [at, index] = [records.length - 1 - fromEnd, records[0]!.indexOf(column)]
    const good = records[at]![index]!
    records[at]![index] = text
    return { row: at + 1, column, text: good }
  })
  const name = `${dataset.toLowerCase()}.${format === 'xlsx' ? 'xlsx' : 'csv'}`
  return { name, content: await bytesOf(records, format, notation.delimiter), mended }
}

async function bytesOf(records: readonly string[][], format: Format, delimiter: string): Promise<Buffer> {
  if (format === 'xlsx') return await workbook(records)
  const cell = (text: string): string =>
    format === 'quoted' || text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  const text = records.map(row => row.map(cell).join(delimiter)).join(format === 'tabs' ? '\r\n' : '\n')
  return format === 'utf-16' ? Buffer.from(`\ufeff${text}`, 'utf16le') : Buffer.from(text)
}

/** Amounts and hours are numbers in a workbook, everything else is text. */
async function workbook(records: readonly string[][]): Promise<Buffer> {
  const book = new exceljs.Workbook()
  const sheet = book.addWorksheet('Data')
  for (const row of records) sheet.addRow(row.map(text => (/^-?\d+\.\d+$/.test(text) ? Number(text) : text || null)))
  return Buffer.from(await book.xlsx.writeBuffer())
}
