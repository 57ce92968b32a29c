import type { CustomFunctionHost } from '../custom-functions/calls.ts'
import { connectCustomFunctions } from '../custom-functions/connect.ts'
import type { FunctionsMetadata } from '../custom-functions/metadata.ts'
import { type Shift, shiftedBlock } from '../model/formula/shift.ts'
import type { Sheet } from '../model/sheet.ts'
import type { Workbook } from '../model/workbook.ts'
import { newObject, type PaneVisibility } from '../objects/internal-services.ts'
import { RangeTarget } from '../objects/range-target.ts'
import { workbookObject } from '../objects/workbook-object.ts'
import { type AppContextOptions, appContext } from './app-context.ts'
import { type BatchRequest, messageErrors } from './batch-messages.ts'
import { Channel } from './channel.ts'
import type { RequestEnvelope } from './envelope.ts'
import { eventEntries } from './event-entries.ts'
import { Faults } from './faults.ts'
import { References } from './references.ts'
import { runBatch } from './run-batch.ts'

const dispatch = { richApi: 93, commandCompleted: 94 } as const
const DELAY_FOR_CELL_EDIT = 64

export interface ExcelHostOptions extends AppContextOptions {
  readonly workbook: Workbook
  readonly origin: string
  readonly post: (message: string) => void
  /** functions.json of the add-in, where its functions are to calculate in cells. */
  readonly functions?: FunctionsMetadata
  readonly pane?: PaneVisibility
  readonly onCommandCompleted?: (id: string) => void
  /** Other calls of the library: dialogs, visibility of the pane. */
  readonly onCall?: (dispatchId: number, data: Readonly<Record<string, unknown>>) => unknown
}

/** What one batch did, for measurements and the page's status bar. */
export interface BatchRecord {
  readonly actions: number
  readonly requestBytes: number
  readonly responseBytes: number
  readonly milliseconds: number
  readonly error: string | null
}

/** Excel, as one add-in frame sees it: answers the library's messages from the workbook and tells it of events. */
export class ExcelHost {
  readonly workbook: Workbook
  readonly faults = new Faults()
  readonly references = new References()
  readonly channel: Channel
  readonly batches: BatchRecord[] = []
  /** Whether the pane is seen; the add-in may show and hide it. */
  readonly pane: PaneVisibility
  readonly customFunctions: CustomFunctionHost | null
  readonly #options: ExcelHostOptions
  readonly #stop: () => void

  constructor(options: ExcelHostOptions) {
    this.#options = options
    this.workbook = options.workbook
    this.channel = new Channel({
      origin: options.origin,
      post: options.post,
      answer: request => this.#answer(request),
    })
    this.pane = options.pane ?? { visible: true }
    const { functions } = options
    this.customFunctions = functions
      ? connectCustomFunctions(this.workbook, functions, entries => void this.tell(entries))
      : null
    const follow = (sheet: Sheet, shift: Shift): void => {
      // Ranges that the library keeps move with their cells.
      for (const target of this.references.targets())
        if (target instanceof RangeTarget && target.sheet === sheet)
          target.block = shiftedBlock(target.block, shift) ?? target.block
    }
    this.workbook.onShift.add(follow)
    const unlisten = this.workbook.listen((changes, origin) => {
      const entries = eventEntries(this.workbook, changes, origin)
      if (entries.length > 0) this.tell(entries)
      if (changes.some(({ kind }) => kind === 'selection')) this.channel.fire('documentSelectionChanged', {})
    })
    this.#stop = () => {
      unlisten()
      this.workbook.onShift.delete(follow)
    }
  }

  receive(message: unknown): Promise<void> {
    return this.channel.receive(message)
  }

  /** Messages of the rich API: events, invocations of custom functions, actions. */
  tell(entries: readonly (readonly unknown[])[]): boolean {
    return this.channel.fire('richApiMessage', { ArrayData: entries })
  }

  /** A click on a ribbon button that runs a function of the add-in. */
  invokeCommand(controlId: string, functionName: string): boolean {
    return this.channel.fire('appCommandInvoked', [
      controlId,
      functionName,
      JSON.stringify({ source: { id: controlId } }),
    ])
  }

  stop(): void {
    this.#stop()
  }

  async #answer(request: RequestEnvelope): Promise<unknown> {
    if (request._actionName === 'ContextActivationManager_getAppContextAsync') return appContext(this.#options)
    if (request._actionName !== 'executeMethod') return null
    const data = request._data ?? {}
    const id = data.DdaMethod?.DispatchId ?? -1
    if (id === dispatch.richApi) return { Version: 1, Error: 0, ...(await this.#execute(data.ArrayData ?? [])) }
    if (id === dispatch.commandCompleted) this.#options.onCommandCompleted?.(String(data.ArrayData?.[0] ?? ''))
    const answer = await this.#options.onCall?.(id, data)
    return { Version: 1, Error: 0, ...(typeof answer === 'object' ? answer : {}) }
  }

  async #execute(message: readonly unknown[]): Promise<object> {
    const text = String(message[4] ?? '')
    const flags = Number(message[6] ?? 0)
    if (this.faults.delay > 0) await new Promise(resolve => setTimeout(resolve, this.faults.delay))
    if (this.faults.editingCell && !isInternal(text)) {
      if ((flags & DELAY_FOR_CELL_EDIT) === 0) return { Error: messageErrors.cellEditing }
      await this.faults.afterEditing()
    }
    if (text.length > this.faults.payloadLimit) return { Error: messageErrors.requestTooLarge }
    const response = this.#run(text)
    if (response.length > this.faults.payloadLimit) return { Error: messageErrors.responseTooLarge }
    return { Data: [200, [], response] }
  }

  #run(text: string): string {
    const start = performance.now()
    const request: BatchRequest = JSON.parse(text)
    const { workbook } = this
    workbook.journal.begin()
    const response =
      this.#failed() ??
      runBatch(request, {
        root: workbookObject(workbook),
        newObject: name => newObject(name, this.customFunctions ?? { ready: () => {}, results: () => {} }, this.pane),
        references: this.references,
        beforeReading: () => workbook.calculator.ensure(),
        part: work => workbook.journal.step('part', work),
        register: () => {},
      })
    workbook.journal.end('add-in')
    workbook.settle('add-in')
    const answer = JSON.stringify(response)
    this.batches.push({
      actions: request.Actions.length,
      requestBytes: text.length,
      responseBytes: answer.length,
      milliseconds: performance.now() - start,
      error: response.Error?.Code ?? null,
    })
    return answer
  }

  #failed() {
    if (this.faults.failNext <= 0) return null
    this.faults.failNext -= 1
    const failure = {
      Code: 'GeneralException',
      Message: 'There was an internal error while processing the request.',
      Location: '',
      HttpStatusCode: 500,
      ActionIndex: 0,
    }
    return { Results: [], TraceIds: [], Error: failure }
  }
}

/** Messages of the library's own and results of custom functions come through while a cell is edited. */
const isInternal = (text: string): boolean =>
  text.includes('Microsoft.InternalService') || text.includes('SetInvocation')
