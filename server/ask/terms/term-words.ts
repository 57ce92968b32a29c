import { BadInput } from '../../errors.ts'
import { nameWords } from '../entities/name-words.ts'
import { cleaned, isMixedScript } from '../words/cleaned.ts'
import { tokens } from '../words/tokens.ts'
import type { AskTermKind } from './ask-term.ts'

/** Fewest and most characters (code points) of a word, and most words of a phrase. */
export const TERM_LENGTH = { least: 2, most: 60, words: 6 } as const

/** The words of a term as the passes over questions meet them: metrics by their tokens, names without apostrophes. */
export const termWords = (kind: AskTermKind, term: string): string[] =>
  kind === 'METRIC' ? tokens(cleaned(term)).map(token => token.text) : nameWords(term)

/** The form in which terms are compared, whatever they stand for. */
export const normalTerm = (term: string): string => nameWords(term).join(' ')

/**
 * A term as it is kept: compatible forms plain, spaces collapsed. Throws BadInput (INVALID_TERM) for what could not be
 * read back from a question: control and invisible characters, mixed alphabets, signs, too few or too many characters.
 */
export function checkedTerm(written: string): string {
  const refused = (found: string) => new BadInput(`Proposing a term: ${found}`, 'INVALID_TERM')
  // Counted first: the length decides what the rest costs.
  if (written.length > 4 * TERM_LENGTH.most) throw refused(`it is longer than ${TERM_LENGTH.most} characters`)
  if (/[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/u.test(written))
    throw refused('it holds control or invisible characters; type it anew')
  const term = cleaned(written).replaceAll(/\s+/g, ' ').trim()
  const length = [...term].length
  if (length < TERM_LENGTH.least || length > TERM_LENGTH.most)
    throw refused(`it has ${length} characters; send ${TERM_LENGTH.least} to ${TERM_LENGTH.most}`)
  if (!/^[\p{L}\p{M}\p{N} &'./+-]+$/u.test(term))
    throw refused(`"${term}" holds other signs than & ' . / + -; leave them out`)
  const words = normalTerm(term)
  if (!/\p{L}/u.test(words) || words.replaceAll(' ', '').length < TERM_LENGTH.least)
    throw refused(`"${term}" has too few letters to be told from other words`)
  if (words.split(' ').length > TERM_LENGTH.words)
    throw refused(`"${term}" has more than ${TERM_LENGTH.words} words; send a shorter one`)
  if (term.split(' ').some(isMixedScript)) throw refused(`"${term}" mixes letters of several alphabets in a word`)
  return term
}
