import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
const resolving = createRequire(new URL('package.json', import.meta.url))

/** Loads a module that is installed for the benchmarks only; what is used of it is described by whoever uses it. */
export async function peerModule<T>(name: string): Promise<T> {
  return (await import(pathToFileURL(resolving.resolve(name)).href)) as T
}

/** Null where all of these are installed for the benchmarks; else what to do. */
export function missingPeers(...names: readonly string[]): string | null {
  const missing = names.filter(name => !existsSync(`${folder}node_modules/${name}`))
  return missing.length === 0 ? null : `${missing.join(', ')} not installed: npm install --prefix test/bench/peers`
}

/** What is installed for the benchmarks, with its versions. */
export function peerVersions(): string[] {
  const { dependencies } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8')) as {
    dependencies: Readonly<Record<string, string>>
  }
  return Object.keys(dependencies).flatMap(name => {
    const file = `${folder}node_modules/${name}/package.json`
    return existsSync(file)
      ? [`${name} ${(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version}`]
      : []
  })
}
