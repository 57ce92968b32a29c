import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { zipDirectory as readDirectory } from '../../server/snapshots/reading/xlsx/zip-directory.ts'
import { zipBytes } from '../../server/workbooks/zip-bytes.ts'
import { zipDirectory } from '../../server/workbooks/zip-directory-bytes.ts'
import { partsOf } from '../hostile/files/workbook-parts.ts'

test('an archive gives back each text, whatever pieces it came in', async () => {
  const name = fc.stringMatching(/^[a-z]{1,8}\/[a-zé]{1,8}\.xml$/)
  const files = fc.uniqueArray(fc.record({ name, text: fc.array(fc.string({ unit: 'grapheme' })) }), {
    selector: file => file.name,
    maxLength: 5,
  })
  await fc.assert(
    fc.asyncProperty(files, async all => {
      async function* given() {
        yield* all
      }
      const bytes: Buffer[] = []
      for await (const piece of zipBytes(given())) bytes.push(piece)
      const parts = partsOf(Buffer.concat(bytes))
      expect([...parts]).toEqual(all.map(file => [file.name, file.text.join('')]))
    }),
    { numRuns: 100 },
  )
})

test('parts beyond 4 GiB are found again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'moat-zip-'))
  try {
    const offset = 5 * 1024 ** 3
    const part = { crc: crc32('x'), size: 1, packed: 3 }
    const directory = zipDirectory(
      [
        { ...part, name: 'near.xml', offset: 0 },
        { ...part, name: 'far.xml', offset: offset - 100 },
      ],
      offset,
    )
    // A file of holes: only its end takes space.
    const path = join(folder, 'large.zip')
    const file = openSync(path, 'w')
    ftruncateSync(file, offset)
    writeSync(file, directory, 0, directory.length, offset)
    closeSync(file)
    const found = await readDirectory(path)
    expect([...found.values()].map(entry => [entry.name, entry.offset, entry.size, entry.compressedSize])).toEqual([
      ['near.xml', 0, 1, 3],
      ['far.xml', offset - 100, 1, 3],
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
