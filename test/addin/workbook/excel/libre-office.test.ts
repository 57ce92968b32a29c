import { expect, test } from 'vitest'
import type { TableModel } from '../../../../addin/workbook/workbook.ts'
import { rectangleAddress } from '../../../excel-host/model/address.ts'
import { numberText } from '../../../excel-host/model/number-text.ts'
import { saveWorkbook } from '../../../excel-host/model/save-workbook.ts'
import { asLibreOffice, libreOffice } from '../../browser/libre-office.ts'
import { marginModel } from '../table-models.ts'
import { openInNode } from './open-in-node.ts'

const names = ['=1+1', '+49', '007', 'TRUE', '1E5', "'quoted'", '<b>&amp;', 'Müller & Söhne', 'Larkspur Logistics']
const model: TableModel = {
  ...marginModel(names.map((name, at) => [name, '2026-08', 1_000 * at + 0.256, at === 2 ? null : 12.5 - at])),
}
const marked: TableModel = {
  ...model,
  rows: model.rows.map((row, at) =>
    at === 1 ? { ...row, marks: [null, null, { level: 'LOW', note: 'Few hours.' }, null] } : row,
  ),
}
const september = marginModel([
  ...names.slice(1).map((name, at) => [name, '2026-08', 2_000 * at + 0.5, 1] as const),
  ['Ember', '2026-08', 77.7, 3],
])

/** LibreOffice opens what Excel would save; skipped with a message where it is not installed. */
test.skipIf(!libreOffice)(
  'a workbook that was written and refreshed opens in LibreOffice with the same values, formats and table',
  async () => {
    const { host, workbook, person } = await openInNode({ Report: [] })
    await person.select('Report', 'B2')
    const { id, name } = await workbook.writeTable(marked, { kind: 'new', at: 'selection' })
    await person.type('Report', 'G2', `=SUM(${name}[Revenue])`)
    await person.type('Report', 'G3', '=D4*2')
    for (const each of [null, september]) {
      if (each) await workbook.writeTable(each, { kind: 'pulled', id, overwriteEdits: false })
      const bytes = await saveWorkbook(host.workbook)
      const { sheets, tables } = await asLibreOffice(bytes.slice().buffer)
      const libre = sheets.get('Report')
      const sheet = host.workbook.sheet('Report')
      const table = host.workbook.tables[0]!
      expect(tables.map(({ range }) => range.replaceAll('$', ''))).toContain(
        rectangleAddress(table.block).replace(/(\w+):(\w+)/, 'Report.$1:Report.$2'),
      )
      const { row, column, height, width } = table.block
      for (let r = row; r < row + height; r++)
        for (let c = column; c < column + width; c++) {
          const value = sheet.value(r, c)
          const at = `row ${r}, column ${c}`
          expect(libre?.values[r]?.[c] ?? null, at).toEqual(value)
          const shown = numberText(value, sheet.look(r, c).numberFormat).trim()
          expect(libre?.texts[r]?.[c]?.trim() ?? '', at).toBe(shown)
        }
      // LibreOffice calculates for itself.
      const rows = (each ?? marked).rows.map(({ cells }) => cells)
      const revenue = rows.reduce((sum, cells) => sum + Number(cells[2]), 0)
      expect(libre?.values[1]?.[6]).toBeCloseTo(revenue, 9)
      expect(libre?.values[2]?.[6]).toBeCloseTo(Number(sheet.value(3, 3)) * 2, 9)
    }
  },
  180_000,
)
