import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEMO_PASSWORD, demoAccounts } from '../../../server/commands/demo-accounts.ts'
import { developmentCertificates } from '../../../server/commands/development-certificates.ts'
import type { HostSettings } from '../page/host-settings.ts'
import { buildHostPage } from './build-page.ts'
import { startDemo } from './demo-server.ts'
import { type HostServer, hostServer } from './host-server.ts'
import { messySheets } from './sample-sheets.ts'

export interface ExcelDesk extends AsyncDisposable {
  /** Of the spreadsheet. */
  readonly address: string
  /** Of the server, as the pane sees it: through a network that can fail. */
  readonly server: string
  readonly network: HostServer
  readonly signIns: readonly { readonly email: string; readonly role: string; readonly password: string }[]
}

export interface ExcelDeskOptions {
  /** 0: any that is free. */
  readonly port?: number
  /** Where the certificate for https://localhost is kept, so that it has to be accepted once. */
  readonly certificates?: string
  readonly samples?: HostSettings['samples']
  /** Starts the server to try; `origin` has to be among its ADDIN_FRAME_ANCESTORS. Absent: the demo. */
  readonly startServer?: (origin: string) => Promise<{ readonly address: string; readonly stop: () => Promise<void> }>
}

/** The spreadsheet and the server with the add-in, on this machine only. */
export async function openExcelDesk(options: ExcelDeskOptions = {}): Promise<ExcelDesk> {
  const dataDir = mkdtempSync(join(tmpdir(), 'excel-demo-'))
  const certificate = await developmentCertificates(options.certificates ?? join(dataDir, 'certificates'), Date.now())
  const folder = await buildHostPage()
  const network = await hostServer({ folder, certificate, port: options.port ?? 0 })
  const server = await (options.startServer ?? (origin => startDemo(dataDir, origin)))(network.origin)
  const functions = await fetch(`${server.address}/addin/functions.json`)
  network.begin(server.address, {
    pane: `${network.origin}/addin/taskpane.html`,
    manifest: readFileSync(new URL('../../../manifest.xml', import.meta.url), 'utf8'),
    functions: functions.ok ? await functions.json() : null,
    samples: options.samples ?? messySheets(Math.floor(Date.now() / 86_400_000)),
  })
  return {
    address: `${network.origin}/spreadsheet/`,
    server: network.origin,
    network,
    signIns: demoAccounts.map(({ email, role }) => ({ email, role, password: DEMO_PASSWORD })),
    [Symbol.asyncDispose]: async () => {
      await network[Symbol.asyncDispose]()
      await server.stop()
      for (const path of [folder, dataDir]) rmSync(path, { recursive: true, force: true })
    },
  }
}
