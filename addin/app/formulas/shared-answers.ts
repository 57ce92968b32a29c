import { cancelled } from './formula-error-of.ts'

/** Work that is under way, and how to stop it where nobody waits for it any more. */
export interface Started<Answer> {
  readonly answer: Promise<Versioned<Answer>>
  /** false: it cannot be stopped any more, so its answer may as well be kept. */
  readonly cancel: () => boolean
}

export interface Versioned<Answer> {
  readonly value: Answer
  /** Of the data that it was worked out from. */
  readonly version: number
}

interface Entry<Answer> extends Started<Answer> {
  waiting: number
  settled: { readonly at: number; readonly version: number } | null
}

/**
 * Answers by key: whoever asks for one that is known or under way shares it. An answer is known for a while, and as long
 * as no newer version of the data was seen; a failure is told to those who wait and forgotten.
 */
export class SharedAnswers {
  readonly #entries = new Map<string, Entry<unknown>>()
  readonly #keep: { readonly milliseconds: number; readonly now: () => number }
  #version = 0

  constructor(keep: { readonly milliseconds: number; readonly now: () => number }) {
    this.#keep = keep
  }

  /** The answer of a key; `start` begins it where it has to be asked for. Rejects with AbortError when the signal says so. */
  get<Answer>(key: string, start: () => Started<Answer>, signal?: AbortSignal): Promise<Answer> {
    if (signal?.aborted) return Promise.reject(cancelled())
    const known = this.#entries.get(key) as Entry<Answer> | undefined
    const entry = known && this.#holds(known) ? known : this.#begin(key, start())
    return this.#wait(key, entry, signal)
  }

  /** Forgets everything: the next one who asks is answered by the server. */
  clear(): void {
    this.#entries.clear()
    this.#version = 0
  }

  #holds({ settled }: Entry<unknown>): boolean {
    if (!settled) return true
    return settled.version === this.#version && this.#keep.now() - settled.at < this.#keep.milliseconds
  }

  #begin<Answer>(key: string, started: Started<Answer>): Entry<Answer> {
    const entry: Entry<Answer> = { ...started, waiting: 0, settled: null }
    this.#entries.set(key, entry as Entry<unknown>)
    entry.answer.then(
      ({ version }) => {
        // Versions only grow; an answer that was overtaken is told, not kept.
        this.#version = Math.max(this.#version, version)
        entry.settled = { at: this.#keep.now(), version }
      },
      () => this.#forget(key, entry),
    )
    return entry
  }

  async #wait<Answer>(key: string, entry: Entry<Answer>, signal?: AbortSignal): Promise<Answer> {
    entry.waiting++
    const leave = Promise.withResolvers<never>()
    const onAbort = () => {
      entry.waiting--
      if (entry.waiting === 0 && !entry.settled && entry.cancel()) this.#forget(key, entry)
      leave.reject(cancelled())
    }
    signal?.addEventListener('abort', onAbort)
    try {
      return (await Promise.race([entry.answer, leave.promise])).value
    } finally {
      signal?.removeEventListener('abort', onAbort)
    }
  }

  #forget<Answer>(key: string, entry: Entry<Answer>): void {
    if (this.#entries.get(key) === entry) this.#entries.delete(key)
  }
}
