import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'

/** What `npm run build` made, as it is served. */
export interface BuiltPages {
  /** Whether office.js is our own copy or comes from Microsoft's address. */
  readonly officeScript: 'own' | 'microsoft'
  /** By path below the folder, e.g. "bundle/web-D7NkdArW.js"; null: there is no such file. */
  readonly file: (path: string) => BuiltFile | null
}

export interface BuiltFile {
  readonly type: string
  /** Whether its name carries a hash or version, so that it never stands for other bytes. */
  readonly lasting: boolean
  readonly tag: string
  readonly bytes: Buffer
  /** Packed by the build; null: not worth it. */
  readonly gzip: Buffer | null
  readonly brotli: Buffer | null
}

/** Written last by the build: a folder without it is none, a newer one is a new build. */
const STAMP = 'build.json'

/** Reads the folder of a build, its pages through `fill`; when another build replaces it the next request sees that one. */
export function createBuiltPages(folder: string, fill: (html: string) => string): () => BuiltPages | null {
  let pages: BuiltPages | null = null
  let builtAt = 0
  return () => {
    const now = statSync(join(folder, STAMP), { throwIfNoEntry: false })?.mtimeMs ?? 0
    if (now !== builtAt) pages = now === 0 ? null : readPages(folder, fill)
    builtAt = now
    return pages
  }
}

function readPages(folder: string, fill: (html: string) => string): BuiltPages {
  const { officeScript } = JSON.parse(readFileSync(join(folder, STAMP), 'utf8')) as Pick<BuiltPages, 'officeScript'>
  // Only names that the folder lists can be asked for, so no request leads out of it.
  const names = new Set(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && typeOf(entry.name) !== undefined && entry.name !== STAMP)
      .map(entry =>
        join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .replaceAll('\\', '/'),
      ),
  )
  const read = new Map<string, BuiltFile>()
  return {
    officeScript,
    file: path => {
      const known = read.get(path)
      if (known || !names.has(path)) return known ?? null
      const file = readBuiltFile(join(folder, path), path, fill)
      read.set(path, file)
      return file
    },
  }
}

function readBuiltFile(place: string, path: string, fill: (html: string) => string): BuiltFile {
  const stored = readFileSync(place)
  const bytes = path.endsWith('.html') ? Buffer.from(fill(stored.toString('utf8'))) : stored
  const packed = (ending: string) => (existsSync(place + ending) ? readFileSync(place + ending) : null)
  return {
    type: typeOf(path) ?? 'application/octet-stream',
    lasting: /^(?:bundle|office)\//.test(path),
    tag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    bytes,
    gzip: packed('.gz'),
    brotli: packed('.br'),
  }
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
}
const typeOf = (path: string): string | undefined => types[extname(path)]
