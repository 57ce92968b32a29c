import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { Secret } from 'otpauth'
import { expect, test } from 'vitest'
import { backupCodeHash, backupCodeOf, newBackupCodes } from '../../server/accounts/second-factor/backup-codes.ts'
import { digitsOf, newTotpSecret, stepOfCode, totpUri } from '../../server/accounts/second-factor/totp.ts'
import { codeOf, STEP } from './authenticator.ts'

/** RFC 6238, appendix B, SHA-1: its codes have eight digits, ours are their last six. */
const rfcSecret = Secret.fromLatin1('12345678901234567890').base32
const vectors: readonly [seconds: number, code: string][] = [
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
]

test.each(vectors)('at %d seconds the code of RFC 6238 is %s, and names its step', (seconds, code) => {
  expect(stepOfCode(rfcSecret, code, seconds * 1000)).toBe(Math.floor(seconds / 30))
})

test('a code is taken in its own step, the one before and the one after, and in no other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 2 ** 31 }), fc.integer({ min: -5, max: 5 }), (step, away) => {
      const code = codeOf(rfcSecret, step * STEP)
      const found = stepOfCode(rfcSecret, code, (step + away) * STEP)
      // Two steps may have the same six digits; then the nearer one is meant.
      if (Math.abs(away) <= 1) expect(Math.abs(Number(found) - step)).toBeLessThanOrEqual(2)
      else if (found !== null) expect(codeOf(rfcSecret, found * STEP)).toBe(code)
      if (away === 0) expect(found).toBe(step)
    }),
  )
})

test('a code is six digits, however they are spaced', () => {
  expect(digitsOf(' 123 456 ')).toBe('123456')
  expect(digitsOf('123-456')).toBe('123456')
  for (const text of ['12345', '1234567', 'abcdef', '', '１２３４５６']) expect(digitsOf(text)).toBeNull()
})

test('a secret has 160 random bits, and its address names the product and the person', () => {
  const secret = newTotpSecret(randomBytes)
  expect(Secret.fromBase32(secret).bytes).toHaveLength(20)
  expect(newTotpSecret(randomBytes)).not.toBe(secret)
  const uri = new URL(totpUri(secret, 'maya@msp.example'))
  expect(uri.protocol).toBe('otpauth:')
  expect(decodeURIComponent(uri.pathname)).toContain('MoatMetrics:maya@msp.example')
  expect(Object.fromEntries(uri.searchParams)).toMatchObject({
    secret,
    issuer: 'MoatMetrics',
    digits: '6',
    period: '30',
  })
})

test('ten backup codes differ, and are read in any case and spacing, with letters for digits that look alike', () => {
  const codes = newBackupCodes(randomBytes)
  expect(new Set(codes).size).toBe(10)
  fc.assert(
    fc.property(
      fc.constantFrom(...codes),
      fc.array(fc.constantFrom(' ', '-', ''), { minLength: 11, maxLength: 11 }),
      (code, gaps) => {
        const typed = [...code]
          .map((letter, at) => `${gaps[at]}${letter}`)
          .join('')
          .replaceAll('0', 'O')
          .replaceAll('1', 'l')
        expect(backupCodeOf(typed)).toBe(code.replace('-', ''))
        expect(backupCodeOf(typed.toUpperCase())).toBe(code.replace('-', ''))
      },
    ),
  )
  for (const text of ['', '123456', 'abcde-fghj', 'abcde-fghjk-m', 'abcde-fghj!']) expect(backupCodeOf(text)).toBeNull()
})

test('the hash of a backup code is slow, and another one with another salt', async () => {
  const [code = ''] = newBackupCodes(randomBytes)
  const [one, two] = ['00'.repeat(16), '11'.repeat(16)]
  const hash = await backupCodeHash(code, one)
  expect(hash).toMatch(/^[0-9a-f]{64}$/)
  expect(await backupCodeHash(code.toUpperCase(), one)).toBe(hash)
  expect(await backupCodeHash(code, two)).not.toBe(hash)
})
