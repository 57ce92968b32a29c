const MARKS = /\p{M}/gu

/**
 * The form in which words are compared: without case and accents, and in American spelling ("labour" is "labor",
 * "utilisation" is "utilization"). Questions, the lexicon and names go through the same fold.
 */
export function fold(word: string): string {
  const plain = word.normalize('NFKD').replace(MARKS, '').toLowerCase()
  return plain
    .replace('labour', 'labor')
    .replace('licenc', 'licens')
    .replace('utilis', 'utiliz')
    .replace('realis', 'realiz')
    .replace('summaris', 'summariz')
    .replace('analys', 'analyz')
    .replace('organis', 'organiz')
    .replace('centre', 'center')
    .replace('programme', 'program')
}

/** "clients" is "client", "companies" is "company"; a word that is no plural stays. */
export function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || word.endsWith('ss') || word.endsWith('us') || word.endsWith('is'))
    return word
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (/(?:x|ch|sh|ss)es$/.test(word)) return word.slice(0, -2)
  return word.slice(0, -1)
}
