import type { Workbook, Worksheet } from 'exceljs'
import type { Column, Dataset } from '../../datasets/dataset.ts'
import { allowedValues, neededText } from './column-documentation.ts'
import { neutralCell } from './neutral-cell.ts'

const FILLED_ROWS = 1_000
const HEADING = {
  font: { bold: true, color: { argb: 'FFFFFFFF' } },
  fill: { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { argb: 'FF1F4E78' } },
  alignment: { vertical: 'middle' as const },
}
const NUMBERS = new Set(['money', 'hours', 'count', 'decimal'])

/** The number format of a column's cells; text columns are text, so that no spreadsheet makes numbers of ids. */
function numberFormat({ type }: Column): string {
  if (type.kind === 'date') return 'yyyy-mm-dd'
  if (type.kind === 'money') return '0.00'
  return NUMBERS.has(type.kind) ? 'General' : '@'
}

function exampleCell({ type, example }: Column): string | number | Date | null {
  if (example === '') return null
  if (type.kind === 'date') return new Date(`${example}T00:00:00Z`)
  return NUMBERS.has(type.kind) ? Number(example) : neutralCell(example)
}

function styleHeading(sheet: Worksheet): void {
  const row = sheet.getRow(1)
  row.height = 20
  row.eachCell(cell => Object.assign(cell, HEADING))
  sheet.views = [{ state: 'frozen', ySplit: 1 }]
}

function addDataSheet(workbook: Workbook, dataset: Dataset): void {
  const sheet = workbook.addWorksheet(dataset.title)
  sheet.columns = dataset.columns.map(column => ({
    header: column.name,
    width: Math.min(40, Math.max(14, column.name.length + 4, column.example.length + 2)),
    style: { numFmt: numberFormat(column) },
  }))
  sheet.addRow(dataset.columns.map(exampleCell))
  dataset.columns.forEach(({ type }, index) => {
    const words = type.kind === 'choice' ? type.values : type.kind === 'boolean' ? ['true', 'false'] : null
    if (!words) return
    for (let row = 2; row <= FILLED_ROWS; row++)
      sheet.getCell(row, index + 1).dataValidation = {
        type: 'list',
        allowBlank: true,
        showErrorMessage: false,
        formulae: [`"${words.join(',')}"`],
      }
  })
  styleHeading(sheet)
}

/** Documents the columns. Its headings name no column of any dataset, so that it is never taken for data. */
function addAboutSheet(workbook: Workbook, dataset: Dataset): void {
  const sheet = workbook.addWorksheet('About')
  sheet.columns = [
    { header: 'Heading', width: 26 },
    { header: 'Needed?', width: 22 },
    { header: 'What it holds', width: 70 },
    { header: 'What a cell may hold', width: 50 },
    { header: 'Other headings that are understood', width: 90 },
  ]
  for (const column of dataset.columns)
    sheet.addRow([
      column.name,
      neededText(column),
      column.description,
      allowedValues(column),
      column.aliases.join('; '),
    ])
  styleHeading(sheet)
}

/**
 * A dataset's template as a workbook: a sheet with the columns and one row of examples, and a sheet "About" that
 * documents them. It carries no name of a person or a machine.
 */
export async function templateXlsx(dataset: Dataset): Promise<Buffer> {
  // Only now: it would be a tenth of the memory of an idle server.
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  workbook.creator = 'MoatMetrics'
  workbook.lastModifiedBy = 'MoatMetrics'
  workbook.created = new Date(0)
  workbook.modified = new Date(0)
  addDataSheet(workbook, dataset)
  addAboutSheet(workbook, dataset)
  return Buffer.from(await workbook.xlsx.writeBuffer())
}
