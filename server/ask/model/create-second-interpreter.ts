import { Breaker } from './breaker.ts'
import { checkModelFile } from './check-model-file.ts'
import { ABSTAIN } from './choice-grammar.ts'
import { glossary, promptOf } from './glossary.ts'
import { type Ending, ModelChild } from './model-child.ts'
import type { ModelSettings } from './model-settings.ts'
import type { ChoiceRequest, ModelStatus, ModelTrouble, SecondInterpreter, Verdict } from './second-interpreter.ts'

/** What keeps a model from being tried again: only somebody at the installation can mend it. */
const final: ReadonlySet<ModelTrouble> = new Set([
  ...(['NO_FILE', 'OUTSIDE_FOLDER', 'NOT_A_FILE', 'TOO_LARGE', 'NOT_GGUF', 'WRONG_HASH'] as const),
  'NO_PACKAGE',
])

interface Surroundings {
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number
  /** Told of every failure. */
  readonly report: (ending: Ending) => void
  /** How long nothing is tried after three failures. */
  readonly pauseMs?: number
  readonly loadMs?: number
  readonly program?: string
}

/** Starts checking and loading a model at once, in the background, and keeps it running. */
export function createSecondInterpreter(settings: ModelSettings, surroundings: Surroundings): SecondInterpreter {
  return new SupervisedModel(settings, surroundings)
}

class SupervisedModel implements SecondInterpreter {
  readonly #settings: ModelSettings
  readonly #surroundings: Surroundings
  readonly #breaker: Breaker
  #phase: ModelStatus['phase'] = 'LOADING'
  #last: Ending | null = null
  #child: ModelChild | null = null
  #settling: Promise<void>
  #retry: NodeJS.Timeout | null = null
  /** Questions one after the other: there is one thread. */
  #queue: Promise<unknown> = Promise.resolve()

  constructor(settings: ModelSettings, surroundings: Surroundings) {
    this.#settings = settings
    this.#surroundings = surroundings
    this.#breaker = new Breaker(surroundings.pauseMs ?? 60_000)
    this.#settling = this.#start()
  }

  status(): ModelStatus {
    return {
      phase: this.#phase,
      trouble: this.#last?.trouble ?? null,
      detail: this.#last?.detail ?? null,
      failures: this.#breaker.failures,
      pid: this.#child?.pid ?? null,
    }
  }

  async settled(): Promise<void> {
    for (let seen: Promise<void> | null = null; seen !== this.#settling; ) {
      seen = this.#settling
      await seen
      if (this.#child?.isEnding) await this.#child.gone
    }
  }

  choose(request: ChoiceRequest): Promise<Verdict> {
    const { now } = this.#surroundings
    const until = now() + this.#settings.deadlineMs
    const turn = this.#queue.then(() => this.#ask(request, until - now()))
    this.#queue = turn.catch(() => undefined)
    // Who waits behind others waits no longer than anybody else.
    return orAfter(turn, this.#settings.deadlineMs + 50, { kind: 'FAILED', trouble: 'BUSY' })
  }

  async stop(): Promise<void> {
    this.#phase = 'STOPPED'
    if (this.#retry) clearTimeout(this.#retry)
    await this.#child?.stop()
    await this.#settling
  }

  async #ask({ question, candidates }: ChoiceRequest, msLeft: number): Promise<Verdict> {
    const child = this.#child
    if (this.#phase !== 'READY' || !child) return { kind: 'FAILED', trouble: this.#unavailable() }
    if (msLeft <= 0) return { kind: 'FAILED', trouble: 'BUSY' }
    const words = candidates.map(({ word }) => word)
    const reply = await child.choose(promptOf(question, candidates), words, msLeft)
    if ('trouble' in reply) return { kind: 'FAILED', trouble: reply.trouble }
    const index = words.indexOf(reply.word)
    if (index < 0 && reply.word !== ABSTAIN) return { kind: 'FAILED', trouble: 'NO_CHOICE' }
    this.#breaker.succeeded()
    this.#last = null
    return index < 0 ? { kind: 'ABSTAINED' } : { kind: 'CHOSEN', index }
  }

  #unavailable(): ModelTrouble {
    if (this.#phase === 'LOADING') return 'LOADING'
    return this.#phase === 'STOPPED' ? 'STOPPED' : (this.#last?.trouble ?? 'DIED')
  }

  /** Checks the file, each time anew as it may have changed, and loads it. */
  async #start(): Promise<void> {
    const { path, sha256, maxFileBytes, maxMemoryBytes } = this.#settings
    const file = await checkModelFile({ path, sha256, maxFileBytes })
    if (this.#isStopped()) return
    if ('trouble' in file) {
      this.#failed({ trouble: file.trouble, detail: null })
      return
    }
    const { loadMs = 120_000, program } = this.#surroundings
    const child = new ModelChild({
      ...{ path: file.path, glossary, maxMemoryBytes, loadMs },
      ...(program === undefined ? {} : { program }),
    })
    this.#child = child
    void child.gone.then(ending => {
      this.#child = null
      this.#failed(ending)
    })
    if ((await child.loaded) && !this.#isStopped()) this.#phase = 'READY'
    // What becomes of it is known only when it is gone.
    else await child.gone
  }

  #failed(ending: Ending): void {
    if (this.#isStopped()) return
    const { now, report } = this.#surroundings
    this.#last = ending
    report(ending)
    if (final.has(ending.trouble)) {
      this.#phase = 'REFUSED'
      return
    }
    this.#breaker.failed(now())
    const wait = this.#breaker.wait(now())
    const again = () => {
      this.#phase = 'LOADING'
      this.#settling = this.#start()
    }
    if (wait === 0) {
      again()
      return
    }
    this.#phase = 'PAUSED'
    this.#retry = setTimeout(again, wait).unref()
  }

  #isStopped(): boolean {
    return this.#phase === 'STOPPED'
  }
}

function orAfter<T>(work: Promise<T>, milliseconds: number, otherwise: T): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const late = setTimeout(() => resolve(otherwise), milliseconds)
  void work.then(resolve, reject).finally(() => clearTimeout(late))
  return promise
}
