/** Control characters, and marks that turn the direction of text: "invoice\u202Exslx.exe" would read "invoiceexe.xlsx". */
const HIDDEN = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu

/** The sender's name of a file as people see it: its last part, of at most 300 characters. It never becomes a path. */
export function shownFileName(name: string): string | null {
  const last = name.slice(-10_000).split(/[/\\]/).at(-1) ?? ''
  const shown = last.toWellFormed().replace(HIDDEN, '').trim().slice(0, 300).toWellFormed()
  return shown === '' ? null : shown
}
