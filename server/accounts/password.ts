import { hash, verify } from '@node-rs/argon2'

/** argon2id with OWASP's second recommendation: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const MIN_PASSWORD_LENGTH = 8

export const hashPassword = (password: string): Promise<string> => hash(password, cost)

/** Whether the password is the one that was hashed. Without a hash the work is the same and the answer is no. */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  // Accounts that only a provider signs in have an empty one.
  const known = passwordHash !== null && passwordHash !== ''
  const matches = await verify(known ? passwordHash : await unknownAccount, password)
  return known && matches
}

/** What the password of an account that does not exist is compared with, so that the answer takes equally long. */
const unknownAccount = hash('no account has this password', cost)
