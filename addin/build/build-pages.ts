import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { type BuildStamp, builtStamp, dist, STAMP } from './build-stamp.ts'
import { copyOffice } from './copy-office.ts'
import { keepFormerFiles } from './keep-former-files.ts'
import type { OfficeSource } from './office-script.ts'
import { packFiles } from './pack-files.ts'
import { writeFunctions } from './write-functions.ts'

const addin = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url))

/** Builds into addin/dist: aside first, so that a running server never sees half of it. */
export async function buildPages(
  officeScript: OfficeSource,
  inputs: string,
): Promise<{ readonly files: number; readonly bytes: number }> {
  const aside = mkdtempSync(addin('../node_modules/.addin-build-'))
  try {
    const folder = join(aside, 'new')
    const names = await buildInto(folder, officeScript)
    const bundles = keepFormerFiles(dist, builtStamp()?.bundles ?? [], folder)
    const stamp: BuildStamp = { officeScript, inputs, bundles }
    writeFileSync(join(folder, STAMP), JSON.stringify(stamp))
    const bytes = names.reduce((sum, name) => sum + statSync(name).size, 0)
    swap(folder, join(aside, 'old'))
    return { files: names.length, bytes }
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

/** Builds everything that the server serves for the web page and the add-in into an empty folder; answers its files. */
export async function buildInto(folder: string, officeScript: OfficeSource): Promise<readonly string[]> {
  await build({
    configFile: addin('vite.config.ts'),
    mode: officeScript === 'microsoft' ? 'store' : 'production',
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true },
  })
  await writeFunctions(folder)
  copyIcons(folder)
  if (officeScript === 'own') copyOffice(folder)
  const names = filesIn(folder)
  await packFiles(names)
  return names
}

/** Puts a build in place of the one before. Another process may be doing the same: the last one stays. */
function swap(folder: string, old: string): void {
  for (let tries = 1; ; tries++)
    try {
      if (existsSync(dist)) renameSync(dist, `${old}-${tries}`)
      renameSync(folder, dist)
      return
    } catch (error) {
      if (tries === 5) throw error
    }
}

function copyIcons(folder: string): void {
  mkdirSync(join(folder, 'assets'))
  for (const name of readdirSync(addin('assets')).filter(name => /\.(?:png|svg)$/.test(name)))
    cpSync(join(addin('assets'), name), join(folder, 'assets', name))
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
