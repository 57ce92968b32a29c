/** No text in JSON has it: it is written as an escape there. */
const MARK = '\u0000'

/**
 * Lists of an answer that are JSON as bytes already. Each stands in the text of the answer by a mark, and takes its place
 * when all of it is made bytes: a table of 2.8 MB is not made a text, counted and made bytes again on its way.
 */
export class LongLists {
  readonly #lists: Uint8Array[] = []

  /** What stands in the text for a list. */
  add(list: Uint8Array): string {
    return `${MARK}${this.#lists.push(list) - 1}${MARK}`
  }

  /** JSON with its lists, as bytes where there are any. Lists that no mark is left of are not in it. */
  within(text: string): string | Buffer {
    if (this.#lists.length === 0) return text
    // Between two marks stands which list it is: every other part does.
    const parts = text.split(MARK).map((part, at) => (at % 2 === 0 ? Buffer.from(part) : this.#lists[Number(part)]!))
    return Buffer.concat(parts)
  }
}
