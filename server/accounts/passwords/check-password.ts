import { BadInput } from '../../errors.ts'
import { MIN_PASSWORD_LENGTH } from '../password.ts'
import { isCommonPassword } from './common-passwords.ts'

export const MAX_PASSWORD_LENGTH = 1000

/** A password that cannot be taken, and why. */
export class WeakPassword extends BadInput {
  constructor(message: string) {
    super(message, 'WEAK_PASSWORD')
  }
}

/** Words that are tried first on an account: its address, the person's name, the organizations'. */
export type OwnWords = readonly (string | null)[]

/**
 * Throws WeakPassword unless a password is long enough, is none of those that are tried first everywhere (the common
 * ones of leaks) and none that is tried first here. No rule about kinds of characters: they make passwords worse.
 * @param doing what the person is doing, for the message: "Changing the password"
 */
export async function checkPassword(doing: string, password: string, ownWords: OwnWords): Promise<void> {
  const length = [...password].length
  if (length < MIN_PASSWORD_LENGTH || password.length > MAX_PASSWORD_LENGTH)
    throw new WeakPassword(
      `${doing}: the password has ${length} characters; choose ${MIN_PASSWORD_LENGTH} to ${MAX_PASSWORD_LENGTH}`,
    )
  if (await isCommonPassword(password))
    throw new WeakPassword(
      `${doing}: this password is on the lists of common ones, which are tried first; choose another`,
    )
  const bare = bareOf(password)
  const words = ['MoatMetrics', ...ownWords].flatMap(word => (word === null ? [] : [word, word.split('@')[0] ?? '']))
  if (words.some(word => bareOf(word) === bare))
    throw new WeakPassword(
      `${doing}: the password is the address, the person's name or the organization's, which are tried first; choose another`,
    )
}

/** Letters alone, so that "Northwind-2026!" is known as "Northwind"; where there are none, the text itself. */
const bareOf = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}]/gu, '') || text.toLowerCase()
