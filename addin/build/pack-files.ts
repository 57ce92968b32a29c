import { readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)
const packable = /\.(?:js|css|json|svg|txt)$/
/** Below this a packed answer is no faster. */
const WORTH_IT = 1024
/** The tightest brotli takes seconds a megabyte: too long for what may not change for months. */
const LARGE = 400_000
const lasting = /[\\/]office[\\/]/

/** Writes `name.br` and `name.gz` beside each file that gets smaller by it, so that the server never packs. */
export async function packFiles(names: readonly string[]): Promise<void> {
  await Promise.all(
    names
      .filter(name => packable.test(name))
      .map(async name => {
        const bytes = await readFile(name)
        if (bytes.length < WORTH_IT) return
        const quality = bytes.length > LARGE || lasting.test(name) ? 6 : 11
        await writeFile(`${name}.br`, await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }))
        await writeFile(`${name}.gz`, await gzipped(bytes, { level: 9 }))
      }),
  )
}
