import { Secret, TOTP } from 'otpauth'
import type { Randomness } from '../randomness.ts'

/** What authenticator apps show beside the address. */
const ISSUER = 'MoatMetrics'
/** Codes of the step before and the one after are taken too: clocks differ, people type slowly. */
const DRIFT = 1
export const STEP_SECONDS = 30

const totpOf = (secret: string, label: string) =>
  new TOTP({
    issuer: ISSUER,
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: STEP_SECONDS,
    secret: Secret.fromBase32(secret),
  })

/** 160 random bits in base 32, as authenticator apps take them. */
export function newTotpSecret(random: Randomness): string {
  const bytes = random(20)
  return new Secret({ buffer: Uint8Array.from(bytes).buffer }).base32
}

/** What an authenticator app reads from a QR code. */
export const totpUri = (secret: string, email: string): string => totpOf(secret, email).toString()

/**
 * The time step (RFC 6238: 30 seconds, 6 digits, SHA-1) that a code belongs to, within one of the present one; null:
 * it is not a code of this secret now. A step may be used once: whoever calls remembers it.
 */
export function stepOfCode(secret: string, code: string, now: number): number | null {
  const totp = totpOf(secret, '')
  const delta = totp.validate({ token: code, timestamp: now, window: DRIFT })
  return delta === null ? null : totp.counter({ timestamp: now }) + delta
}

/** The six digits as a person may type them, with spaces; null: they are none. */
export function digitsOf(text: string): string | null {
  const digits = text.replaceAll(/[\s-]/g, '')
  return /^\d{6}$/.test(digits) ? digits : null
}
