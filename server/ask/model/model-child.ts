import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { fromModel, OUT_OF_MEMORY_STATUS, type ToModel } from './model-messages.ts'
import type { ModelTrouble } from './second-interpreter.ts'

export interface Ending {
  readonly trouble: ModelTrouble
  readonly detail: string | null
}

export interface ChildSettings {
  readonly path: string
  readonly glossary: string
  readonly maxMemoryBytes: number
  /** Time limit of loading, in milliseconds. */
  readonly loadMs: number
  /** The program to run; tests put it where its library is missing. */
  readonly program?: string
}

type Reply = { readonly word: string } | { readonly trouble: ModelTrouble }

const PROGRAM = fileURLToPath(new URL('./model-process.ts', import.meta.url))
const WATCH_MS = 50

/** The process of a model, seen from the server: loads once, answers one question at a time, and ends at the first failure. */
export class ModelChild {
  readonly #process: ChildProcess
  readonly #watch: NodeJS.Timeout
  #waiting: { readonly id: number; readonly reply: (reply: Reply) => void } | null = null
  #lastId = 0
  #ending: Ending | null = null
  readonly #loading = Promise.withResolvers<boolean>()
  readonly #gone = Promise.withResolvers<Ending>()

  constructor({ path, glossary, maxMemoryBytes, loadMs, program = PROGRAM }: ChildSettings) {
    this.#process = fork(program, [], {
      // Nothing of the server's surroundings, where passwords may be, goes along.
      env: {},
      execArgv: ['--max-old-space-size=256'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    this.#process.on('message', message => this.#hear(message))
    this.#process.on('error', error => this.#end('DIED', error.message))
    this.#process.on('exit', (status, signal) => {
      this.#end(
        status === OUT_OF_MEMORY_STATUS ? 'OUT_OF_MEMORY' : 'DIED',
        signal ? `ended by ${signal}` : `exit status ${status}`,
      )
      this.#gone.resolve(this.#ending!)
    })
    this.#watch = setInterval(() => {
      if ((residentBytes(this.#process.pid) ?? 0) > maxMemoryBytes) this.#end('OUT_OF_MEMORY', null)
    }, WATCH_MS).unref()
    const late = setTimeout(() => this.#end('TIMED_OUT', 'while loading'), loadMs).unref()
    void this.#loading.promise.then(() => clearTimeout(late))
    this.#send({ kind: 'LOAD', path, glossary, maxMemoryBytes })
  }

  get pid(): number | null {
    return this.#process.pid ?? null
  }

  /** Whether it has failed or been stopped, gone or not. */
  get isEnding(): boolean {
    return this.#ending !== null
  }

  /** Whether it loaded; false: it has ended instead. */
  get loaded(): Promise<boolean> {
    return this.#loading.promise
  }

  /** Resolves when the process is gone, with why. */
  get gone(): Promise<Ending> {
    return this.#gone.promise
  }

  /** The word it says. A process that takes longer than its time limit is ended. */
  async choose(prompt: string, words: readonly string[], deadlineMs: number): Promise<Reply> {
    if (this.#ending) return this.#ending
    const id = ++this.#lastId
    const { promise, resolve } = Promise.withResolvers<Reply>()
    this.#waiting = { id, reply: resolve }
    const late = setTimeout(() => this.#end('TIMED_OUT', null), deadlineMs)
    this.#send({ kind: 'CHOOSE', id, prompt, words: [...words] })
    const reply = await promise
    clearTimeout(late)
    return reply
  }

  async stop(): Promise<void> {
    this.#end('STOPPED', null)
    await this.gone
  }

  #send(message: ToModel): void {
    this.#process.send(message, error => error && this.#end('DIED', error.message))
  }

  #hear(raw: unknown): void {
    const { success, data: message } = fromModel.safeParse(raw)
    if (!success) this.#end('BAD_MESSAGE', null)
    else if (message.kind === 'LOADED') this.#loading.resolve(true)
    else if (message.kind === 'NOT_LOADED') this.#end(message.trouble, message.detail)
    else if (message.id !== this.#waiting?.id) this.#end('BAD_MESSAGE', null)
    else {
      const { reply } = this.#waiting
      this.#waiting = null
      reply(message.kind === 'CHOSEN' ? { word: message.word } : { trouble: 'NO_CHOICE' })
    }
  }

  #end(trouble: ModelTrouble, detail: string | null): void {
    if (this.#ending) return
    this.#ending = { trouble, detail }
    clearInterval(this.#watch)
    // Not to be asked politely: it may hang, or be stopped.
    this.#process.kill('SIGKILL')
    if (this.#process.pid === undefined) this.#gone.resolve(this.#ending)
    this.#loading.resolve(false)
    this.#waiting?.reply(this.#ending)
    this.#waiting = null
  }
}

/** Memory of a process that is in use, where the system tells (Linux); elsewhere the process watches itself alone. */
function residentBytes(pid: number | undefined): number | null {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? null : Number(kilobytes) * 1024
  } catch {
    return null
  }
}
