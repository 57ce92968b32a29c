import { createHash, timingSafeEqual } from 'node:crypto'

/** SHA-256 in hex. Enough for secrets of 256 random bits, which nobody can guess. */
export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** Whether a secret has this hash, in the same time whatever it is. */
export function secretMatches(secret: string, expected: string): boolean {
  const found = Buffer.from(secretHash(secret), 'hex')
  const wanted = Buffer.from(expected, 'hex')
  return found.length === wanted.length && timingSafeEqual(found, wanted)
}
