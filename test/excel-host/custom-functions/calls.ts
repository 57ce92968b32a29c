import { Call } from './call.ts'
import { findCalls } from './find-calls.ts'
import { cancellationEntry, type Invocation, invocationEntry, type MessageEntry, resultOf } from './messages.ts'
import type { FunctionMetadata, FunctionsMetadata } from './metadata.ts'
import type { CalculationSeam, CustomFunctionCalls, FormulaCellPlace, ShownInstead } from './seam.ts'

/** What has been said so far, for tests that count. */
export interface CallStatistics {
  readonly invoked: number
  readonly cancelled: number
  readonly results: number
  readonly resultBatches: number
  /** Results of calls that were cancelled or invoked anew. */
  readonly late: number
}

/**
 * How the host calculates cells with custom functions: every call has a slot, whose value the rest of the formula is
 * calculated from. Functions are invoked when their arguments change, in the page of the add-in, through the library.
 * Not volatile: nothing else invokes them but `recalculate` (documentation).
 */
export class CustomFunctionHost implements CustomFunctionCalls {
  readonly #seam: CalculationSeam
  readonly #namespace: string
  readonly #definitions: ReadonlyMap<string, FunctionMetadata>
  readonly #send: (entries: readonly MessageEntry[]) => void
  readonly #cells = new Map<number, readonly Call[]>()
  readonly #running = new Map<number, Call>()
  readonly #counts = { invoked: 0, cancelled: 0, results: 0, resultBatches: 0, late: 0 }
  #backlog: MessageEntry[] | null = []
  #lastInvocation = 0

  /** @param send puts entries into the message event of the page; nothing is sent before `ready` */
  constructor(place: {
    readonly seam: CalculationSeam
    readonly namespace: string
    readonly metadata: FunctionsMetadata
    readonly send: (entries: readonly MessageEntry[]) => void
  }) {
    this.#seam = place.seam
    this.#namespace = place.namespace
    this.#definitions = new Map(place.metadata.functions.map(each => [each.name.toUpperCase(), each]))
    this.#send = place.send
  }

  get statistics(): CallStatistics {
    return { ...this.#counts }
  }

  /** Whether every call has ended. */
  get settled(): boolean {
    return this.#calls().every(call => call.settled)
  }

  prepare(cell: FormulaCellPlace, formula: string): string {
    const old = [...(this.#cells.get(cell.id) ?? [])]
    const calls: Call[] = []
    const rewritten = this.#rewrite(cell, formula, old, calls)
    for (const call of old) this.#drop(call)
    if (calls.length > 0) this.#cells.set(cell.id, calls)
    else this.#cells.delete(cell.id)
    return rewritten
  }

  forget(cellId: number): void {
    for (const call of this.#cells.get(cellId) ?? []) this.#drop(call)
    this.#cells.delete(cellId)
  }

  calculated(): void {
    const entries: MessageEntry[] = []
    let changed = false
    for (const call of this.#calls()) {
      const next = call.next()
      if (!next) continue
      changed = true
      if (call.invocation !== null) entries.push(this.#cancel(call.invocation))
      if (next.kind === 'wait') call.again()
      else if (next.kind === 'settle') call.settle(next.value, null)
      else entries.push(this.#invoke(call, next.invocation))
    }
    this.#say(entries)
    // Slots have changed: what is calculated from them has to follow.
    if (changed) this.#seam.recalculate()
  }

  shown(cellId: number): ShownInstead | null {
    const calls = this.#cells.get(cellId) ?? []
    if (calls.some(call => !call.settled)) return { value: '#BUSY!', message: null }
    const message = calls.find(call => call.message !== null)?.message ?? null
    return message === null ? null : { value: null, message }
  }

  recalculate(): void {
    const running = [...this.#running.keys()]
    for (const call of this.#calls()) call.again()
    this.#say(running.map(invocation => this.#cancel(invocation)))
    this.#seam.recalculate()
  }

  /** The page listens: what has gathered is said now. */
  ready(): void {
    const gathered = this.#backlog ?? []
    this.#backlog = null
    this.#say(gathered)
  }

  /** The page has gone, e.g. was loaded again: calls that ran are invoked anew once it is ready. */
  gone(): void {
    this.#backlog ??= []
    this.#running.clear()
    for (const call of this.#calls()) if (!call.settled) call.again()
  }

  /** What the library passes to SetInvocationArrayResults or SetInvocationResults. */
  results(passed: readonly unknown[]): void {
    this.#counts.resultBatches++
    for (const each of passed) {
      const { id, value, message } = resultOf(each)
      const call = this.#running.get(id)
      if (!call) {
        this.#counts.late++
        continue
      }
      this.#running.delete(id)
      this.#counts.results++
      call.settle(value, message)
    }
    this.#seam.recalculate()
  }

  /** Replaces calls by their slots, innermost first; calls that stood at the same place before go on as they are. */
  #rewrite(cell: FormulaCellPlace, text: string, old: Call[], calls: Call[]): string {
    let written = ''
    let at = 0
    for (const found of findCalls(text, this.#namespace)) {
      const definition = this.#definitions.get(found.name)
      if (!definition) continue
      const args = found.args.map(({ start, end }) => this.#rewrite(cell, text.slice(start, end), old, calls).trim())
      const same = old.findIndex(call => call.name === definition.name)
      const call = old.splice(same < 0 ? old.length : same, 1)[0] ?? new Call(this.#seam, cell, definition)
      call.rewrite(args, cell.address)
      calls.push(call)
      written += text.slice(at, found.start) + call.slot.reference
      at = found.end
    }
    return written + text.slice(at)
  }

  #calls(): Call[] {
    return [...this.#cells.values()].flat()
  }

  #invoke(call: Call, invocation: Omit<Invocation, 'id'>): MessageEntry {
    const id = ++this.#lastInvocation
    call.run(id)
    this.#running.set(id, call)
    this.#counts.invoked++
    return invocationEntry({ id, ...invocation })
  }

  #drop(call: Call): void {
    if (call.invocation !== null) this.#say([this.#cancel(call.invocation)])
    call.release()
  }

  #cancel(invocation: number): MessageEntry {
    this.#running.delete(invocation)
    this.#counts.cancelled++
    return cancellationEntry(invocation)
  }

  #say(entries: readonly MessageEntry[]): void {
    if (entries.length === 0) return
    if (this.#backlog) this.#backlog.push(...entries)
    else this.#send(entries)
  }
}
