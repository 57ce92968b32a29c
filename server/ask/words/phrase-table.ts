import { singular } from './fold.ts'

interface Node<T> {
  readonly next: Map<string, Node<T>>
  /** What follows up to three words that say nothing. */
  gap: Node<T> | null
  found: T | null
}

/** A longest match: how many words it takes and what it means. */
export interface PhraseMatch<T> {
  readonly length: number
  readonly found: T
}

const MAX_GAP = 3
const gapWords = new Set(
  'the our their all is are was were that which we do did being be get gets got of its a an these those my any actually really still even just each total us'.split(
    ' ',
  ),
)
/** Stands in a list of words for a name that was recognised there; gaps may skip it. */
export const NAME = '\u0000'

const newNode = <T>(): Node<T> => ({ next: new Map(), gap: null, found: null })

/**
 * Phrases of words, found by their longest match from a place on. Words match as they are, else in the singular; "_" in
 * a phrase is a gap: up to three words that say nothing ("share of _ seats" meets "share of all the seats").
 */
export class PhraseTable<T> {
  readonly #root: Node<T> = newNode()
  readonly words = new Set<string>()

  add(phrase: readonly string[], found: T): void {
    let node = this.#root
    for (const word of phrase) {
      if (word === '_') {
        node.gap ??= newNode()
        node = node.gap
        continue
      }
      this.words.add(word)
      let next = node.next.get(word)
      if (!next) {
        next = newNode()
        node.next.set(word, next)
      }
      node = next
    }
    node.found = found
  }

  longest(words: readonly string[], at: number): PhraseMatch<T> | null {
    return longestFrom(this.#root, words, at, at)
  }

  knows(word: string): boolean {
    return this.words.has(word) || this.words.has(singular(word))
  }
}

function longestFrom<T>(node: Node<T>, words: readonly string[], start: number, at: number): PhraseMatch<T> | null {
  let best: PhraseMatch<T> | null = node.found && at > start ? { length: at - start, found: node.found } : null
  const better = (match: PhraseMatch<T> | null) => {
    if (match && match.length > (best?.length ?? 0)) best = match
  }
  const word = words[at]
  if (word === undefined) return best
  const exact = node.next.get(word)
  if (exact) better(longestFrom(exact, words, start, at + 1))
  const one = singular(word)
  const plain = one === word ? undefined : node.next.get(one)
  if (plain) better(longestFrom(plain, words, start, at + 1))
  for (let skipped = 0; node.gap && skipped <= MAX_GAP; skipped++) {
    better(longestFrom(node.gap, words, start, at + skipped))
    const next = words[at + skipped]
    if (next === undefined || !(gapWords.has(next) || next === NAME)) break
  }
  return best
}
