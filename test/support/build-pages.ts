import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const build = fileURLToPath(new URL('../../addin/build/build.ts', import.meta.url))

/**
 * Before any test: builds the web page and the add-in where their sources have changed (a second; else a tenth). A page
 * that does not build fails the tests of pages in CI, and is only said elsewhere, as most tests are not about pages.
 */
export default function buildPages(): void {
  const { status, stderr } = spawnSync(process.execPath, [build, '--if-stale'], { encoding: 'utf8' })
  if (status === 0) return
  const message = `The web page and the add-in do not build; tests of pages see the build of before.\n${stderr}`
  if (process.env.CI) throw new Error(message)
  console.warn(message)
}
