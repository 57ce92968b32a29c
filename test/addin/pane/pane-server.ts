import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'

export interface PaneServer extends AsyncDisposable {
  /** Address of the page that has the pane beside a workbook. */
  readonly page: string
}

/** Serves the pane's own sources with the server behind it, as one origin. */
export async function paneServer(target: string): Promise<PaneServer> {
  const server = await createServer({
    configFile: false,
    root: fileURLToPath(new URL('../../..', import.meta.url)),
    cacheDir: fileURLToPath(new URL('../../../node_modules/.vite-pane', import.meta.url)),
    // Nothing is looked for beforehand: all that the pane imports are modules already.
    optimizeDeps: { noDiscovery: true },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null, proxy: { '/graphql': target, '/uploads': target } },
    logLevel: 'error',
  })
  await server.listen()
  const address = server.resolvedUrls?.local[0]
  if (address === undefined) throw new Error('Serving the pane: the server has no address')
  return {
    page: `${address}test/addin/pane/pane-page.html`,
    [Symbol.asyncDispose]: () => server.close(),
  }
}
