import type { Invocation, PassedArgument } from './messages.ts'
import { type FunctionMetadata, flagsOf } from './metadata.ts'
import type { Argument, CalculationSeam, FormulaCellPlace, ResultSlot } from './seam.ts'

/** How a call stands: it has yet to be invoked, it runs, or its result is in its slot. */
type State = 'waiting' | 'running' | 'settled'

export type Next =
  | { readonly kind: 'invoke'; readonly invocation: Omit<Invocation, 'id'> }
  | { readonly kind: 'settle'; readonly value: string }
  | { readonly kind: 'wait' }

/** One call of a custom function in one cell, from when it is written until it is gone. */
export class Call {
  readonly cellId: number
  readonly slot: ResultSlot
  readonly #definition: FunctionMetadata
  readonly #seam: CalculationSeam
  #args: { readonly text: string; readonly argument: Argument }[] = []
  #signature: string | null = null
  #state: State = 'waiting'
  #address: string
  /** Of the invocation that runs; null: none does. */
  invocation: number | null = null
  /** Of the error it answered. */
  message: string | null = null

  constructor(seam: CalculationSeam, place: FormulaCellPlace, definition: FunctionMetadata) {
    this.#seam = seam
    this.#definition = definition
    this.cellId = place.id
    this.#address = place.address
    this.slot = seam.resultSlot()
    this.slot.set('#BUSY!')
  }

  get name(): string {
    return this.#definition.name
  }

  get settled(): boolean {
    return this.#state === 'settled'
  }

  /** Takes what stands in its arguments now; those with the same text stay as they are. */
  rewrite(texts: readonly string[], address: string): void {
    this.#address = address
    const old = this.#args
    this.#args = texts.map((text, index) => {
      const same = old[index]
      if (same?.text === text) return same
      same?.argument.release()
      return { text, argument: this.#seam.argument(text === '' ? '""' : text) }
    })
    for (const { argument } of old.slice(texts.length)) argument.release()
  }

  /**
   * What to do where arguments are not what they were; null: nothing. A call waits for arguments that are still being
   * calculated (documentation: dependents of #BUSY!), hands on an error without being invoked (assumption), and is
   * #VALUE! without an argument that it needs (documentation: reported behaviour).
   */
  next(): Next | null {
    const { parameters } = this.#definition
    const given = this.#args.map(({ text, argument }): PassedArgument => (text === '' ? null : argument.read()))
    if (given.includes('#BUSY!')) return this.#state === 'waiting' ? null : { kind: 'wait' }
    const signature = JSON.stringify(given)
    if (signature === this.#signature) return null
    this.#signature = signature
    const error = given.find(value => typeof value === 'string' && /^#[A-Z/0!?]+$/.test(value))
    if (typeof error === 'string') return { kind: 'settle', value: error }
    const missing = parameters.some(({ optional }, index) => !optional && index >= given.length)
    if (missing || given.length > parameters.length) return { kind: 'settle', value: '#VALUE!' }
    // What is left out arrives as null (documentation).
    const args = parameters.map((_, index) => given[index] ?? null)
    const invocation = { name: this.name, args, address: this.#address, flags: flagsOf(this.#definition) }
    return { kind: 'invoke', invocation }
  }

  run(invocation: number): void {
    this.invocation = invocation
    this.message = null
    this.#state = 'running'
    this.slot.set('#BUSY!')
  }

  settle(value: PassedArgument, message: string | null): void {
    this.invocation = null
    this.message = message
    this.#state = 'settled'
    this.slot.set(value)
    if (Array.isArray(value)) this.#seam.invalidate(this.cellId)
  }

  /** It is invoked as soon as its arguments are calculated, whatever they are. */
  again(): void {
    this.#signature = null
    this.#state = 'waiting'
    this.invocation = null
    this.message = null
    this.slot.set('#BUSY!')
  }

  release(): void {
    for (const { argument } of this.#args) argument.release()
    this.slot.release()
  }
}
