import type { Frame, Page } from 'playwright-core'
import {
  type Work,
  type Workbook,
  WorkbookError,
  type WorkbookErrorKind,
  type WorkbookEvent,
} from '../../../../../addin/workbook/workbook.ts'
import type { OpenWorkbook, Person } from '../../person.ts'
import type { AdapterPage } from './adapter-page.ts'
import type { Method } from './page/pane.ts'

let ids = 0

/** Opens a workbook in the page, and loads the adapter anew; `pane` is the frame that it runs in. */
export async function openInChromium(adapter: AdapterPage, sheets: Parameters<OpenWorkbook>[0]) {
  const { page } = adapter
  await page.evaluate(given => window.openWorkbook?.(given), sheets)
  const pane = await (await page.waitForSelector('iframe')).contentFrame()
  if (!pane) throw new Error('The pane has no frame.')
  await pane.waitForFunction(() => window.adapter !== undefined)
  const host = await pane.evaluate(() => window.adapter?.host)
  if (!host) throw new Error('The pane has no adapter.')
  return { workbook: remoteWorkbook(adapter, pane, host), person: remotePerson(page), pane }
}

/** The adapter in the page, called from here: plain data goes there and back, as the port promises. */
function remoteWorkbook({ listeners }: AdapterPage, pane: Frame, host: Workbook['host']): Workbook {
  const call = async (method: Method, args: readonly unknown[], work: Work = {}): Promise<never> => {
    const id = ++ids
    const stop = () => pane.evaluate(named => window.adapter?.abort(named), id)
    listeners.set(id, async ([part, doing]) => {
      work.progress?.(part as number, doing as string)
      if (work.signal?.aborted) await stop()
    })
    const given = { id, method, args }
    const outcome = await pane.evaluate(each => window.adapter?.call(each.id, each.method, each.args), given)
    listeners.delete(id)
    if (!outcome) throw new Error('The pane has no adapter.')
    if ('kind' in outcome) throw new WorkbookError(outcome.kind as WorkbookErrorKind, outcome.message)
    return outcome.result as never
  }
  return {
    host,
    sources: () => call('sources', []),
    readCells: (source, work) => call('readCells', [source], work),
    markCells: (owner, source, marks, work) => call('markCells', [owner, source, marks], work),
    pulledTables: options => call('pulledTables', [options]),
    writeTable: (model, target, work) => call('writeTable', [model, target], work),
    show: place => call('show', [place]),
    watch: listener => {
      const id = ++ids
      listeners.set(id, ([event]) => listener(event as WorkbookEvent))
      const watching = pane.evaluate(named => window.adapter?.watch(named), id)
      return () => {
        listeners.delete(id)
        void watching.then(() => pane.evaluate(named => window.adapter?.unwatch(named), id)).catch(() => undefined)
      }
    },
  }
}

/** The person at the page's grid: what is typed there goes the same way as on the keyboard. */
function remotePerson(page: Page): Person {
  type Act = Exclude<keyof Person, 'cells'>
  const act = (name: Act, ...args: readonly unknown[]): Promise<never> =>
    page.evaluate(
      ([each, given]) => {
        const person = window.person as unknown as Record<Act, (...all: readonly unknown[]) => Promise<unknown>>
        return person[each](...given)
      },
      [name, args] as const,
    ) as Promise<never>
  return {
    type: (...args) => act('type', ...args),
    select: (...args) => act('select', ...args),
    insertRows: (...args) => act('insertRows', ...args),
    deleteRows: (...args) => act('deleteRows', ...args),
    sort: (...args) => act('sort', ...args),
    copySheet: (...args) => act('copySheet', ...args),
    deleteSheet: (...args) => act('deleteSheet', ...args),
    undo: () => act('undo'),
    hideRows: (...args) => act('hideRows', ...args),
    paint: (...args) => act('paint', ...args),
    sheets: () => act('sheets'),
    cells: async name =>
      new Map(await page.evaluate(async each => [...((await window.person?.cells(each)) ?? [])], name)),
    colour: (...args) => act('colour', ...args),
    note: (...args) => act('note', ...args),
  }
}
