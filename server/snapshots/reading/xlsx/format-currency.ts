import { currenciesOfSymbol } from '../../../datasets/currency.ts'

/**
 * The currency that a number format writes beside a number: "€" of `#,##0.00 [$€-407]`, "$" of `_("$"* #,##0.00_)`.
 * Null where it writes none. The formats that every workbook has without declaring them show the reader's own currency,
 * and say nothing.
 */
export function formatCurrency(code: string): string | null {
  const section = code.split(';')[0] ?? ''
  const bracketed = /\[\$([^\]-]+)(?:-[^\]]*)?\]/.exec(section)?.[1]
  const literals = section.replace(/\[[^\]]*\]|_.|\*./g, '').match(/"[^"]*"|\\.|\p{Sc}/gu) ?? []
  const written = bracketed ?? literals.map(literal => literal.replace(/^"|"$|^\\/g, '')).join('')
  const symbol = written.trim()
  return symbol !== '' && currenciesOfSymbol(symbol, '') !== null ? symbol : null
}
