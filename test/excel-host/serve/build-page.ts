import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** Builds the spreadsheet's page into a folder of its own, which is answered. Takes a few seconds. */
export async function buildHostPage(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'test-spreadsheet-'))
  await build({
    base: './',
    root: fileURLToPath(new URL('../page', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: { outDir, emptyOutDir: true, target: 'esnext', assetsInlineLimit: 0, reportCompressedSize: false },
  })
  return outDir
}
