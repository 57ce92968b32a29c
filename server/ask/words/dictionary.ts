import dictionary from 'dictionary-en'
import nspell from 'nspell'

let known: ReturnType<typeof nspell> | undefined

/** Whether English has the word. Such words are never taken for misspelt ones. The first call loads the dictionary (a quarter of a second). */
export function isEnglish(word: string): boolean {
  known ??= nspell(Buffer.from(dictionary.aff), Buffer.from(dictionary.dic))
  return known.correct(word)
}
