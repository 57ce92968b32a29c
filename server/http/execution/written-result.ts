import type { ExecutionResult, GraphQLError } from 'graphql'
import type { LongLists } from './long-lists.ts'

/** The data of an answer that is JSON text already. Whoever serializes it otherwise gets what the text says. */
export class WrittenData {
  /** With a mark for each long list. */
  readonly text: string
  readonly longLists: LongLists
  constructor(text: string, longLists: LongLists) {
    this.text = text
    this.longLists = longLists
  }
  toJSON(): unknown {
    return JSON.parse(this.longLists.within(this.text).toString())
  }
}

/** An answer whose data is text; `stringify` is what yoga serializes answers by that have one. */
export interface WrittenResult extends ExecutionResult {
  readonly stringify: (result: ExecutionResult) => string | Buffer
}

/** `written` null: an error made all of it null. The list of errors is kept as it is: what fails later may still come in. */
export function writtenResult(written: WrittenData | null, errors: readonly GraphQLError[]): WrittenResult {
  const data = written as object as Record<string, unknown> | null
  return errors.length === 0 ? { data, stringify } : { errors, data, stringify }
}

/**
 * Texts of so many characters are sent as bytes: as text they are put together once more behind the headers. A page of
 * 114 kB takes about a seventh less of the main thread so.
 */
const LONG = 16_384

/** The answer as JSON, whatever was added to it since; yoga makes the body of either. */
function stringify(result: ExecutionResult & { readonly stringify?: unknown }): string | Buffer {
  const members: string[] = []
  let longLists: LongLists | null = null
  for (const [key, value] of Object.entries(result)) {
    if (key === 'stringify' || value === undefined) continue
    const text = value instanceof WrittenData ? value.text : JSON.stringify(value)
    if (value instanceof WrittenData) longLists = value.longLists
    members.push(`${JSON.stringify(key)}:${text}`)
  }
  const text = `{${members.join(',')}}`
  const whole = longLists ? longLists.within(text) : text
  return typeof whole === 'string' && whole.length >= LONG ? Buffer.from(whole) : whole
}
