/**
 * Text that a spreadsheet will not take for a formula: what begins with = + - @, a tab or a carriage return gets an
 * apostrophe in front, which the reader takes off again.
 */
export const neutralCell = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)
