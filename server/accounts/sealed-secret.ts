import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { Randomness } from './randomness.ts'

const VERSION = 'a1'
const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * A secret sealed with AES-256-GCM, as text. It opens only with the same key and for the same owner, so that a sealed
 * secret moved to another row is worth nothing there.
 */
export function sealSecret(key: Uint8Array, secret: string, owner: string, random: Randomness): string {
  const iv = random(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key.subarray(0, 32), iv)
  cipher.setAAD(Buffer.from(owner))
  const content = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return `${VERSION}.${Buffer.concat([iv, cipher.getAuthTag(), content]).toString('base64url')}`
}

/** What was sealed; null when it was sealed with another key or for another owner, or was changed. */
export function openSecret(key: Uint8Array, sealed: string, owner: string): string | null {
  const [version, text = ''] = sealed.split('.')
  const bytes = Buffer.from(text, 'base64url')
  if (version !== VERSION || bytes.length < IV_BYTES + TAG_BYTES) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.subarray(0, 32), bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    })
    decipher.setAAD(Buffer.from(owner))
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
  } catch {
    // Every reason is the same: it is not what this key sealed for this owner.
    return null
  }
}
