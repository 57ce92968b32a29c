import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEMO_PASSWORD, demoAccounts } from '../../../server/commands/demo-accounts.ts'
import type { HostSettings } from '../page/host-settings.ts'
import { buildHostPage } from './build-page.ts'
import { startDemo } from './demo-server.ts'
import { type FaultGate, faultGate } from './fault-gate.ts'
import { hostServer } from './host-server.ts'
import { messySheets } from './sample-sheets.ts'

export interface ExcelDesk extends AsyncDisposable {
  /** Of the spreadsheet. */
  readonly address: string
  /** Of the server, as the pane sees it: through the gate that can fail. */
  readonly server: string
  readonly gate: FaultGate
  readonly signIns: readonly { readonly email: string; readonly role: string; readonly password: string }[]
}

export interface ExcelDeskOptions {
  readonly port?: number
  readonly manifest?: string
  readonly samples?: HostSettings['samples']
  /**
   * Starts the server whose add-in is tried; gets the spreadsheet's origin, which has to be among
   * ADDIN_FRAME_ANCESTORS. Absent: the demo.
   */
  readonly startServer?: (origin: string) => Promise<{ readonly address: string; readonly stop: () => Promise<void> }>
}

/** The spreadsheet's page, the server with the add-in's pages, and the gate between them, all on loopback. */
export async function openExcelDesk(options: ExcelDeskOptions = {}): Promise<ExcelDesk> {
  const manifest = options.manifest ?? readFileSync(new URL('../../../manifest.xml', import.meta.url), 'utf8')
  const folder = await buildHostPage()
  let gate: FaultGate | undefined
  const openGate = (): FaultGate => {
    if (!gate) throw new Error('Opening the spreadsheet: its server has not started yet; load the page again.')
    return gate
  }
  let settings: HostSettings | undefined
  const host = await hostServer({
    folder,
    gate: openGate,
    settings: () => {
      if (!settings) throw new Error('Opening the spreadsheet: its server has not started yet; load the page again.')
      return settings
    },
    ...(options.port === undefined ? {} : { port: options.port }),
  })
  const dataDir = mkdtempSync(join(tmpdir(), 'excel-demo-'))
  const server = await (options.startServer ?? (origin => startDemo(dataDir, origin)))(host.address)
  gate = await faultGate(server.address)
  const functions = await fetch(`${gate.address}/addin/functions.json`)
  settings = {
    pane: `${gate.address}/addin/taskpane.html`,
    manifest,
    functions: functions.ok ? await functions.json() : null,
    samples: options.samples ?? messySheets(Math.floor(Date.now() / 86_400_000)),
  }
  return {
    address: host.address,
    server: gate.address,
    gate,
    signIns: demoAccounts.map(({ email, role }) => ({ email, role, password: DEMO_PASSWORD })),
    [Symbol.asyncDispose]: async () => {
      await host[Symbol.asyncDispose]()
      await gate?.[Symbol.asyncDispose]()
      await server.stop()
      for (const path of [folder, dataDir]) rmSync(path, { recursive: true, force: true })
    },
  }
}
