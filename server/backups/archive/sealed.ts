import { createCipheriv, createDecipheriv, scrypt, timingSafeEqual } from 'node:crypto'
import { BackupProblem } from '../backup-problem.ts'

/**
 * The encrypted form of a backup. A head of 44 bytes: MOATSEAL, version 1, log2 N, r and p of scrypt, 16 bytes of salt, 16 of a
 * check of the passphrase. Then pieces of 64 KiB, each AES-256-GCM with its tag behind it; the nonce is the number of the
 * piece and whether it is the last, the head is authenticated with each. The salt is new for every file, so that no
 * nonce is used twice under a key; pieces that are changed, swapped, missing or cut off do not open.
 */
const MAGIC = Buffer.from('MOATSEAL')
const HEAD = 44
const PIECE = 64 * 1024
const TAG = 16
const COST = { log2N: 16, r: 8, p: 1 } as const

export const isSealed = (start: Buffer): boolean => start.subarray(0, MAGIC.length).equals(MAGIC)

/** Encrypts a stream. @param salt 16 random bytes, never used before */
export async function* seal(
  plain: AsyncIterable<Buffer>,
  passphrase: string,
  salt: Buffer,
): AsyncGenerator<Buffer, void> {
  const { log2N, r, p } = COST
  const { key, check } = await keyOf(passphrase, salt, COST)
  const head = Buffer.concat([MAGIC, Buffer.from([1, log2N, r, p]), salt, check])
  yield head
  for await (const { piece, index, last } of pieces(plain, PIECE)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index, last)).setAAD(head)
    yield Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()])
  }
}

/** Decrypts what `seal` made. Throws BackupProblem for another passphrase, and for anything that was changed or cut. */
export async function* unseal(sealed: AsyncIterable<Buffer>, passphrase: string): AsyncGenerator<Buffer, void> {
  let opening: { head: Buffer; key: Buffer } | null = null
  for await (const { piece, index, last } of pieces(sealed, PIECE + TAG, HEAD)) {
    if (!opening) {
      opening = { head: piece, key: await openedBy(piece, passphrase) }
      if (last) throw damaged()
      continue
    }
    if (piece.length < TAG) throw damaged()
    // The head was piece 0.
    const decipher = createDecipheriv('aes-256-gcm', opening.key, nonceOf(index - 1, last)).setAAD(opening.head)
    decipher.setAuthTag(piece.subarray(piece.length - TAG))
    try {
      yield Buffer.concat([decipher.update(piece.subarray(0, piece.length - TAG)), decipher.final()])
    } catch {
      throw damaged()
    }
  }
}

const damaged = () =>
  new BackupProblem('Reading the backup: the encrypted file was cut off, damaged or changed; take another backup')

async function openedBy(head: Buffer, passphrase: string): Promise<Buffer> {
  const [version = 0, log2N = 0, r = 0, p = 0] = head.subarray(8, 12)
  // Bounded, as these come from the file: 2^20 × 8 would already take a gigabyte.
  if (head.length < HEAD || version !== 1 || log2N < 10 || log2N > 20 || r < 1 || r > 8 || p < 1 || p > 4)
    throw damaged()
  const { key, check } = await keyOf(passphrase, head.subarray(12, 28), { log2N, r, p })
  if (!timingSafeEqual(check, head.subarray(28, 44)))
    throw new BackupProblem('Reading the backup: BACKUP_PASSPHRASE is not the one it was made with')
  return key
}

function keyOf(
  passphrase: string,
  salt: Buffer,
  { log2N, r, p }: { log2N: number; r: number; p: number },
): Promise<{ key: Buffer; check: Buffer }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ key: Buffer; check: Buffer }>()
  const cost = { N: 2 ** log2N, r, p, maxmem: 2 ** log2N * r * 256 }
  scrypt(passphrase.normalize('NFC'), salt, 48, cost, (error, bytes) =>
    error ? reject(error) : resolve({ key: bytes.subarray(0, 32), check: bytes.subarray(32) }),
  )
  return promise
}

function nonceOf(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeBigUInt64BE(BigInt(index), 3)
  nonce[11] = last ? 1 : 0
  return nonce
}

/** A stream in pieces of one size, the last one shorter or of that size; `first` is the size of the first where it differs. */
async function* pieces(source: AsyncIterable<Buffer>, size: number, first = size) {
  let held: Buffer[] = []
  let length = 0
  let index = 0
  for await (const chunk of source) {
    held.push(chunk)
    length += chunk.length
    // One byte more than a piece must be there to know that it is not the last.
    while (length > (index === 0 ? first : size)) {
      const wanted = index === 0 ? first : size
      const all: Buffer = held.length === 1 ? (held[0] as Buffer) : Buffer.concat(held)
      yield { piece: all.subarray(0, wanted), index: index++, last: false }
      held = [all.subarray(wanted)]
      length -= wanted
    }
  }
  yield { piece: Buffer.concat(held), index, last: true }
}
