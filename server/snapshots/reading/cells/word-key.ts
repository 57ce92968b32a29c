/** The form in which words of a column are compared: case, and spaces, hyphens or underscores between, do not matter. */
export const wordKey = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-\u2010-\u2015]+/gu, ' ')
    .trim()
