import { columnName } from '../../workbook/browser/address.ts'
import { ROW_HEADER_WIDTH } from './grid-geometry.ts'
import { GridRow, type GridRowProps } from './grid-row.tsx'

/** The letters of the columns and the first row of the sheet, which stay in sight. */
export function GridHead(props: GridRowProps) {
  const { geometry, cells, selection } = props
  const columns: number[] = []
  for (let column = cells.firstColumn; column <= cells.lastColumn; column++) columns.push(column)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be drawn in part
    <div role="rowgroup" class="grid-head">
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names the active cell */}
      <div role="row" aria-rowindex={1} class="grid-row grid-letters">
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: see above */}
        <div role="columnheader" aria-colindex={1} class="grid-number">
          <span class="visually-hidden">Row</span>
        </div>
        {columns.map(column => (
          // biome-ignore lint/a11y/useSemanticElements: see above
          // biome-ignore lint/a11y/useFocusableInteractive: see above
          <div
            key={column}
            role="columnheader"
            aria-colindex={column + 2}
            class={`grid-letter${column >= selection.area.left && column <= selection.area.right ? ' grid-lit' : ''}`}
            style={{
              left: `${ROW_HEADER_WIDTH + (geometry.offsets[column] ?? 0)}px`,
              width: `${(geometry.offsets[column + 1] ?? 0) - (geometry.offsets[column] ?? 0)}px`,
            }}
          >
            {columnName(column)}
          </div>
        ))}
      </div>
      <div class="grid-first">
        <GridRow {...props} row={0} top={null} />
      </div>
    </div>
  )
}
