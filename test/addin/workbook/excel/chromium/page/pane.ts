import { createExcelWorkbook } from '../../../../../../addin/workbook/excel/create-excel-workbook.ts'
import {
  runSelfCheck,
  type SelfCheckTranscript,
} from '../../../../../../addin/workbook/excel/self-check/run-self-check.ts'
import { type Work, type Workbook, WorkbookError } from '../../../../../../addin/workbook/workbook.ts'

export type Method = Exclude<keyof Workbook, 'host' | 'watch'>

/** What leaves the page: plain values. */
export type Outcome = { readonly result: unknown } | { readonly kind: string; readonly message: string }

declare global {
  interface Window {
    adapter?: {
      readonly host: Workbook['host']
      /** `id` names the call to `tellTest` and `abort`. */
      readonly call: (id: number, method: Method, args: readonly unknown[]) => Promise<Outcome>
      readonly abort: (id: number) => void
      readonly watch: (id: number) => void
      readonly unwatch: (id: number) => void
      readonly selfCheck: () => Promise<SelfCheckTranscript>
    }
    /** Of the test, given to the page by its browser. */
    tellTest?: (id: number, told: readonly unknown[]) => Promise<void>
  }
}

await Office.onReady()
const workbook = createExcelWorkbook()
const aborts = new Map<number, AbortController>()
const watches = new Map<number, () => void>()

/** What the test does upon it is done before Excel does anything more: as a click is that comes in between. */
const tell = (id: number, ...told: readonly unknown[]): void => {
  const before = parent.paneIsHeard
  parent.paneIsHeard = Promise.all([before, window.tellTest?.(id, told)])
}

async function call(id: number, method: Method, args: readonly unknown[]): Promise<Outcome> {
  const stop = new AbortController()
  aborts.set(id, stop)
  const work: Work = { signal: stop.signal, progress: (part, doing) => tell(id, part, doing) }
  try {
    const port = workbook as unknown as Record<Method, (...all: readonly unknown[]) => Promise<unknown>>
    const result = await port[method](...args, work)
    return { result }
  } catch (error) {
    if (error instanceof WorkbookError) return { kind: error.kind, message: error.message }
    throw error
  } finally {
    await parent.paneIsHeard
    aborts.delete(id)
  }
}

window.adapter = {
  host: workbook.host,
  call,
  abort: id => aborts.get(id)?.abort(),
  watch: id => {
    watches.set(
      id,
      workbook.watch(event => void window.tellTest?.(id, [event])),
    )
  },
  unwatch: id => {
    watches.get(id)?.()
    watches.delete(id)
  },
  selfCheck: () => runSelfCheck(),
}
