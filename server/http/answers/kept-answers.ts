/** An answer as it was sent. */
export interface KeptAnswer {
  readonly contentType: string
  readonly body: Buffer
  /** Personal data in it: fields and how many values, for the audit log of whoever gets it. */
  readonly personal: ReadonlyMap<string, number>
}

/** What an answer takes beside its body: its keys and the objects around it, measured over 20,000 of 400 bytes. */
const OVERHEAD = 700

/**
 * Answers by key, each of a state of its organization's data. When an organization is in another state, all of its
 * answers are forgotten: what was erased stands in no answer. When they take too much memory, the ones that were not
 * asked for longest go.
 */
export class KeptAnswers {
  readonly #maxBytes: number
  readonly #answers = new Map<string, KeptAnswer>()
  readonly #states = new Map<number, { state: string; readonly keys: Set<string> }>()
  #bytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  get bytes(): number {
    return this.#bytes
  }

  find(organizationId: number, state: string, key: string): KeptAnswer | undefined {
    this.#keysOf(organizationId, state)
    const address = addressOf(organizationId, key)
    const answer = this.#answers.get(address)
    if (!answer) return undefined
    // The one asked for last goes to the end.
    this.#answers.delete(address)
    this.#answers.set(address, answer)
    return answer
  }

  keep(organizationId: number, state: string, key: string, answer: KeptAnswer): void {
    const size = sizeOf(answer)
    if (size > this.#maxBytes / 4) return
    const keys = this.#keysOf(organizationId, state)
    const address = addressOf(organizationId, key)
    this.#drop(address)
    this.#answers.set(address, answer)
    keys.add(address)
    this.#bytes += size
    for (const oldest of this.#answers.keys()) {
      if (this.#bytes <= this.#maxBytes) break
      this.#drop(oldest)
    }
  }

  /** The keys of an organization's answers, once those of another state are gone. */
  #keysOf(organizationId: number, state: string): Set<string> {
    const known = this.#states.get(organizationId)
    if (known?.state === state) return known.keys
    for (const address of known?.keys ?? []) this.#drop(address)
    const keys = new Set<string>()
    this.#states.set(organizationId, { state, keys })
    return keys
  }

  #drop(address: string): void {
    const answer = this.#answers.get(address)
    if (!answer) return
    this.#answers.delete(address)
    this.#bytes -= sizeOf(answer)
    this.#states.get(Number(address.slice(0, address.indexOf(' '))))?.keys.delete(address)
  }
}

const addressOf = (organizationId: number, key: string): string => `${organizationId} ${key}`
const sizeOf = (answer: KeptAnswer): number => answer.body.length + OVERHEAD
