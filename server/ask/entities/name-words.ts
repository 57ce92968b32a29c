import { cleaned } from '../words/cleaned.ts'
import { tokens } from '../words/tokens.ts'

const legalForms = new Set(
  'inc incorporated corp corporation co company ltd limited llc llp lp plc gmbh ag sa bv nv pty pllc pc the srl spa oy ab as kg'.split(
    ' ',
  ),
)
/** Words that many names share: alone they name nobody. */
const commonWords = new Set(
  'group partners partner services service solutions associates association center centers company systems technologies technology consulting management enterprises holdings international global national american united first general and of the for & agency office offices industries network trust foundation society club council department team pro business standard premium plus basic enterprise essentials cloud online software license plan user monthly annual edition new north south east west city county'.split(
    ' ',
  ),
)

/** How words of names and of questions are compared: without apostrophes. */
export const nameWord = (word: string): string => word.replaceAll("'", '')

/** The words of a name. */
export const nameWords = (name: string): string[] =>
  tokens(cleaned(name))
    .map(token => nameWord(token.text) + (token.possessive ? 's' : ''))
    .filter(word => /[\p{L}\p{N}]/u.test(word))

/** The words without legal forms ("Inc", "The"); all of them where nothing would be left. */
export function coreWords(words: readonly string[]): readonly string[] {
  const core = words.filter(word => !legalForms.has(word))
  return core.length === 0 ? words : core
}

export const isCommonWord = (word: string): boolean => commonWords.has(word) || legalForms.has(word)
