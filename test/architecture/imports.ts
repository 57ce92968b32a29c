import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export interface SourceFile {
  /** From the top of the repository, e.g. server/db/tables.ts. */
  readonly path: string
  readonly text: string
  /** Paths of the repository's files that it imports. */
  readonly imports: readonly string[]
  /** Those of them that are there when it runs: types are not. */
  readonly loads: readonly string[]
}

/** The TypeScript of these folders, each file with what it imports of the repository. */
export function sourcesOf(...folders: readonly string[]): SourceFile[] {
  return folders.flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .map(name => sourceOf(join(folder, name))),
  )
}

function sourceOf(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8')
  const statements = [...text.matchAll(/(?:^|\n)(?:import|export)(\s+type)?[^;'"]*?\s*'(\.[^']+)'/g)]
  const others = [...text.matchAll(/(?:\bimport\(|new URL\()'(\.[^']+\.ts)'/g)].map(match => match[1] ?? '')
  const place = (name: string) => relative(root, join(root, dirname(path), name))
  return {
    path,
    text,
    imports: [...statements.map(match => match[2] ?? ''), ...others].map(place),
    loads: [...statements.filter(match => !match[1]).map(match => match[2] ?? ''), ...others].map(place),
  }
}
