import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { officeScript } from './build/office-script.ts'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** The pages: `index.html` for browsers, `taskpane.html` for Excel, `help.html` about the add-in. `--mode store` takes office.js from Microsoft. */
export default defineConfig(({ mode }) => ({
  root: here('.'),
  base: '/addin/',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [officeScript(mode === 'store' ? 'microsoft' : 'own')],
  build: {
    outDir: here('dist'),
    assetsDir: 'bundle',
    // A data: address in a style sheet or script would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { input: { web: here('index.html'), taskpane: here('taskpane.html'), help: here('help.html') } },
  },
}))
