import type { Synonym } from '../ask-vocabulary.ts'
import type { AskTermKind, StoredTerm } from './ask-term.ts'
import { termWords } from './term-words.ts'

/** Approved terms, ready for a viewer's vocabulary: nicknames by what they stand for, and synonyms of metrics. */
export interface TermsInUse {
  readonly synonyms: readonly Synonym[]
  /** Other names of something; `key` as terms store it. */
  readonly nicknamesOf: (kind: AskTermKind, key: string) => readonly string[]
}

export function termsInUse(approved: readonly StoredTerm[]): TermsInUse {
  const nicknames = Map.groupBy(approved, ({ kind, key }) => `${kind} ${key}`)
  return {
    synonyms: approved
      .filter(({ kind }) => kind === 'METRIC')
      .map(({ kind, term, key }) => ({ words: termWords(kind, term), key })),
    nicknamesOf: (kind, key) => (nicknames.get(`${kind} ${key}`) ?? []).map(({ term }) => term),
  }
}
