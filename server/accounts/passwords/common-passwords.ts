/** The most common passwords of leaks; 49,233 of them, read when the first password is chosen. */
let common: Promise<ReadonlySet<string>> | undefined

export async function isCommonPassword(password: string): Promise<boolean> {
  common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].map(word => String(word).toLowerCase())),
  )
  return (await common).has(password.trim().toLowerCase())
}
