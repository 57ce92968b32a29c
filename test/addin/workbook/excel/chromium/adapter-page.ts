import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { copyOffice } from '../../../../../addin/build/copy-office.ts'
import { officeFolder } from '../../../../../addin/build/office-package.ts'
import { developmentCertificates } from '../../../../../server/commands/development-certificates.ts'
import { hostServer } from '../../../../excel-host/serve/host-server.ts'
import { chromiumPath } from '../../../../support/chromium.ts'

export interface AdapterPage extends AsyncDisposable {
  readonly page: Page
  /** What the pane is told to call; one for each thing that a test listens to. */
  readonly listeners: Map<number, (told: readonly unknown[]) => unknown>
}

/** The spreadsheet's page in Chromium; its pane has Microsoft's office.js and the Excel adapter, and nothing else. */
export async function openAdapterPage(): Promise<AdapterPage> {
  const folder = mkdtempSync(join(tmpdir(), 'adapter-page-'))
  const dist = join(folder, 'dist')
  await buildAdapterPage(dist)
  const certificate = await developmentCertificates(join(folder, 'certificates'), Date.now())
  const server = await hostServer({ folder: dist, certificate, port: 0 })
  server.begin('', { pane: '', manifest: '', functions: null, samples: [] })
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath as string,
    args: ['--headless', '--no-sandbox'],
  })
  const page = await browser.newPage({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 800 } })
  page.setDefaultTimeout(60_000)
  const listeners: AdapterPage['listeners'] = new Map()
  await page.exposeFunction('tellTest', async (id: number, told: readonly unknown[]) => {
    await listeners.get(id)?.(told)
  })
  await page.goto(`${server.origin}/spreadsheet/host.html`)
  await page.waitForFunction(() => window.openWorkbook !== undefined)
  return {
    page,
    listeners,
    [Symbol.asyncDispose]: async () => {
      await browser.close()
      await server[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function buildAdapterPage(outDir: string): Promise<void> {
  const root = fileURLToPath(new URL('page', import.meta.url))
  await build({
    base: './',
    root,
    configFile: false,
    logLevel: 'error',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    plugins: [
      {
        name: 'office-script',
        transformIndexHtml: {
          order: 'post',
          handler: (_html, { path }) =>
            path.endsWith('/pane.html')
              ? [{ tag: 'script', attrs: { src: `./${officeFolder}/office.js` }, injectTo: 'head-prepend' as const }]
              : [],
        },
      },
    ],
    build: {
      outDir,
      target: 'esnext',
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      rolldownOptions: { input: [join(root, 'host.html'), join(root, 'pane.html')] },
    },
  })
  copyOffice(outDir)
}
