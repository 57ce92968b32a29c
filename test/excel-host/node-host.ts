/// <reference types="office-js" />
/// <reference types="custom-functions-runtime" />
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { CustomFunctionHost } from './custom-functions/calls.ts'
import type { FunctionsMetadata } from './custom-functions/metadata.ts'
import { loadIronCalc } from './model/calculation/ironcalc.ts'
import { Workbook } from './model/workbook.ts'
import { hostOrigin, paneWindow } from './node/pane-window.ts'
import type { AppContextOptions } from './protocol/app-context.ts'
import { ExcelHost } from './protocol/excel-host.ts'
import type { Faults } from './protocol/faults.ts'

export interface NodeHostOptions extends AppContextOptions {
  /** A workbook to open; absent: a new one with a sheet for each of `sheets` ("Sheet1"). */
  readonly workbook?: Workbook
  readonly sheets?: readonly string[]
  /** functions.json: formulas may call these of the add-in. */
  readonly functions?: FunctionsMetadata
}

export interface NodeHost {
  readonly Office: typeof Office
  readonly Excel: typeof Excel
  readonly OfficeExtension: typeof OfficeExtension
  readonly CustomFunctions: typeof CustomFunctions
  readonly workbook: Workbook
  readonly host: ExcelHost
  readonly faults: Faults
  /** Calls of the add-in's functions; null where no `functions` were given. */
  readonly customFunctions: CustomFunctionHost | null
  /** Everything that was under way between the pane and Excel has arrived: events were delivered, handlers called. */
  readonly settled: () => Promise<void>
  readonly stop: () => void
}

/**
 * Microsoft's unmodified office.js in plain Node, talking to this host: for fast tests of code that calls `Excel.run`.
 * `workbook` is what the person sees and edits: `typeText(workbook.sheet('Sheet1'), row, column, text)` and the other
 * functions of `model/edits/`, each inside `workbook.edit('label', () => …)` so that it is one undo step, is calculated
 * and told to the add-in; `workbook.undo()`, `workbook.select(sheet, block)` then `workbook.settle('person')`. `faults`
 * makes Excel fail as it sometimes does. Each call makes a new window and workbook (about 30 ms); `stop` ends it.
 *
 *     const { Excel, workbook, stop } = await createNodeHost({ sheets: ['Data'] })
 *     await Excel.run(async context => { … await context.sync() })
 */
export async function createNodeHost(options: NodeHostOptions = {}): Promise<NodeHost> {
  loadIronCalcInNode()
  const workbook = options.workbook ?? new Workbook(options.sheets)
  let underWay = 0
  let deliver: (message: string) => void = () => {}
  const host = new ExcelHost({
    ...options,
    workbook,
    origin: hostOrigin,
    post: message => {
      underWay += 1
      // Messages between windows arrive later, and as copies.
      setImmediate(() => {
        underWay -= 1
        deliver(message)
      })
    },
  })
  const pane = paneWindow(message => {
    underWay += 1
    setImmediate(
      () =>
        void host.receive(message).finally(() => {
          underWay -= 1
        }),
    )
  })
  deliver = pane.deliver
  const globals = pane.globals as unknown as Pick<NodeHost, 'Office' | 'Excel' | 'OfficeExtension' | 'CustomFunctions'>
  await globals.Office.onReady()
  const { Office, Excel, OfficeExtension, CustomFunctions } = globals
  const settled = async (): Promise<void> => {
    for (let quiet = 0; quiet < 3; quiet = underWay === 0 ? quiet + 1 : 0)
      await new Promise(resolve => setImmediate(resolve))
  }
  return {
    Office,
    Excel,
    OfficeExtension,
    CustomFunctions,
    workbook,
    host,
    faults: host.faults,
    customFunctions: host.customFunctions,
    settled,
    stop: () => host.stop(),
  }
}

export function loadIronCalcInNode(): void {
  const file = createRequire(import.meta.url).resolve('@ironcalc/wasm/wasm_bg.wasm')
  loadIronCalc(readFileSync(file))
}
