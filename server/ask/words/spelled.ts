import { lastWords, monthOfWord, nextWords, thisWords, unitOfWord } from '../periods/period-words.ts'
import { isEnglish } from './dictionary.ts'
import { NearWords } from './near-words.ts'
import { numberWords } from './number-words.ts'
import type { Token } from './token.ts'

/** The words that a question can be made of, besides plain English. */
export interface Vocabulary {
  /** Whether the word is one of the lexicon's or of a name. */
  readonly knows: (word: string) => boolean
  readonly near: NearWords
  /** Whether a word makes a phrase with its neighbours in the question: "waste" in "license wate", "month" in "last mnth". */
  readonly goesWith?: (word: string, tokens: readonly Token[], at: number) => boolean
}

/** Words of a question that are looked up at most; more are not a question with typing errors. */
const MAX_MISSPELT = 6

const periodWords = [
  ...monthOfWord.keys(),
  ...unitOfWord.keys(),
  ...numberWords.keys(),
  'yesterday',
  'today',
  'quarter',
  'trailing',
  'rolling',
  'recently',
  'since',
  'until',
  'fiscal',
]
const timesBefore = new Set([...lastWords, ...thisWords, ...nextWords, 'per', 'each', 'every', 'by'])
const knownToPeriods = new Set([...periodWords, 'ytd', 'mtd', 'qtd', 'wtd', 'ttm', 'ltm', 'fytd', 'onward', 'onwards'])

export function vocabulary(
  words: Iterable<string>,
  knows: (word: string) => boolean,
  isPhrase: (words: readonly string[]) => boolean = () => false,
): Vocabulary {
  const own = [...words]
  return {
    goesWith: (word, tokens, at) => {
      const [before, after] = [tokens[at - 1]?.text, tokens[at + 1]?.text]
      if (before !== undefined && timesBefore.has(before) && unitOfWord.has(word)) return true
      return (before !== undefined && isPhrase([before, word])) || (after !== undefined && isPhrase([word, after]))
    },
    knows: word => knownToPeriods.has(word) || knows(word),
    near: new NearWords([...own, ...periodWords.filter(word => word.length > 3)]),
  }
}

/**
 * The tokens with misspelt words put right: words that are neither known nor English, and have one nearest known word at
 * one letter's distance (two, for eight letters and more). Everything else stays as it is.
 */
export function spelled(tokens: readonly Token[], { knows, near, goesWith = () => false }: Vocabulary): Token[] {
  let tries = 0
  return tokens.map((token, at) => {
    const { text } = token
    if (token.number || token.quoted || text.length < 4 || !/^[\p{L}']+$/u.test(text) || knows(text)) return token
    const plain = text.replaceAll("'", '')
    if (knows(plain) || ++tries > MAX_MISSPELT || isEnglish(token.raw) || isEnglish(text)) return token
    const one = near.nearest(plain, plain.length >= 8 ? 2 : 1)
    if (one.words.length === 0) return token
    const fits = one.words.length === 1 ? one.words : one.words.filter(word => goesWith(word, tokens, at))
    const close = fits.length === 1 ? fits : sameStart(plain, fits.length > 0 ? fits : one.words)
    const [word] = close
    return word !== undefined && close.length === 1 ? { ...token, text: word, corrected: token.raw } : token
  })
}

/** Of several nearest words those that begin and end like the misspelt one, as people rarely miss these letters. */
function sameStart(word: string, near: readonly string[]): readonly string[] {
  const start = near.filter(other => other[0] === word[0])
  const both = start.filter(other => other.at(-1) === word.at(-1))
  // Short forms ("mth") are rarely what was missed.
  const long = start.filter(other => other.length >= word.length)
  return both.length === 1 ? both : long.length === 1 ? long : start
}
