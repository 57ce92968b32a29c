import { type Rectangle, rectangle } from '../rectangle.ts'
import { escapeColumn } from './rewrite.ts'

/** What a structured reference needs to know of a table. */
export interface TableShape {
  readonly block: Rectangle
  readonly headings: readonly string[]
  readonly hasHeader: boolean
  readonly hasTotals: boolean
}

/**
 * The block that `Table[inner]` means for a formula in `row`; null: no such column, or a row outside of the table.
 * "[#All]", "[#Headers],[Revenue]", "Revenue", "@Revenue", "[Revenue]:[Cost]", "[#This Row],[Cost]", "".
 */
export function structuredBlock(inner: string, table: TableShape, row: number | null): Rectangle | null {
  const parts = inner.trim()
  let area: string | null = null
  let columns: string = parts
  if (parts.startsWith('@')) {
    area = '#this row'
    columns = parts.slice(1)
  } else {
    const special = /^(?:\[(#[A-Za-z ]+)\]|(#[A-Za-z ]+)$)\s*,?\s*/.exec(parts)
    if (special) {
      area = (special[1] ?? special[2] ?? '').toLowerCase()
      columns = parts.slice(special[0].length)
      const second = /^\[(#[A-Za-z ]+)\]\s*,?\s*/.exec(columns)
      if (second) {
        area = `${area}+${(second[1] ?? '').toLowerCase()}`
        columns = columns.slice(second[0].length)
      }
    }
  }
  const across = columnSpan(columns.trim(), table.headings)
  const down = rowSpan(area, table, row)
  if (!across || !down) return null
  return rectangle(down[0], table.block.column + across[0], down[1] - down[0] + 1, across[1] - across[0] + 1)
}

function columnSpan(text: string, headings: readonly string[]): readonly [number, number] | null {
  if (text === '') return [0, headings.length - 1]
  const between = /^\[((?:[^[\]']|'.)+)\]\s*:\s*\[((?:[^[\]']|'.)+)\]$/.exec(text)
  const names = between ? [between[1] ?? '', between[2] ?? ''] : [text.replace(/^\[(.*)\]$/s, '$1')]
  const found = names.map(name =>
    headings.findIndex(
      heading => escapeColumn(heading).toLowerCase() === name.trim().toLowerCase() || heading === name,
    ),
  )
  if (found.includes(-1)) return null
  return [Math.min(...found), Math.max(...found)]
}

function rowSpan(area: string | null, table: TableShape, row: number | null): readonly [number, number] | null {
  const { block, hasHeader, hasTotals } = table
  const first = block.row + (hasHeader ? 1 : 0)
  const last = block.row + block.height - 1 - (hasTotals ? 1 : 0)
  switch (area) {
    case null:
    case '#data':
      return last >= first ? [first, last] : null
    case '#all':
      return [block.row, block.row + block.height - 1]
    case '#headers':
      return hasHeader ? [block.row, block.row] : null
    case '#totals':
      return hasTotals ? [block.row + block.height - 1, block.row + block.height - 1] : null
    case '#headers+#data':
      return [block.row, last]
    case '#data+#totals':
      return [first, block.row + block.height - 1]
    case '#this row':
      return row !== null && row >= first && row <= last ? [row, row] : null
    default:
      return null
  }
}
