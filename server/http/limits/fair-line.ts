/** Those who ask, from the whole to the part: an organization, and a person of it. */
export type Asker = readonly string[]

export interface LineLimits {
  /** Most that run at once. */
  readonly atOnce: number
  /** Most that wait. */
  readonly waiting: number
  /** What one organization may take of both at most, and of that, one person: above 0, up to 1. */
  readonly share: number
}

/**
 * Who comes next where several wait: of the organizations the one of which fewest run, among those the one whose last
 * began longest ago; of its people likewise; of one person in the order they came. So who asks for little is not behind
 * those who ask for a lot, nor, as nobody can hold all turns, behind their slow work.
 */
export class FairLine {
  readonly #limits: LineLimits
  readonly #parts = new Map<string, FairLine>()
  /** Only of a person, who has no parts. */
  readonly #queue = new Set<() => void>()
  #running = 0
  #waiting = 0
  /** When the last of it began: how many had begun before in the line that it is a part of. */
  #began = 0
  #begun = 0

  constructor(limits: LineLimits) {
    this.#limits = limits
  }

  /** Whether one more may wait. */
  hasRoom(asker: Asker): boolean {
    return this.#known(asker).every(line => line.#waiting < line.#limits.waiting)
  }

  /** Whether one more may run. */
  hasTurn(asker: Asker): boolean {
    return this.#known(asker).every(line => line.#mayRun)
  }

  wait(asker: Asker, come: () => void): void {
    const path = this.#path(asker)
    for (const line of path) line.#waiting++
    path.at(-1)!.#queue.add(come)
  }

  /** Waits no more, because it runs or because it went away. */
  leave(asker: Asker, come: () => void): void {
    const path = this.#path(asker)
    if (path.at(-1)!.#queue.delete(come)) for (const line of path) line.#waiting--
    this.#forget(asker)
  }

  begin(asker: Asker): void {
    let whole: FairLine = this
    for (const line of this.#path(asker)) {
      line.#running++
      line.#began = whole.#begun
      line.#begun++
      whole = line
    }
  }

  end(asker: Asker): void {
    for (const line of this.#path(asker)) line.#running--
    this.#forget(asker)
  }

  /** Whoever waits and may run now; undefined: nobody. */
  next(): (() => void) | undefined {
    if (!this.#hasNext) return undefined
    const [first] = this.#queue
    if (first) return first
    let next: FairLine | null = null
    for (const part of this.#parts.values()) if (part.#hasNext && (!next || part.#isBefore(next))) next = part
    return next?.next()
  }

  get #mayRun(): boolean {
    return this.#running < this.#limits.atOnce
  }

  get #hasNext(): boolean {
    if (this.#waiting === 0 || !this.#mayRun) return false
    return this.#queue.size > 0 || this.#parts.values().some(part => part.#hasNext)
  }

  #isBefore(other: FairLine): boolean {
    return this.#running < other.#running || (this.#running === other.#running && this.#began < other.#began)
  }

  /** This line and the parts of it that the asker belongs to, as far as there are any. */
  #known([name, ...rest]: Asker): FairLine[] {
    const part = name === undefined ? undefined : this.#parts.get(name)
    return part ? [this, ...part.#known(rest)] : [this]
  }

  /** The same, which there are from now on. */
  #path([name, ...rest]: Asker): FairLine[] {
    if (name === undefined) return [this]
    const part = this.#parts.get(name) ?? new FairLine(partOf(this.#limits))
    this.#parts.set(name, part)
    return [this, ...part.#path(rest)]
  }

  /** Of whom nothing is left, others are not compared with. */
  #forget([name, ...rest]: Asker): void {
    const part = name === undefined ? undefined : this.#parts.get(name)
    if (!part) return
    part.#forget(rest)
    if (part.#running === 0 && part.#waiting === 0) this.#parts.delete(name!)
  }
}

const partOf = ({ atOnce, waiting, share }: LineLimits): LineLimits => ({
  atOnce: Math.max(1, Math.floor(atOnce * share)),
  waiting: Math.ceil(waiting * share),
  share,
})
