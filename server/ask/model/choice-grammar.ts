export const ABSTAIN = 'abstain'

/** A grammar (GBNF) of one line: one of the words, or "abstain". A model under it can say nothing else. */
export const choiceGrammar = (words: readonly string[]): string =>
  `root ::= " " (${[...words, ABSTAIN].map(quoted).join(' | ')}) "\\n"`

const quoted = (word: string) => {
  if (/[^\x20-\x7e]/.test(word)) throw new Error(`Writing a grammar: ${JSON.stringify(word)} is not plain text`)
  return `"${word.replace(/["\\]/g, '\\$&')}"`
}
