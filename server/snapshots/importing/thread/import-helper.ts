import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { type SheetSource, UnreadableSheet } from '../../reading/sheet.ts'
import type { TypedBatch } from '../../reading/typed/typed-batches.ts'
import type { TypedReader } from '../../reading/typed/typed-reader.ts'
import type { ColumnStage } from '../columns/column-stage.ts'
import type { StoredFiles } from '../columns/stored-files.ts'
import type { FromHelper, HelperAnswer, ReadTask, ToHelper } from './helper-messages.ts'

/** Bytes of a file from which a second thread pays: it takes 0.1 s of processor time to start, and 20 MB. */
const MANY_BYTES = 8 * 1024 * 1024
const resourceLimits = { maxYoungGenerationSizeMb: 8 }

/** Whether an import of such a file is helped. `from`: bytes from which it is, whatever the machine. */
export const isHelped = (source: SheetSource, from: number | undefined): boolean =>
  source.kind === 'file' && source.byteSize >= (from ?? (availableParallelism() > 1 ? MANY_BYTES : Infinity))

/**
 * A thread beside that of an import: it reads the text ahead while ids, hashes and keys of what it has read are found out
 * here, in the order of the sheet; later it merges sorted rows into files while their rollups are summed here.
 */
export class ImportHelper {
  readonly #worker = new Worker(new URL('./helper-thread.ts', import.meta.url), { resourceLimits })
  readonly #come: FromHelper[] = []
  #failure: Error | null = null
  #wake: () => void = () => undefined

  constructor() {
    this.#worker.on('message', (message: FromHelper) => {
      this.#come.push(message)
      this.#wake()
    })
    this.#worker.on('error', error => this.#fail(error instanceof Error ? error : new Error(String(error))))
    this.#worker.on('exit', () => this.#fail(new Error('The helper of the import stopped')))
  }

  /** The records of a text file, as if `reader` had just read them. A batch holds until the next is asked for. */
  async *read(task: Omit<ReadTask, 'type'>, reader: TypedReader): AsyncGenerator<TypedBatch> {
    for await (const answer of this.#answers({ type: 'read', ...task })) {
      if (answer.type === 'cells') yield { records: reader.load(answer.packed), isOdd: answer.isOdd }
      else if (answer.type === 'records') yield answer
    }
  }

  /** Writes the rows of a stage that are to be stored as databases; gives the path of each when it is complete. */
  async *store(stage: ColumnStage, stored: StoredFiles): AsyncGenerator<string> {
    const { table, states } = stage
    const { files, words } = stage.files()
    for await (const answer of this.#answers({ type: 'store', table, files, words, states, stored }))
      if (answer.type === 'file') yield answer.path
  }

  /** Ends the thread, whatever it does. */
  async end(): Promise<void> {
    await this.#worker.terminate()
  }

  async *#answers(task: ToHelper): AsyncGenerator<HelperAnswer> {
    this.#post(task)
    for (;;) {
      const answer = this.#come.shift()
      if (!answer) {
        if (this.#failure) throw this.#failure
        await new Promise<void>(resolve => (this.#wake = resolve))
      } else if (answer.type === 'end') return
      else if (answer.type === 'failed')
        throw answer.code === null ? new Error(answer.message) : new UnreadableSheet(answer.code, answer.message)
      else {
        yield answer
        const buffer = 'packed' in answer ? answer.packed.buffer : null
        this.#post({ type: 'taken', buffer }, buffer)
      }
    }
  }

  #post(message: ToHelper, buffer: ArrayBuffer | null = null): void {
    this.#worker.postMessage(message, buffer ? [buffer] : [])
  }

  #fail(error: Error): void {
    this.#failure ??= error
    this.#wake()
  }
}
