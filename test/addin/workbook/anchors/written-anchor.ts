import { type Anchor, nothingBefore } from '../../../../addin/workbook/anchors/anchor.ts'
import { anchorRow } from '../../../../addin/workbook/anchors/plan-refresh.ts'
import type { TableModel } from '../../../../addin/workbook/workbook.ts'

/** What is remembered of a table that was just written from this model. */
export function writtenAnchor(model: TableModel): Anchor {
  return {
    tableId: '{T}',
    name: 'Margin',
    title: model.title,
    revision: 1,
    provenance: model.provenance,
    columns: model.columns.map((column, at) => ({ ...column, id: at + 1 })),
    rows: model.rows.map(row => anchorRow(row, [...model.columns.keys()])),
    previous: nothingBefore,
  }
}
