import type { PeriodSetting } from '../../metrics/periods/resolve-period.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import { periodAt } from '../periods/period-at.ts'
import { lastWords, monthOfWord, nextWords, quietWords, thisWords, unitOfWord } from '../periods/period-words.ts'
import { singular } from '../words/fold.ts'
import type { Token } from '../words/token.ts'
import type { EntityIndex, Mention } from './entity-index.ts'
import { nameWord } from './name-words.ts'

/** Names found in a question: the words they take and what they may be. */
export interface LinkedName {
  readonly from: number
  readonly to: number
  readonly mentions: readonly Mention[]
}

interface LinkSetting {
  readonly lexicon: Lexicon
  readonly index: EntityIndex
  readonly periods: PeriodSetting
}

/** Names that are written in full, without their legal form, or as their nickname. */
export function linkedNames(tokens: readonly Token[], setting: LinkSetting): LinkedName[] {
  const words = tokens.map(token => nameWord(token.text))
  const withEndings = tokens.map(token => (token.possessive ? `${nameWord(token.text)}s` : nameWord(token.text)))
  const found: LinkedName[] = []
  for (let at = 0; at < words.length; at++) {
    const match = setting.index.exactAt(words, at) ?? setting.index.exactAt(withEndings, at)
    if (!match || !isMeant(tokens, at, match.length, match.mentions, setting)) continue
    const longer = extended(tokens, words, at, match.length, setting)
    found.push(longer ?? { from: at, to: at + match.length, mentions: match.mentions })
    at = found.at(-1)!.to - 1
  }
  return found
}

/** "Microsoft 365": the words of a name ("Microsoft") begin a longer one, and nothing else explains the next word. */
function extended(
  tokens: readonly Token[],
  words: readonly string[],
  at: number,
  length: number,
  { index, lexicon, periods }: LinkSetting,
): LinkedName | null {
  const plain = tokens.map(token => token.text)
  let best: LinkedName | null = null
  for (let to = at + length + 1; to <= Math.min(words.length, at + 8); to++) {
    if (lexicon.phrases.longest(plain, to - 1) || periodAt(plain, to - 1, periods)) break
    const mentions = index.partial(words.slice(at, to))
    if (mentions.length === 0) break
    best = { from: at, to, mentions: nearest(mentions) }
  }
  return best
}

const prepositions = new Set(['for', 'of', 'from', 'at', 'with', 'on'])
const kindWords: Readonly<Record<string, readonly string[]>> = {
  CLIENT: ['client', 'customer', 'account'],
  TEAM: ['team', 'department', 'group', 'squad'],
  SERVICE_LINE: ['service', 'line', 'revenue'],
  WORK_TYPE: ['work', 'hour', 'time', 'hr', 'task', 'ticket', 'labor'],
  PROJECT: ['project'],
  PRODUCT: ['license', 'seat', 'subscription', 'product'],
  VENDOR: ['vendor', 'license', 'supplier'],
  INDUSTRY: ['client', 'customer', 'industry', 'sector', 'account', 'vertical', 'company'],
  STAFF: [],
}

/**
 * Whether words that are somebody's name are meant as it. A name of several words that say nothing else is; one that
 * reads as a period or a phrase of the lexicon ("Total", "Last Month") only where the question shows it: its legal form,
 * quotes, a possessive, a capital letter inside the sentence, the kind of thing beside it, or a preposition before and
 * nothing after that it could go with.
 */
function isMeant(
  tokens: readonly Token[],
  at: number,
  length: number,
  mentions: readonly Mention[],
  { lexicon, periods }: LinkSetting,
): boolean {
  const words = tokens.map(token => token.text)
  const end = at + length
  const phrase = lexicon.phrases.longest(words, at)?.length ?? 0
  const period = periodAt(words, at, periods)?.length ?? 0
  const read = Math.max(phrase, period)
  const full = mentions.some(({ kind }) => kind === 'FULL')
  if (read === 0) return true
  if (length > 1 && full && read < length) return true
  if (length > 1 && read < length && !allInLexicon(words.slice(at, end), lexicon)) return true
  if (read > length) return false
  const own = tokens.slice(at, end)
  if (own.every(token => token.quoted)) return true
  if (at > 0 && own.every(token => token.capital)) return !tokens.every(token => token.capital || token.number)
  if (own.at(-1)!.possessive && own[0]!.capital) return true
  const [before, after] = [tokens[at - 1], tokens[end]]
  const isNoun = (lexicon.phrases.longest(words, at)?.found.dimensions.length ?? 0) > 0
  const kinds = mentions.flatMap(({ entity }) => kindWords[entity.dimension] ?? [])
  if (
    after &&
    kinds.includes(singular(after.text)) &&
    !['which', 'per', 'by', 'each', 'what'].includes(before?.text ?? '')
  )
    return true
  if (length > 1 && read < length) return true
  return (
    !isNoun &&
    period < length &&
    prepositions.has(before?.text ?? '') &&
    (after === undefined || after.text === ',' || periodAt(words, end, periods) !== null || isIn(words, end, periods))
  )
}

const isIn = (words: readonly string[], at: number, periods: PeriodSetting): boolean =>
  ['in', 'for', 'during'].includes(words[at] ?? '') && periodAt(words, at + 1, periods) !== null

const allInLexicon = (words: readonly string[], lexicon: Lexicon): boolean =>
  words.every(word => lexicon.phrases.knows(word))

/** Words of times, which alone name nobody. */
const timeWords = new Set([
  ...thisWords,
  ...lastWords,
  ...nextWords,
  ...quietWords,
  ...monthOfWord.keys(),
  ...unitOfWord.keys(),
])

/**
 * A part of a name around a word that nothing else explains: the longest run of words, this one in it, that names hold
 * in a row. Null where no name has the word, or it is one that many names share.
 */
export function partialName(
  tokens: readonly Token[],
  at: number,
  isFree: (at: number) => boolean,
  index: EntityIndex,
): LinkedName | null {
  const words = tokens.map(token => nameWord(token.text))
  if (timeWords.has(words[at]!)) return null
  let best: LinkedName | null = null
  for (let from = at; from >= Math.max(0, at - 3) && (from === at || isFree(from)); from--) {
    for (let to = at + 1; to <= Math.min(words.length, from + 8) && (to === at + 1 || isFree(to - 1)); to++) {
      const run = words.slice(from, to)
      if (run.at(-1) === 'and' || run[0] === 'and' || run[0] === 'the' || run[0] === 'of') continue
      const mentions = index.partial(run)
      if (mentions.length === 0) {
        if (to > at + 1) break
        continue
      }
      if (run.length === 1 && index.isCommon(run[0]!)) continue
      if (to - from > (best ? best.to - best.from : 0)) best = { from, to, mentions: nearest(mentions) }
    }
  }
  return best
}

/** Names that begin with the words before names that hold them elsewhere, one dimension at a time. */
function nearest(mentions: readonly Mention[]): readonly Mention[] {
  const byDimension = Map.groupBy(mentions, ({ entity }) => entity.dimension)
  return [...byDimension.values()].flatMap(same => {
    const prefixes = same.filter(({ kind }) => kind === 'PREFIX')
    return prefixes.length > 0 ? prefixes : same
  })
}
