// biome-ignore-all lint/a11y/useSemanticElements: a table cannot show a few of a million rows; the roles say what it would
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell
import { isBlank } from '../../model/cell.ts'
import { numberText } from '../../model/number-text.ts'
import { isErrorText } from '../../model/scalar.ts'
import type { Sheet } from '../../model/sheet.ts'
import type { Workbook } from '../../model/workbook.ts'

interface Props {
  readonly book: Workbook
  readonly sheet: Sheet
  readonly row: number
  readonly column: number
  readonly left: number
  readonly width: number
}

export function CellView({ book, sheet, row, column, left, width }: Props) {
  const cell = sheet.cell(row, column)
  const value = sheet.value(row, column)
  const look = sheet.look(row, column)
  const text = numberText(value, look.numberFormat)
  const comment = book.comments.find(each => each.sheet === sheet && each.row === row && each.column === column)
  const message = cell && book.calculator.messageOf(cell)
  const classes = ['cell', ...tableClasses(book, sheet, row, column)]
  if (typeof value === 'number') classes.push('number')
  if (typeof value === 'boolean' || isErrorText(value)) classes.push('centred')
  if (value === '#BUSY!') classes.push('busy')
  if (comment) classes.push('noted')
  if (!isBlank(sheet.cell(row, column + 1))) classes.push('cut')
  const title = [message, comment?.content].filter(Boolean).join('\n')
  const tooWide = typeof value === 'number' && text.length * 7 > width - 4
  return (
    <div
      id={`cell-${row}-${column}`}
      role="gridcell"
      class={classes.join(' ')}
      data-row={row}
      data-column={column}
      title={title === '' ? undefined : title}
      style={{
        left: `${left}px`,
        width: `${width}px`,
        ...(look.fill === null ? {} : { background: look.fill, color: look.fontColor ?? '#000000' }),
        ...(look.fontColor === null ? {} : { color: look.fontColor }),
        ...(look.bold ? { fontWeight: 600 } : {}),
        ...(look.italic ? { fontStyle: 'italic' } : {}),
        ...(look.underline ? { textDecoration: 'underline' } : {}),
        ...(/Left|Center|Right/.test(look.horizontalAlignment)
          ? { textAlign: look.horizontalAlignment.toLowerCase() as 'left' }
          : {}),
      }}
    >
      {tooWide ? '#'.repeat(Math.max(1, Math.floor((width - 8) / 8))) : text}
    </div>
  )
}

function tableClasses(book: Workbook, sheet: Sheet, row: number, column: number): string[] {
  for (const { sheet: at, block, showHeaders, showTotals, showBandedRows } of book.tables) {
    if (at !== sheet || row < block.row || row >= block.row + block.height) continue
    if (column < block.column || column >= block.column + block.width) continue
    if (showHeaders && row === block.row) return ['table', 'table-header']
    if (showTotals && row === block.row + block.height - 1) return ['table', 'table-totals']
    return (row - block.row) % 2 === 1 && showBandedRows ? ['table', 'band'] : ['table']
  }
  return []
}
