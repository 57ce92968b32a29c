/**
 * Text that no spreadsheet takes for a formula: an apostrophe goes in front of what begins, after any apostrophes,
 * with = + - @, a tab or a line end. Taking one apostrophe off such text gives back exactly what it was.
 */
export const safeCell = (text: string): string => (/^'*[=+\-@\t\r\n]/.test(text) ? `'${text}` : text)
