const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u{e0000}-\u{e0fff}\ufff9-\ufffb]/gu
const CONTROL = /\p{Cc}/gu

/** A question as people see it: compatible forms plain, without invisible and direction-changing characters. */
export function cleaned(question: string): string {
  return question
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(CONTROL, ' ')
    .replace(/[\u2018\u2019\u201a\u201b\u2032`\u00b4]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
}

/** Whether a word mixes Latin letters with look-alikes of another script: "mаrgin" with a Cyrillic а. */
export const isMixedScript = (word: string): boolean =>
  /\p{Script=Latin}/u.test(word) &&
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u.test(word)
