import { WorkbookError, type WorkbookEvent } from '../workbook.ts'
import type { AnchorStore } from './anchor-store.ts'
import type { OwnWrites } from './own-writes.ts'
import { readSelection } from './read-selection.ts'
import { knows } from './run-excel.ts'

type Listener = (event: WorkbookEvent) => void
type Registration = OfficeExtension.EventHandlerResult<unknown>

/** Tells of selections and changes; what Excel is too old to tell of is not told. */
export function watchWorkbook(store: AnchorStore, own: OwnWrites, listener: Listener): () => void {
  let isStopped = false
  const tell: Listener = event => {
    if (!isStopped) listener(event)
  }
  const selection = latest(async () => {
    const selected = await Excel.run(context => readSelection(context, store))
    if (selected) tell({ kind: 'selection', selection: selected })
  })
  const structure = async () => {
    if (!own.isWriting) tell({ kind: 'structure' })
  }
  const changed = async (event: Excel.WorksheetChangedEventArgs) => {
    const isOurs = event.triggerSource ? event.triggerSource === 'ThisLocalAddin' : own.isWriting
    if (isOurs) return
    tell({ kind: 'change', sheetId: event.worksheetId, address: event.address })
    selection()
  }
  const registered = register(selection, structure, changed).catch(error => {
    throw new WorkbookError('failed', 'Following the workbook: Excel does not tell of changes.', { cause: error })
  })
  registered.catch(error => console.error(error))
  selection()
  return () => {
    isStopped = true
    void registered.then(unregister).catch(() => undefined) // The page or the workbook is closing: nobody is left to tell.
  }
}

function register(
  selection: () => void,
  structure: () => Promise<void>,
  changed: (event: Excel.WorksheetChangedEventArgs) => Promise<void>,
): Promise<Registration[]> {
  return Excel.run(async context => {
    const { workbook } = context
    if (!knows('1.9')) {
      const registration = workbook.onSelectionChanged.add(async () => selection())
      await context.sync()
      return [registration]
    }
    const { worksheets, tables } = workbook
    const registrations: Registration[] = [
      worksheets.onSelectionChanged.add(async () => selection()),
      worksheets.onActivated.add(async () => selection()),
      worksheets.onChanged.add(changed),
      worksheets.onAdded.add(structure),
      worksheets.onDeleted.add(structure),
      tables.onAdded.add(structure),
      tables.onDeleted.add(structure),
    ]
    if (knows('1.17')) registrations.push(worksheets.onNameChanged.add(structure))
    await context.sync()
    return registrations
  })
}

async function unregister(registrations: readonly Registration[]): Promise<void> {
  for (const registration of registrations)
    await Excel.run(registration.context, async context => {
      registration.remove()
      await context.sync()
    })
}

/** Runs work again after it ended when it was asked for in between; failures are left to the next one. */
function latest(work: () => Promise<void>): () => void {
  let isRunning = false
  let isWanted = false
  const run = async () => {
    isRunning = true
    do {
      isWanted = false
      await work().catch(() => undefined) // A person is typing, or the sheet went: the next selection tells.
    } while (isWanted)
    isRunning = false
  }
  return () => {
    isWanted = true
    if (!isRunning) void run()
  }
}
