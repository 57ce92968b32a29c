import { quotedSheetName } from '../address.ts'
import { MAX_COLUMNS, MAX_ROWS } from '../rectangle.ts'
import { referenceBlock, referenceText } from './reference-text.ts'
import { type Shift, shiftedBlock } from './shift.ts'
import { type Corner, type Reference, type Token, tokensOf } from './tokens.ts'

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

function rewritten(formula: string, change: (token: Token) => string): string {
  return tokensOf(formula).map(change).join('')
}

/** The formula after cells moved; `home` is the sheet it stands on. References to what is gone become #REF!. */
export function shiftFormula(formula: string, home: string, shift: Shift): string {
  return rewritten(formula, token => {
    if (token.kind !== 'reference' || !same(token.reference.sheet ?? home, shift.sheet)) return token.text
    const { reference } = token
    const before = referenceBlock(reference)
    const after = shiftedBlock(before, shift)
    if (after === before) return token.text
    if (!after) return prefixed(reference.sheet, '#REF!')
    return referenceText({
      ...reference,
      from: { ...reference.from, row: after.row, column: after.column },
      to: { ...reference.to, row: after.row + after.height - 1, column: after.column + after.width - 1 },
    })
  })
}

/** The formula as if copied `rows` down and `columns` to the right: relative references move along. */
export function copyFormula(formula: string, rows: number, columns: number): string {
  const moved = (corner: Corner): Corner => ({
    ...corner,
    row: corner.row + (corner.rowFixed ? 0 : rows),
    column: corner.column + (corner.columnFixed ? 0 : columns),
  })
  return rewritten(formula, token => {
    if (token.kind !== 'reference') return token.text
    const reference: Reference = {
      ...token.reference,
      from: moved(token.reference.from),
      to: moved(token.reference.to),
    }
    const outside = [reference.from, reference.to].some(
      ({ row, column }) => row < 0 || column < 0 || row >= MAX_ROWS || column >= MAX_COLUMNS,
    )
    return outside ? prefixed(reference.sheet, '#REF!') : referenceText(reference)
  })
}

export function renameSheetIn(formula: string, from: string, to: string): string {
  return rewritten(formula, token => {
    if (token.kind === 'reference' && token.reference.sheet !== null && same(token.reference.sheet, from))
      return referenceText({ ...token.reference, sheet: to })
    if (token.kind === 'name' && token.sheet !== null && same(token.sheet, from))
      return `${quotedSheetName(to)}!${token.name}`
    return token.text
  })
}

/** References to a sheet that is gone become #REF!. */
export function dropSheetIn(formula: string, sheet: string): string {
  return rewritten(formula, token =>
    token.kind === 'reference' && token.reference.sheet !== null && same(token.reference.sheet, sheet)
      ? '#REF!'
      : token.text,
  )
}

export function renameTableIn(formula: string, from: string, to: string): string {
  return rewritten(formula, token => {
    if (token.kind === 'structured' && token.table !== null && same(token.table, from)) return `${to}[${token.inner}]`
    return token.kind === 'name' && token.sheet === null && same(token.name, from) ? to : token.text
  })
}

/** The heading of a column changed; `around`: the formula stands inside the table, where its name is left out. */
export function renameColumnIn(formula: string, table: string, around: boolean, from: string, to: string): string {
  return rewritten(formula, token => {
    if (token.kind !== 'structured') return token.text
    if (token.table === null ? !around : !same(token.table, table)) return token.text
    return `${token.table ?? ''}[${renamedInner(token.inner, from, to)}]`
  })
}

function renamedInner(inner: string, from: string, to: string): string {
  const [escapedFrom, escapedTo] = [escapeColumn(from), escapeColumn(to)]
  if (same(inner, escapedFrom)) return escapedTo
  if (inner.startsWith('@') && same(inner.slice(1), escapedFrom))
    return /[^\w\u0080-\uffff]/.test(to) ? `@[${escapedTo}]` : `@${escapedTo}`
  return inner.replace(/\[((?:[^[\]']|'.)+)\]/g, (whole, name: string) =>
    same(name, escapedFrom) ? `[${escapedTo}]` : whole,
  )
}

/** As it stands in brackets: Excel escapes these characters by an apostrophe. */
export const escapeColumn = (name: string): string => name.replace(/['[\]#@]/g, "'$&")

const prefixed = (sheet: string | null, text: string): string =>
  sheet === null ? text : `${quotedSheetName(sheet)}!${text}`
