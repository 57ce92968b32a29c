/**
 * A name that a table may have, made of a title: letters, digits, "_" and ".", not like a cell's address, at most 60
 * characters, and none of `taken` (whatever their case): "Margin by client" → "Margin_by_client", then "…_2".
 */
export function tableName(title: string, taken: readonly string[]): string {
  const words = title.normalize('NFC').replace(/[^\p{L}\p{N}_.]+/gu, '_')
  const trimmed = words
    .replace(/^[_.]+/, '')
    .slice(0, 60)
    .replace(halfCharacter, '')
    .replace(/[_.]+$/, '')
  const base = /^\p{L}/u.test(trimmed) && !isAddress(trimmed) ? trimmed : `Table_${trimmed}`.replace(/_$/, '')
  return firstFree(base, '_', taken)
}

/** A name that a sheet may have: at most 31 characters, none of \ / ? * [ ] :, not "History", none of `taken`. */
export function sheetName(title: string, taken: readonly string[]): string {
  const words = title.replace(/[\\/?*[\]:]+/g, ' ').replace(/\s+/g, ' ')
  // Cut first: an apostrophe at either end is refused.
  const base =
    words
      .replace(/^[' ]+/, '')
      .slice(0, 27)
      .replace(halfCharacter, '')
      .replace(/[' ]+$/, '') || 'MoatMetrics'
  return firstFree(base.toLowerCase() === 'history' ? `${base} 1` : base, ' ', taken)
}

/** What cutting leaves of a character that takes two units, as names outside the oldest 65,536 do. */
const halfCharacter = /[\uD800-\uDBFF]$/

/** "A1", "XFD12", "R1C1", "R", "C": Excel would take them for cells. */
const isAddress = (name: string): boolean => /^(?:[A-Z]{1,3}\d+|R\d*(?:C\d*)?|C\d*)$/i.test(name)

function firstFree(base: string, separator: string, taken: readonly string[]): string {
  const used = new Set(taken.map(name => name.toLowerCase()))
  if (!used.has(base.toLowerCase())) return base
  for (let count = 2; ; count++) {
    const name = `${base}${separator}${count}`
    if (!used.has(name.toLowerCase())) return name
  }
}
