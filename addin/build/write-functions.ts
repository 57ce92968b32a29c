import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { functionsMetadata } from '../functions/functions-metadata.ts'

/**
 * Writes what Excel asks for of the custom functions: functions.json (names, parameters and their descriptions) and
 * functions.js, one plain script under a name that stays, as manifests name it.
 */
export async function writeFunctions(folder: string): Promise<void> {
  writeFileSync(join(folder, 'functions.json'), await functionsMetadata())
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: folder,
      emptyOutDir: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { functions: fileURLToPath(new URL('../functions/main.ts', import.meta.url)) },
        // A plain script has none; Vite brings code that reads it, which nothing here calls.
        transform: { define: { 'import.meta': '{}' } },
        output: { format: 'iife', entryFileNames: '[name].js', codeSplitting: false },
      },
    },
  })
}
