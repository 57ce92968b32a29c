import { quotedSheetName } from '../address.ts'
import { referenceText } from './reference-text.ts'
import { type Corner, tokensOf } from './tokens.ts'

/** A formula of the cell at `row`, `column` in Excel's other notation: "=B2*$C$1" of C2 is "=RC[-1]*R1C3". */
export function toR1C1(formula: string, row: number, column: number): string {
  return tokensOf(formula)
    .map(token => {
      if (token.kind !== 'reference') return token.text
      const { sheet, from, to, kind } = token.reference
      const prefix = sheet === null ? '' : `${quotedSheetName(sheet)}!`
      const r = (corner: Corner): string => axis('R', corner.row, row, corner.rowFixed)
      const c = (corner: Corner): string => axis('C', corner.column, column, corner.columnFixed)
      if (kind === 'columns') return `${prefix}${c(from)}:${c(to)}`
      if (kind === 'rows') return `${prefix}${r(from)}:${r(to)}`
      const first = `${prefix}${r(from)}${c(from)}`
      return kind === 'cell' ? first : `${first}:${r(to)}${c(to)}`
    })
    .join('')
}

function axis(letter: string, at: number, home: number, fixed: boolean): string {
  if (fixed) return `${letter}${at + 1}`
  return at === home ? letter : `${letter}[${at - home}]`
}

const cell = /("(?:[^"]|"")*")|(?<![\w.])R(\[-?\d+\]|\d+)?C(\[-?\d+\]|\d+)?(?![\w.([])/gi

/** The way back, for references to cells and ranges of cells. */
export function fromR1C1(formula: string, row: number, column: number): string {
  return formula.replace(cell, (whole: string, text?: string, r?: string, c?: string) => {
    if (text !== undefined) return whole
    const corner = {
      row: place(r, row),
      column: place(c, column),
      rowFixed: /^\d/.test(r ?? ''),
      columnFixed: /^\d/.test(c ?? ''),
    }
    return referenceText({ sheet: null, from: corner, to: corner, kind: 'cell' })
  })
}

function place(part: string | undefined, home: number): number {
  if (part === undefined) return home
  return part.startsWith('[') ? home + Number(part.slice(1, -1)) : Number(part) - 1
}
