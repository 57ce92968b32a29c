import { brokenWorkbook } from './broken-workbook.ts'

/** Names come without their namespace prefix. */
export interface XmlHandler {
  /** `tag`: all between the brackets, to be asked for attributes. An empty element is opened and closed. */
  open(name: string, tag: string): void
  close(name: string): void
  /** Text as it stands in the file: pass it through `xmlText` where it is used, unless it is literal (CDATA). */
  text(raw: string, literal: boolean): void
}

/** Longest tag or text that is held: a spreadsheet's cell has at most 32,767 characters. */
const MAX_TOKEN = 4 * 1024 * 1024

const localName = (tag: string): string => {
  let end = 0
  let start = 0
  for (; end < tag.length; end++) {
    const code = tag.charCodeAt(end)
    if (code === 58) start = end + 1
    else if (code <= 32 || code === 47) break
  }
  return tag.slice(start, end)
}

/** Where a tag ends: at the first ">" that is not inside quotes; −1: not yet. */
function tagEnd(text: string, from: number): number {
  let quote = 0
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === 34 || code === 39) quote = code
    else if (code === 62) return at
  }
  return -1
}

/**
 * Reads XML as it streams in, for parts of workbooks: elements, text, CDATA. A document type is refused, so that no
 * entity can be declared; comments and instructions are skipped. It does not check that tags match.
 */
export class XmlScanner {
  readonly #handler: XmlHandler
  #held = ''

  constructor(handler: XmlHandler) {
    this.#handler = handler
  }

  write(chunk: string): void {
    const text = this.#held === '' ? chunk : this.#held + chunk
    let at = 0
    for (;;) {
      const open = text.indexOf('<', at)
      if (open < 0) break
      if (open > at) this.#handler.text(text.slice(at, open), false)
      at = open
      const next = this.#markup(text, open)
      if (next < 0) break
      at = next
    }
    this.#held = at === 0 ? text : text.slice(at)
    if (this.#held.length > MAX_TOKEN) throw brokenWorkbook('a cell is larger than a spreadsheet can hold')
  }

  end(): void {
    if (this.#held.trim() !== '') throw brokenWorkbook('a part is cut off')
  }

  /** Handles the markup that begins at `open`, and gives the place after it; −1: it is not complete yet. */
  #markup(text: string, open: number): number {
    const second = text.charCodeAt(open + 1)
    if (second === 33 || second === 63) return this.#special(text, open, second)
    const close = second === 47 ? text.indexOf('>', open) : tagEnd(text, open + 1)
    if (close < 0) return -1
    if (second === 47) {
      this.#handler.close(localName(text.slice(open + 2, close)))
      return close + 1
    }
    const empty = text.charCodeAt(close - 1) === 47
    const tag = text.slice(open + 1, empty ? close - 1 : close)
    const name = localName(tag)
    this.#handler.open(name, tag)
    if (empty) this.#handler.close(name)
    return close + 1
  }

  /** Comments, CDATA, instructions. */
  #special(text: string, open: number, second: number): number {
    const start = text.slice(open, open + 9)
    const kinds: readonly [string, string][] = [
      ['<?', '?>'],
      ['<!--', '-->'],
      ['<![CDATA[', ']]>'],
    ]
    for (const [begin, finish] of kinds) {
      if (!start.startsWith(begin)) continue
      const end = text.indexOf(finish, open + begin.length)
      if (end >= 0 && second === 33 && begin.length > 4) this.#handler.text(text.slice(open + begin.length, end), true)
      return end < 0 ? -1 : end + finish.length
    }
    if (start.length < 9) return -1
    throw brokenWorkbook('it declares a document type, which no workbook does')
  }
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Text of XML with its five named and its numeric entities replaced. */
export function xmlText(raw: string): string {
  if (!raw.includes('&')) return raw
  return raw.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (entity, hex, decimal, name) => {
    if (name !== undefined) return NAMED[name] ?? entity
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : entity
  })
}

/**
 * All attributes of a tag, by name without prefix. A name is tried from its first character only: from each of them,
 * a tag of a few megabytes without any "=" would take hours.
 */
export function attributes(tag: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [, name = '', double, single] of tag.matchAll(/(?<![^\s=/"'])([^\s=/"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    found.set(name.slice(name.indexOf(':') + 1), xmlText(double ?? single ?? ''))
  return found
}

/** One attribute of a tag whose values hold no free text, fast; `key` is the name with a space before and = behind. */
export function attribute(tag: string, key: ` ${string}=`): string | undefined {
  const at = tag.indexOf(key)
  if (at < 0) return /[\t\r\n]|\s=|=\s/.test(tag) ? attributes(tag).get(key.slice(1, -1)) : undefined
  const quote = at + key.length
  const end = tag.indexOf(tag[quote] === "'" ? "'" : '"', quote + 1)
  return end < 0 ? undefined : tag.slice(quote + 1, end)
}
