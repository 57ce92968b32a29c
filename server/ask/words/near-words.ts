import { editDistance } from './edit-distance.ts'

/** Which letters a word has, as bits: a quick bound on how far two words are apart. */
function letters(word: string): number {
  let bits = 0
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) % 31)
  return bits
}

function ones(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++
  return count
}

/** A vocabulary in which the words closest to a misspelt one are found. */
export class NearWords {
  readonly #byLength = new Map<number, { word: string; letters: number }[]>()

  constructor(words: Iterable<string>) {
    for (const word of new Set(words)) {
      if (word.length < 3 || !/^\p{L}+$/u.test(word)) continue
      const same = this.#byLength.get(word.length)
      const item = { word, letters: letters(word) }
      if (same) same.push(item)
      else this.#byLength.set(word.length, [item])
    }
  }

  /** The words at the least distance, none where that is more than `most`. */
  nearest(word: string, most: number): { distance: number; words: readonly string[] } {
    const bits = letters(word)
    let distance = most
    let found: string[] = []
    for (let length = word.length - most; length <= word.length + most; length++) {
      for (const item of this.#byLength.get(length) ?? []) {
        if (ones(bits ^ item.letters) > 2 * distance) continue
        const apart = editDistance(word, item.word, distance)
        if (apart > distance) continue
        if (apart < distance) {
          distance = apart
          found = []
        }
        found.push(item.word)
      }
    }
    return { distance, words: found }
  }
}
