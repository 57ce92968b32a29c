import { columnNumber } from '../address.ts'

/** A piece of a formula. The texts of all tokens, joined, are the formula. */
export type Token =
  | { readonly kind: 'reference'; readonly text: string; readonly reference: Reference }
  /** `Sales[Revenue]`, `[@Revenue]`: the table (null: the one around) and what stands in the outer brackets. */
  | { readonly kind: 'structured'; readonly text: string; readonly table: string | null; readonly inner: string }
  | { readonly kind: 'name'; readonly text: string; readonly sheet: string | null; readonly name: string }
  | { readonly kind: 'function'; readonly text: string }
  | { readonly kind: 'other'; readonly text: string }

export interface Reference {
  /** null: the sheet of the formula. */
  readonly sheet: string | null
  readonly from: Corner
  readonly to: Corner
  readonly kind: 'cell' | 'range' | 'columns' | 'rows'
}

export interface Corner {
  readonly row: number
  readonly column: number
  readonly rowFixed: boolean
  readonly columnFixed: boolean
}

const sheetPrefix = /(?:'((?:[^']|'')+)'|([A-Za-z_\u0080-\uffff][\w.\u0080-\uffff]*))!/y
const text = /"(?:[^"]|"")*"?/y
const error = /#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)/y
const cells =
  /(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})(?::(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7}))?(?![A-Za-z0-9_.([\u0080-\uffff])/y
const columns = /(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})(?![A-Za-z0-9_.([\u0080-\uffff])/y
const rows = /(\$?)(\d{1,7}):(\$?)(\d{1,7})(?![A-Za-z0-9_.(])/y
const word = /[A-Za-z_\\\u0080-\uffff][\w.\\?\u0080-\uffff]*/y
const number = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y

const known = new Map<string, readonly Token[]>()

/** Splits a formula ("=…") into tokens; whatever is not understood stays as it is. */
export function tokensOf(formula: string): readonly Token[] {
  let tokens = known.get(formula)
  if (!tokens) {
    tokens = split(formula)
    if (known.size > 50_000) known.clear()
    known.set(formula, tokens)
  }
  return tokens
}

function split(formula: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < formula.length) {
    const token = tokenAt(formula, at)
    tokens.push(token)
    at += token.text.length
  }
  return tokens
}

function tokenAt(formula: string, at: number): Token {
  const plain = match(text, formula, at) ?? match(error, formula, at)
  if (plain) return { kind: 'other', text: plain[0] }
  const prefix = match(sheetPrefix, formula, at)
  if (prefix) {
    const sheet = prefix[1]?.replaceAll("''", "'") ?? prefix[2] ?? ''
    const start = at + prefix[0].length
    const found = referenceAt(formula, start)
    if (found) return { ...found, text: prefix[0] + found.text, reference: { ...found.reference, sheet } }
    const name = match(word, formula, start)
    if (name) return { kind: 'name', text: prefix[0] + name[0], sheet, name: name[0] }
    const broken = match(error, formula, start)
    return { kind: 'other', text: prefix[0] + (broken?.[0] ?? '') }
  }
  return referenceAt(formula, at) ?? wordAt(formula, at) ?? { kind: 'other', text: otherAt(formula, at) }
}

function wordAt(formula: string, at: number): Token | null {
  const found = match(word, formula, at)?.[0] ?? ''
  const after = at + found.length
  if (formula[after] === '[') {
    const inner = bracketed(formula, after)
    if (inner !== null) {
      const whole = `${found}[${inner}]`
      return { kind: 'structured', text: whole, table: found === '' ? null : found, inner }
    }
  }
  if (found === '') return null
  if (formula[after] === '(') return { kind: 'function', text: found }
  if (/^(?:true|false)$/i.test(found)) return { kind: 'other', text: found }
  return { kind: 'name', text: found, sheet: null, name: found }
}

/** What stands between the bracket at `start` and the one that closes it; null: none does. An apostrophe escapes. */
function bracketed(formula: string, start: number): string | null {
  let depth = 0
  for (let at = start; at < formula.length; at++) {
    if (formula[at] === "'") at++
    else if (formula[at] === '[') depth++
    else if (formula[at] === ']' && --depth === 0) return formula.slice(start + 1, at)
  }
  return null
}

const otherAt = (formula: string, at: number): string => match(number, formula, at)?.[0] ?? formula.charAt(at)

function referenceAt(formula: string, at: number): (Token & { kind: 'reference' }) | null {
  const block = match(cells, formula, at)
  if (block) {
    const [whole, c1f, c1 = '', r1f, r1, c2f, c2, r2f, r2] = block
    const from = corner(Number(r1) - 1, columnNumber(c1), r1f, c1f)
    const single = c2 === undefined
    const to = single ? from : corner(Number(r2) - 1, columnNumber(c2), r2f, c2f)
    if ([from, to].some(({ row, column }) => row < 0 || row >= 1_048_576 || column >= 16_384)) return null
    return reference(whole, from, to, single ? 'cell' : 'range')
  }
  const wide = match(columns, formula, at)
  if (wide) {
    const [whole, c1f, c1 = '', c2f, c2 = ''] = wide
    return reference(
      whole,
      corner(0, columnNumber(c1), '$', c1f),
      corner(1_048_575, columnNumber(c2), '$', c2f),
      'columns',
    )
  }
  const tall = match(rows, formula, at)
  if (!tall) return null
  const [whole, r1f, r1, r2f, r2] = tall
  return reference(whole, corner(Number(r1) - 1, 0, r1f, '$'), corner(Number(r2) - 1, 16_383, r2f, '$'), 'rows')
}

const corner = (row: number, column: number, rowFixed?: string, columnFixed?: string): Corner => ({
  row,
  column,
  rowFixed: rowFixed === '$',
  columnFixed: columnFixed === '$',
})

const reference = (
  whole: string,
  from: Corner,
  to: Corner,
  kind: Reference['kind'],
): Token & { kind: 'reference' } => ({ kind: 'reference', text: whole, reference: { sheet: null, from, to, kind } })

function match(pattern: RegExp, formula: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(formula)
}
