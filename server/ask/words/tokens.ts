import { monthOfWord } from '../periods/period-words.ts'
import { contractions } from './contractions.ts'
import { fold } from './fold.ts'
import type { Token, WrittenNumber } from './token.ts'

const SYMBOLS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  '₩': 'KRW',
  '₽': 'RUB',
}
/** A number with what stands at it, a date, a word with inner marks, or a sign. Sticky and without nested repetition. */
const PIECE =
  /(?<short>'\d\d(?![\d\p{L}]))|(?<date>\d{4}-\d{2}(?:-\d{2})?(?!\d)|[1-4][qh]'?(?:20)?\d\d(?![\d\p{L}]))|(?<number>(?:[$€£¥₹₩₽] ?)?\d+(?:[.,]\d+)*(?:\.\d+)?(?: ?(?:%|[€£](?!\d)))?(?:[a-z]{1,3}(?![\p{L}\p{N}]))?)|(?<word>[\p{L}\p{N}\p{M}]+(?:['&][\p{L}\p{N}\p{M}]+)*)|(?<sign><=|>=|==|[<>=$€£¥₹₩₽%&+/,;:?!."()-])/giuy

/** The words, numbers and signs of a cleaned question, contractions written out. */
export function tokens(question: string): Token[] {
  const found: Token[] = []
  let quoted = false
  PIECE.lastIndex = 0
  for (let at = 0; at < question.length; ) {
    PIECE.lastIndex = at
    const match = PIECE.exec(question)
    if (!match) {
      at += question.codePointAt(at)! > 0xffff ? 2 : 1
      continue
    }
    const text = match[0]
    if (match.groups?.sign === '"') quoted = !quoted
    else found.push(...piece(text, at, match.groups ?? {}, quoted))
    at += text.length
  }
  return withoutSigns(found)
}

function piece(text: string, from: number, groups: Record<string, string | undefined>, quoted: boolean): Token[] {
  const shared = { from, to: from + text.length, quoted, possessive: false, capital: /^\p{Lu}/u.test(text) }
  if (groups.date || groups.short) return [{ ...shared, raw: text, text: fold(text), number: null }]
  if (groups.number) {
    const number = writtenNumber(text)
    const split = number ? null : /^([$\d.,]+)([a-z]{1,3})$/i.exec(text)
    if (!split || /^(?:st|nd|rd|th)$/i.test(split[2]!)) return [{ ...shared, raw: text, text: fold(text), number }]
    // "20hrs" is a number and its unit.
    const [, digits = '', unit = ''] = split
    return [
      { ...shared, raw: digits, text: digits, number: writtenNumber(digits) },
      { ...shared, raw: unit, text: fold(unit), number: null },
    ]
  }
  if (groups.sign) return [{ ...shared, raw: text, text, number: null }]
  const folded = fold(text)
  const words = contractions.get(folded)
  if (words) return words.map(word => ({ ...shared, raw: word, text: word, number: null, capital: false }))
  if (folded.endsWith("'s") && folded.length > 3)
    return [{ ...shared, raw: text.slice(0, -2), text: folded.slice(0, -2), number: null, possessive: true }]
  return [{ ...shared, raw: text, text: folded, number: null }]
}

const SCALES: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, mm: 1e6, mio: 1e6, bn: 1e9 }

/** "$20k" is 20,000 of money, "20%" 20 of percent; null for what only begins like a number ("3rd"). */
function writtenNumber(text: string): WrittenNumber | null {
  const match = /^([$€£¥₹₩₽])? ?([\d.,]+?)[.,]? ?(%|€|£)?([a-z]{1,3})?$/i.exec(text)
  if (!match) return null
  const [, before, digits = '', after, letters = ''] = match
  const scale = SCALES[letters.toLowerCase()]
  if (scale === undefined) return null
  const value = plainNumber(digits)
  if (value === null) return null
  const symbol = before ?? (after === '%' ? undefined : after)
  return {
    value: value * scale,
    unit: after === '%' ? 'PERCENT' : symbol ? 'MONEY' : null,
    currency: symbol ? (SYMBOLS[symbol] ?? null) : null,
    plain: /^\d+$/.test(text),
  }
}

/** "1,234.5" is 1234.5, "1,234" 1234, "12.5" 12.5; null where the marks fit no number. */
function plainNumber(digits: string): number | null {
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(digits)) return Number(digits.replaceAll(',', ''))
  return /^\d+(?:\.\d+)?$/.test(digits) ? Number(digits) : null
}

const isDateLike = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.number !== null || /^\d/.test(token.text) || /^[qh][1-4]|^fy/.test(token.text) || monthOfWord.has(token.text))

const COUNTED =
  /^(?:tech|technician|engineer|employee|person|head|staff|member|team|client|customer|account|project|vendor|product|invoice|day|week|month|quarter|year|mo|qtr|yr|wk)s?$/

/** "hrs/tech", "$/hour" are rates, "clients/vendors" and "hours/revenue" lists. */
const isRate = (before: Token | undefined, after: Token | undefined): boolean =>
  after !== undefined &&
  (/^(?:h|hr|hrs|hour|seat|user)$/.test(after.text) || (COUNTED.test(after.text) && !COUNTED.test(before?.text ?? '')))

/** Signs that say something stay: commas between things, "and", comparisons, and dashes and slashes of dates and ranges. */
function withoutSigns(found: readonly Token[]): Token[] {
  const kept: Token[] = []
  for (const [index, token] of found.entries()) {
    const [before, after] = [kept.at(-1), found[index + 1]]
    if (token.text === '&' || token.text === '+') kept.push({ ...token, text: 'and' })
    else if (token.text === ';') kept.push({ ...token, text: ',' })
    else if (token.text === '-' || token.text === '/') {
      const joined = isDateLike(before) && isDateLike(after)
      const negative = token.text === '-' && after?.number && !joined && token.to === after.from
      if (joined) kept.push(token)
      else if (token.text === '/') kept.push({ ...token, text: isRate(before, after) ? 'per' : 'and' })
      else if (negative) kept.push({ ...token, text: 'minus' })
    } else if (!/^[.:?!()]$/.test(token.text)) kept.push(token)
  }
  return kept
}
