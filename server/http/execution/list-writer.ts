import { type FieldNode, GraphQLError, locatedError, responsePathAsArray } from 'graphql'
import { abandon, joined } from './pieces.ts'
import { isPromise, type Later, type Path, type Run, type Writer, type Written } from './run.ts'

/** What a list writer knows of its items, and of the field that it stands in. */
export interface ListPlan {
  readonly item: Writer
  readonly itemIsNonNull: boolean
  readonly nodes: readonly FieldNode[]
  /** As errors name it, e.g. MetricTable.rows. */
  readonly field: string
}

/** Writes a list: an array, or anything else to go through but text. An item that fails is null, where it may be. */
export function listWriter({ item, itemIsNonNull, nodes, field }: ListPlan): Writer {
  const failed = (run: Run, error: unknown, path: Path): null => {
    const located = locatedError(error, nodes, responsePathAsArray(path))
    if (itemIsNonNull) throw located
    run.errors.add(located, path)
    return null
  }
  return (run, value, path, info) => {
    const items = itemsOf(value, field)
    let text = '['
    let pieces: Later<Written>[] | undefined
    for (let index = 0; index < items.length; index++) {
      const place: Path = { prev: path, key: index, typename: undefined }
      if (index > 0) text += ','
      try {
        const each = items[index]
        const written = isPromise(each)
          ? each.then(found => item(run, found, place, info))
          : item(run, each, place, info)
        if (!isPromise(written)) {
          text += `${written}`
          continue
        }
        pieces ??= []
        pieces.push(
          text,
          written.then(undefined, error => failed(run, error, place)),
        )
        text = ''
      } catch (error) {
        if (itemIsNonNull) abandon([...(pieces ?? []), ...items.slice(index + 1)])
        text += `${failed(run, error, place)}`
      }
    }
    return pieces ? joined([...pieces, text, ']']) : `${text}]`
  }
}

/** A list of plain values that writes itself as JSON in UTF-8: one of tens of thousands of objects need not make them. */
interface WrittenList {
  readonly jsonBytes: () => Uint8Array
}

/** Writes a list of scalars or enums: by itself where it can. */
export function leafListWriter(plan: ListPlan): Writer {
  const write = listWriter(plan)
  return (run, value, path, info) =>
    isWrittenList(value) ? run.longLists.add(value.jsonBytes()) : write(run, value, path, info)
}

const isWrittenList = (value: unknown): value is WrittenList =>
  typeof value === 'object' && value !== null && 'jsonBytes' in value && typeof value.jsonBytes === 'function'

function itemsOf(value: unknown, field: string): readonly unknown[] {
  if (Array.isArray(value)) return value
  if (typeof value === 'object' && value !== null && Symbol.iterator in value) return [...(value as Iterable<unknown>)]
  throw new GraphQLError(`Expected Iterable, but did not find one for field "${field}".`)
}
