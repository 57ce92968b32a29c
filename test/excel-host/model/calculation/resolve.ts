import { referenceBlock, referenceText } from '../formula/reference-text.ts'
import { structuredBlock } from '../formula/structured.ts'
import { type Token, tokensOf } from '../formula/tokens.ts'
import { bottomOf, MAX_COLUMNS, MAX_ROWS, type Rectangle, rightOf } from '../rectangle.ts'
import type { Sheet } from '../sheet.ts'
import type { Table } from '../table/table.ts'
import type { Workbook } from '../workbook.ts'

/** A formula as IronCalc gets it, and the cells it reads. */
export interface Resolved {
  readonly text: string
  readonly reads: readonly { readonly sheet: Sheet; readonly block: Rectangle }[]
  /** It means another cell in another row: "[@Revenue]". */
  readonly thisRow: boolean
}

/**
 * Puts names and structured references in place and the calculation's own sheet names before every reference, so that
 * renaming changes nothing for IronCalc. What cannot be resolved becomes #REF! or #NAME?, as in Excel.
 */
export function resolveFormula(
  workbook: Workbook,
  sheet: Sheet,
  row: number,
  column: number,
  formula: string,
  sheetNameOf: (sheet: Sheet) => string,
): Resolved {
  const reads: { sheet: Sheet; block: Rectangle }[] = []
  let thisRow = false
  const plain = (at: Sheet, block: Rectangle): string => {
    reads.push({ sheet: at, block })
    return `${sheetNameOf(at)}!${blockText(block)}`
  }
  const text = (token: Token, depth: number): string => {
    switch (token.kind) {
      case 'reference': {
        const at = token.reference.sheet === null ? sheet : workbook.findSheet(token.reference.sheet)
        if (!at) return '#REF!'
        reads.push({ sheet: at, block: referenceBlock(token.reference) })
        return `${sheetNameOf(at)}!${referenceText({ ...token.reference, sheet: null })}`
      }
      case 'structured': {
        const table = token.table === null ? tableAround(workbook, sheet, row, column) : workbook.findTable(token.table)
        if (/^@|#this row/i.test(token.inner)) thisRow = true
        const block = table && structuredBlock(token.inner, table.shape, table.sheet === sheet ? row : null)
        return table && block ? plain(table.sheet, block) : '#REF!'
      }
      case 'name': {
        const table = workbook.findTable(token.name)
        if (table && token.sheet === null) return plain(table.sheet, table.body)
        const scope = token.sheet === null ? sheet : workbook.findSheet(token.sheet)
        const found =
          workbook.names.find(name => name.scope === scope && sameName(name.name, token.name)) ??
          workbook.names.find(name => name.scope === null && sameName(name.name, token.name))
        if (!found || depth > 10) return token.text
        const inside = tokensOf(found.formula.replace(/^=/, ''))
        const one = inside.length === 1
        const joined = inside.map(part => text(part, depth + 1)).join('')
        return one ? joined : `(${joined})`
      }
      default:
        return token.text
    }
  }
  const resolved = tokensOf(formula)
    .map(token => text(token, 0))
    .join('')
  return { text: resolved, reads, thisRow }
}

export function tableAround(workbook: Workbook, sheet: Sheet, row: number, column: number): Table | undefined {
  return workbook.tables.find(
    ({ sheet: at, block }) =>
      at === sheet && row >= block.row && row <= bottomOf(block) && column >= block.column && column <= rightOf(block),
  )
}

function blockText(block: Rectangle): string {
  const fixed = { rowFixed: true, columnFixed: true }
  const from = { row: block.row, column: block.column, ...fixed }
  const to = { row: bottomOf(block), column: rightOf(block), ...fixed }
  const kind =
    block.height === MAX_ROWS
      ? 'columns'
      : block.width === MAX_COLUMNS
        ? 'rows'
        : block.height === 1 && block.width === 1
          ? 'cell'
          : 'range'
  return referenceText({ sheet: null, from, to, kind })
}

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
