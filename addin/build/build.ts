import { parseArgs } from 'node:util'
import { builtStamp, inputsHash } from './build-stamp.ts'

/**
 * `npm run build`: the web page and the task pane, into addin/dist. `--store` takes office.js from Microsoft's address
 * as the Office store demands; else pages have a copy of their own. `--if-stale` does nothing where sources are as they
 * were at the last build (some milliseconds), and then keeps its kind.
 */
const { values } = parseArgs({ options: { store: { type: 'boolean' }, 'if-stale': { type: 'boolean' } } })
const stamp = builtStamp()
const inputs = inputsHash()
if (!values['if-stale'] || stamp?.inputs !== inputs) {
  const officeScript = values.store || (values['if-stale'] && stamp?.officeScript === 'microsoft') ? 'microsoft' : 'own'
  const started = performance.now()
  // Tests and servers start this with a NODE_ENV of theirs, which Vite would build for.
  process.env.NODE_ENV = 'production'
  // Loaded only now: Vite alone takes longer than finding out that there is nothing to do.
  const { buildPages } = await import('./build-pages.ts').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new Error(`Building the web page and the add-in: development dependencies are missing; run "npm ci" first`, {
      cause: error,
    })
  })
  const { files, bytes } = await buildPages(officeScript, inputs)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(
    `Built the web page and the add-in: ${files} files, ${(bytes / 1e6).toFixed(1)} MB in addin/dist, ${seconds} s`,
  )
}
