import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FORMAT, type Manifest } from '../../server/backups/archive/manifest.ts'
import { readArchive } from '../../server/backups/archive/read-archive.ts'
import { readTarHeader, tarHeader } from '../../server/backups/archive/tar.ts'
import { writeArchive } from '../../server/backups/archive/write-archive.ts'
import { BackupProblem } from '../../server/backups/backup-problem.ts'

const PASSPHRASE = 'correct horse battery'
let folder: string
let file = 0
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'moat-archive-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const place = () => join(folder, `${file++}`)

/** A backup of a database of these bytes; answers its path. */
async function archived(content: Uint8Array, sealed: boolean): Promise<string> {
  const [source, path] = [place(), place()]
  writeFileSync(source, content)
  const sha256 = createHash('sha256').update(content).digest('hex')
  const manifest: Manifest = {
    ...{ format: FORMAT, product: '0.1.0', madeAt: '2026-11-21T18:00:00.000Z', dialect: 'sqlite', migrations: [] },
    ...{ organizations: [], rows: {}, parts: [{ name: 'database.sqlite', bytes: content.length, sha256 }] },
  }
  const sealing = sealed ? { passphrase: PASSPHRASE, salt: Buffer.alloc(16, file) } : null
  await writeArchive(path, { manifest, files: new Map([['database.sqlite', source]]) }, sealing, () => undefined)
  return path
}

/** What a backup of these bytes reads as; the problem where it does not. */
async function readBack(bytes: Uint8Array): Promise<Buffer | BackupProblem> {
  const [path, into] = [place(), place()]
  writeFileSync(path, bytes)
  try {
    await readArchive(path, PASSPHRASE, into)
    return readFileSync(join(into, 'database.sqlite'))
  } catch (error) {
    if (error instanceof BackupProblem) return error
    throw error
  }
}

describe.each([false, true])('a backup (encrypted: %s)', sealed => {
  test('reads as what was written, whatever its size', async () => {
    const around = [0, 1, 511, 512, 513, 65_535, 65_536, 65_537, 131_072, 300_000]
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...around), fc.infiniteStream(fc.nat(255)), async (length, bytes) => {
        const content = Uint8Array.from(bytes.take(Math.min(length, 2000)))
        const whole = Buffer.alloc(length, content.length > 0 ? content : 0)
        expect(await readBack(readFileSync(await archived(whole, sealed)))).toEqual(whole)
      }),
      { numRuns: 12 },
    )
  })

  test('that was cut off anywhere is refused', async () => {
    const whole = readFileSync(await archived(randomLike(200_000), sealed))
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async length => {
        expect(await readBack(whole.subarray(0, length))).toBeInstanceOf(BackupProblem)
      }),
      { numRuns: 25 },
    )
  })

  test('in which one byte was changed is refused, or says the same', async () => {
    const content = randomLike(100_000)
    const whole = readFileSync(await archived(content, sealed))
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: whole.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          const changed = Buffer.from(whole)
          changed[at] = (changed[at] ?? 0) ^ by
          const read = await readBack(changed)
          // No check of a gzip file holds its date, its system and the spare bits where a block ends; they change nothing.
          if (!(read instanceof BackupProblem)) expect([sealed, read.equals(content)]).toEqual([false, true])
        },
      ),
      { numRuns: 40 },
    )
  })
})

test('a sealed backup of which pieces were swapped or left out does not open', async () => {
  const whole = readFileSync(await archived(randomLike(400_000), true))
  const piece = 65_552
  const pieces = (...order: number[]) =>
    Buffer.concat([whole.subarray(0, 44), ...order.map(at => whole.subarray(44 + at * piece, 44 + (at + 1) * piece))])
  expect(await readBack(pieces(0, 1, 2, 3, 4, 5, 6))).toBeInstanceOf(Buffer)
  for (const order of [
    [1, 0, 2, 3, 4, 5, 6],
    [0, 2, 3, 4, 5, 6],
    [0, 1, 2],
    [0, 0, 1, 2, 3, 4, 5, 6],
  ])
    expect(await readBack(pieces(...order))).toBeInstanceOf(BackupProblem)
})

test('a sealed backup asks for no more memory than ours do, whatever its head says', async () => {
  const whole = readFileSync(await archived(randomLike(10), true))
  whole[9] = 30
  expect(await readBack(whole)).toBeInstanceOf(BackupProblem)
})

test('an open backup is a gzipped tar that others read', async () => {
  const content = randomLike(5000)
  const path = await archived(content, false)
  expect(execFileSync('tar', ['-tzf', path], { encoding: 'utf8' })).toBe('manifest.json\ndatabase.sqlite\n')
  expect(execFileSync('tar', ['-xzOf', path, 'database.sqlite'])).toEqual(content)
})

test('a member of another name than ours is refused: it never becomes a path', async () => {
  const path = await archived(randomLike(10), false)
  const evil = gunzipSync(readFileSync(path)).toString('latin1').replaceAll('database.sqlite', '../../evil.sqlit')
  expect(await readBack(gzipSync(Buffer.from(evil, 'latin1')))).toBeInstanceOf(BackupProblem)
})

test('sizes beyond eight gibibytes fit into the header', () => {
  for (const bytes of [0, 1, 8 ** 11 - 1, 8 ** 11, 5e12])
    expect(readTarHeader(tarHeader('database.sqlite', bytes, 1_700_000_000))).toEqual({
      name: 'database.sqlite',
      bytes,
    })
})

/** Bytes that gzip makes no smaller, always the same. */
function randomLike(length: number): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at * 32 < length; at++) parts.push(createHash('sha256').update(`${at}`).digest())
  return Buffer.concat(parts).subarray(0, length)
}
