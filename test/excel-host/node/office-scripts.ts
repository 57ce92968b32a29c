import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import vm from 'node:vm'

const folder = join(dirname(createRequire(import.meta.url).resolve('@microsoft/office-js/package.json')), 'dist')
const compiled = new Map<string, vm.Script>()

/** A script of @microsoft/office-js, unmodified; undefined: the package has none of this name. */
export function officeScript(name: string): vm.Script | undefined {
  const known = compiled.get(name)
  if (known) return known
  const file = join(folder, name)
  if (!existsSync(file)) return undefined
  const script = new vm.Script(readFileSync(file, 'utf8'), { filename: file })
  compiled.set(name, script)
  return script
}
