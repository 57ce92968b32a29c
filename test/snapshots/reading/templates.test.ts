import { expect, test } from 'vitest'
import { isoOfDay, isoOfMonth } from '../../../server/analytics/calendar.ts'
import { datasets } from '../../../server/datasets/datasets.ts'
import { neutralCell } from '../../../server/snapshots/templates/neutral-cell.ts'
import { templateCsv } from '../../../server/snapshots/templates/template-csv.ts'
import { templateXlsx } from '../../../server/snapshots/templates/template-xlsx.ts'
import { readBytes, type SheetReading } from './read-sheet.ts'

const templates = datasets.flatMap(dataset => [
  { name: `${dataset.name}.csv`, dataset, bytes: () => Promise.resolve(Buffer.from(templateCsv(dataset))) },
  { name: `${dataset.name}.xlsx`, dataset, bytes: () => templateXlsx(dataset) },
])

/** The examples that a reading must give back as the text they are declared in. */
function asDeclared(kind: string, value: unknown): unknown {
  if (kind === 'date') return isoOfDay(Number(value))
  if (kind === 'month') return isoOfMonth(Number(value))
  if (kind === 'money' || kind === 'hours') return Number(value) / 100
  if (kind === 'count' || kind === 'decimal') return Number(value)
  return value
}

test.each(templates)('the template $name goes in as it is: one row with the examples', async ({ dataset, bytes }) => {
  const reading: SheetReading = await readBytes(await bytes(), dataset.kind)
  expect(reading.inspection.questions).toEqual([])
  expect(reading.inspection.issues.filter(({ severity }) => severity !== 'NOTICE')).toEqual([])
  expect(reading.issues).toEqual([])
  expect(reading.inspection.headings.map(({ column, by }) => [column, by])).toEqual(
    dataset.columns.map(({ name }) => [name, 'NAME']),
  )
  expect(reading.rows).toHaveLength(1)
  for (const { name, type, example, blank } of dataset.columns) {
    const value = reading.rows[0]?.values[name]
    if (example === '') expect(value).toBe(blank ?? null)
    else if (type.kind === 'boolean') expect(value).toBe(true)
    else if (type.kind === 'lines') expect(value).toHaveLength(1)
    else {
      const isNumber = ['money', 'hours', 'count', 'decimal'].includes(type.kind)
      expect(asDeclared(type.kind, value)).toBe(isNumber ? Number(example) : example)
    }
  }
})

test('a workbook template documents every column and names no person or machine', async () => {
  const { default: exceljs } = await import('exceljs')
  for (const dataset of datasets) {
    const workbook = new exceljs.Workbook()
    await workbook.xlsx.load((await templateXlsx(dataset)) as unknown as ArrayBuffer)
    const about = workbook.getWorksheet('About')
    expect(about?.getColumn(1).values.slice(2)).toEqual(dataset.columns.map(({ name }) => name))
    expect([workbook.creator, workbook.lastModifiedBy]).toEqual(['MoatMetrics', 'MoatMetrics'])
  }
})

test('cells that a spreadsheet would take for a formula are neutral', () => {
  expect(['=1', '+1', '-1', '@a', '\ta', '\ra', 'a=1', ''].map(neutralCell)).toEqual([
    "'=1",
    "'+1",
    "'-1",
    "'@a",
    "'\ta",
    "'\ra",
    'a=1',
    '',
  ])
  for (const dataset of datasets)
    for (const cell of templateCsv(dataset).split(/[,\r\n]+/)) expect(cell).not.toMatch(/^"?[=+\-@]/)
})
