import { cpSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** So many builds may follow while a page stays open; it still finds the parts that it loads late. */
const BUILDS = 3

/**
 * Takes what the scripts of the last builds were into a new one: pages that are open load parts of themselves when they
 * are first needed, by names with a hash, and would break by an upgrade. Answers which names each of those builds had,
 * the newest first, this one's own among them.
 */
export function keepFormerFiles(
  former: string,
  formerNames: readonly (readonly string[])[],
  folder: string,
): readonly (readonly string[])[] {
  const own = readdirSync(join(folder, 'bundle'))
  const kept = formerNames.slice(0, BUILDS)
  for (const name of new Set(kept.flat()))
    if (existsSync(join(former, 'bundle', name)) && !own.includes(name))
      cpSync(join(former, 'bundle', name), join(folder, 'bundle', name), { preserveTimestamps: true })
  return [own, ...kept].slice(0, BUILDS)
}
