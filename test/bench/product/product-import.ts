import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runMeasured } from '../run-measured.ts'
import type { World, WorldFile } from '../world.ts'

export interface ProductImport {
  readonly seconds: Readonly<Record<WorldFile, number>>
  /** What is not stored as it should be; empty: every row is, exactly once. */
  readonly problems: readonly string[]
  readonly peakBytes: number
}

/** Imports the world into a new database of the product, in a process of its own. */
export async function productImport(world: World, database: string): Promise<ProductImport> {
  const worldFile = join(world.folder, 'world.json')
  writeFileSync(worldFile, JSON.stringify(world))
  const script = fileURLToPath(new URL('run-import.ts', import.meta.url))
  const run = await runMeasured(process.execPath, [script, worldFile, database])
  return JSON.parse(run.output) as ProductImport
}
