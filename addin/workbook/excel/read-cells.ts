import { addressOf } from '../anchors/address.ts'
import type { Cells, SourceRef, Work } from '../workbook.ts'
import { hiddenRows } from './hidden-rows.ts'
import { readGrid } from './read-grid.ts'
import { placeOf } from './sources.ts'
import { rangeAt } from './table-places.ts'

const doing = 'Reading the sheet'

export async function readCells(context: Excel.RequestContext, source: SourceRef, work: Work = {}): Promise<Cells> {
  const { sheetId, sheet: name, rect } = await placeOf(context, source, doing)
  const sheet = context.workbook.worksheets.getItem(sheetId)
  const header = rangeAt(sheet, { ...rect, rowCount: 1 })
  header.load('text')
  context.workbook.load('name')
  await context.sync()
  const body = { ...rect, row: rect.row + 1, rowCount: rect.rowCount - 1 }
  const { values } = await readGrid(context, sheet, body, {
    doing,
    signal: work.signal,
    progress: part =>
      work.progress?.(part * 0.95, `Reading row ${Math.round(part * body.rowCount)} of ${body.rowCount}`),
  })
  const hidden = body.rowCount > 0 ? await hiddenRows(context, sheet, body) : []
  work.progress?.(1, 'Read')
  return {
    workbook: context.workbook.name || null,
    sheet: name,
    sheetId,
    address: addressOf(rect),
    header: (header.text[0] ?? []).map(text => String(text).trim()),
    rows: values,
    rowNumbers: values.map((_, row) => body.row + row + 1),
    hiddenRows: hidden,
  }
}
