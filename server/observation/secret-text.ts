/** What is a secret or a person by its look, in texts that others wrote, such as messages of errors. */
const looks: readonly (readonly [RegExp, string])[] = [
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[e-mail]'],
  [/\bmoat_[a-z0-9]{10}_[\w-]{43}/g, '[key]'],
  // A refresh token: base64 of “Refresh:…”.
  [/\bUmVmcmVzaD[\w-]{20,}/g, '[token]'],
  [/\beyJ[\w-]{10,}\.[\w-]+\.[\w-]*/g, '[token]'],
  [/\b(?:Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, '[credential]'],
  [/\b(?:postgres(?:ql)?|https?):\/\/[^\s/@:]+:[^\s/@]+@/gi, '[credential]@'],
]

/** Every look has one of these. Most texts have none: one search instead of six, for each text of each line. */
const MARKS = /@|moat_|UmVmcmVzaD|eyJ|bearer|basic/i

/** The text with what looks like a secret or an e-mail address taken out. */
export const secretText = (text: string): string =>
  MARKS.test(text) ? looks.reduce((shown, [look, instead]) => shown.replace(look, instead), text) : text
