import { type FieldNode, GraphQLError, type GraphQLObjectType } from 'graphql'
import { joined } from './pieces.ts'
import type { QuickWriter } from './quick-writer.ts'
import { type FieldWriter, isPromise, type Later, type Path, type Run, type Writer, type Written } from './run.ts'

/** A field and how to write it. */
export interface PlannedField {
  readonly key: string
  readonly write: FieldWriter
  /** The property that it is and how a value is written that is there; null: something has to be worked out. */
  readonly quick: { readonly property: string; readonly write: QuickWriter } | null
}

/** Writes the fields of an object, all of them begun before any is waited for. */
export function fieldsWriter(fields: readonly PlannedField[]) {
  const starts = startsOf(fields)
  const writes = fields.map(({ write }) => write)
  return (run: Run, source: unknown, path: Path | undefined): Later<string> => {
    let text = '{'
    let pieces: Later<Written>[] | undefined
    try {
      for (let index = 0; index < writes.length; index++) {
        text += starts[index]
        const written = writes[index]!(run, source, path)
        if (isPromise(written)) {
          pieces ??= []
          pieces.push(text, written)
          text = ''
        } else text += `${written}`
      }
    } catch (error) {
      if (!pieces) throw error
      // Those that are under way may fail as well, and are waited for.
      return whole(pieces).finally(() => {
        throw error
      })
    }
    return pieces ? whole([...pieces, text, '}']) : `${text}}`
  }
}

/** One tick later than its pieces, as objects of the reference are. */
const whole = (pieces: readonly Later<Written>[]): Promise<string> => joined(pieces).then(text => text)

/** Writes the fields of an object one after the other: those of a mutation. */
export function fieldsInTurnWriter(fields: readonly PlannedField[]) {
  const starts = startsOf(fields)
  return (run: Run, source: unknown): Later<string> => {
    let text: Later<string> = fields.length === 0 ? '{}' : '{'
    for (const [index, { write }] of fields.entries()) {
      const next = (before: string): Later<string> => {
        const end = index === fields.length - 1 ? '}' : ''
        const written = write(run, source, undefined)
        const added = (found: Written) => `${before}${starts[index]}${found}${end}`
        return isPromise(written) ? written.then(added) : added(written)
      }
      text = typeof text === 'string' ? next(text) : text.then(next)
    }
    return text
  }
}

/** What stands before each field: its key, and what parts it from the one before. */
export const startsOf = (fields: readonly PlannedField[]): string[] =>
  fields.map(({ key }, index) => `${index === 0 ? '' : ','}${JSON.stringify(key)}:`)

/** Writes an object of a type, once it is known to be of it where the type can tell. */
export function objectWriter(
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  write: ReturnType<typeof fieldsWriter>,
): Writer {
  const { isTypeOf } = type
  if (!isTypeOf) return write
  const sure = (is: boolean, run: Run, value: unknown, path: Path): Later<string> => {
    if (is) return write(run, value, path)
    throw new GraphQLError(`Expected value of type "${type.name}" but got another.`, { nodes })
  }
  return (run, value, path, info) => {
    const is = isTypeOf(value, run.contextValue, info!)
    return isPromise(is) ? is.then(found => sure(found as boolean, run, value, path)) : sure(is, run, value, path)
  }
}
