/** What XML cannot hold, or would read as something else; and a workbook's own way to write such characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const unsafe = /[&<>"\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|_(?=x[0-9a-fA-F]{4}_)/
const allUnsafe = new RegExp(unsafe, 'g')
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/**
 * Text as it stands in the XML of a workbook. Characters that XML has no place for are written as _x0001_, as
 * spreadsheets do, and an underscore that would begin such a word as _x005F_; half a surrogate pair is U+FFFD.
 */
export function xmlText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed()
  return unsafe.test(whole) ? whole.replace(allUnsafe, escaped) : whole
}

const escaped = (character: string): string =>
  entities[character] ?? `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
