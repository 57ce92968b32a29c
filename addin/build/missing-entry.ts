import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const entry = /\/(?:web|taskpane)\/main\.tsx$/

/** Lets a page be built before its script is written: it then says so. */
export const missingEntry = (): Plugin => ({
  name: 'missing-entry',
  enforce: 'pre',
  resolveId: source => {
    const path = entry.exec(source)?.[0]
    if (!path || existsSync(fileURLToPath(new URL(`..${path}`, import.meta.url)))) return null
    return `\0missing:${path}`
  },
  load: id =>
    id.startsWith('\0missing:')
      ? `document.body.append(${JSON.stringify(`This page has no script yet: ${id.slice(9)}`)})`
      : null,
})
