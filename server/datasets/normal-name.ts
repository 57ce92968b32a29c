/**
 * The form in which names are compared: NFKC, lower case, spaces collapsed, typographic quotes and dashes plain.
 * Punctuation, accents and legal forms stay: "Acme, Inc." and "Acme Inc" are two names.
 */
export function normalName(name: string): string {
  if (PLAIN.test(name)) return name.toLowerCase()
  const before = known.get(name)
  if (before !== undefined) return before
  const normal = compared(name)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(name, normal)
  return normal
}

/** ASCII words with one space between: nothing of them changes but the case. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/

/** The same names stand in row after row: working each out anew took a sixth of an import of time logs. */
const known = new Map<string, string>()
const MOST_KNOWN = 10_000

function compared(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\u2018\u2019\u201a\u201b\u2032]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f\u2033]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\p{White_Space}\u200b\ufeff]+/gu, ' ')
    .trim()
    .toLowerCase()
}
