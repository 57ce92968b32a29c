import type { Randomness } from './randomness.ts'

const shape = /^moat_([a-z0-9]{10})_[A-Za-z0-9_-]{43}$/
const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** moat_<prefix>_<256 random bits>: recognisable in a leak scan, found by its prefix. */
export function newApiKeySecret(random: Randomness): { prefix: string; secret: string } {
  const prefix = [...random(10)].map(byte => letters[byte % letters.length]).join('')
  return { prefix, secret: `moat_${prefix}_${random(32).toString('base64url')}` }
}

/** The prefix of a secret; null when it has not the shape of one. */
export const prefixOfApiKey = (secret: string): string | null => shape.exec(secret)?.[1] ?? null
