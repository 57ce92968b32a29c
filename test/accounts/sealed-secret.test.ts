import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openSecret, sealSecret } from '../../server/accounts/sealed-secret.ts'
import { readSecretsKey } from '../../server/accounts/secrets-key.ts'

const key = randomBytes(32)

test('a sealed secret opens with its key for its owner, and with nothing else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (secret, owner, other) => {
      const sealed = sealSecret(key, secret, owner, randomBytes)
      expect(openSecret(key, sealed, owner)).toBe(secret.toWellFormed())
      if (other !== owner) expect(openSecret(key, sealed, other)).toBeNull()
      expect(openSecret(randomBytes(32), sealed, owner)).toBeNull()
      expect(sealSecret(key, secret, owner, randomBytes)).not.toBe(sealed)
    }),
  )
})

test('a sealed secret that was changed in any place does not open', () => {
  const sealed = sealSecret(key, 'JBSWY3DPEHPK3PXP', 'user 1', randomBytes)
  const [version, text = ''] = sealed.split('.')
  const bytes = Buffer.from(text, 'base64url')
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(openSecret(key, `${version}.${changed.toString('base64url')}`, 'user 1')).toBeNull()
  }
  for (const nonsense of ['', '.', 'a1.', `b1.${text}`, 'a1.AAAA'])
    expect(openSecret(key, nonsense, 'user 1')).toBeNull()
})

test('the key of stored secrets is made once, for its owner’s eyes, and never a default', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'moat-key-'))
  try {
    const [one, two] = await Promise.all([readSecretsKey(folder, randomBytes), readSecretsKey(folder, randomBytes)])
    expect(Buffer.from(one).equals(two)).toBe(true)
    expect(one).toHaveLength(32)
    const file = join(folder, 'secrets.key')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(Buffer.from(await readFile(file, 'utf8'), 'base64url').equals(one)).toBe(true)
    const other = await mkdtemp(join(tmpdir(), 'moat-key-'))
    expect(Buffer.from(await readSecretsKey(other, randomBytes)).equals(one)).toBe(false)
    await rm(other, { recursive: true })
    await writeFile(file, 'short')
    await expect(readSecretsKey(folder, randomBytes)).rejects.toThrow(/fewer than 256 bits/)
  } finally {
    await rm(folder, { recursive: true })
  }
})
