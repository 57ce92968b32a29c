/**
 * How sure we are that Excel behaves so: `documentation` (Microsoft's pages or runs of its library say so), `types` (only
 * the shape is known from the library's declarations), `assumption` (nobody outside of Excel can know; see Self-check).
 */
export type Provenance = 'documentation' | 'types' | 'assumption'

interface Claim {
  readonly provenance: Provenance
  /** What exactly is claimed, where it is not what everyone would expect. */
  readonly note?: string
}

export interface Property<T> extends Claim {
  readonly get?: (target: T) => unknown
  readonly set?: (target: T, value: unknown) => void
}

export interface Method<T> extends Claim {
  readonly call: (target: T, ...args: readonly unknown[]) => unknown
}

/** An object of Excel's as the host knows it: names on the wire begin with a capital ("RowCount", "GetRange"). */
export interface ObjectType<T> {
  /** As in `Excel.…`; members are compared with what the library declares for it. */
  readonly name: string
  /** What identifies it in paths ("GetItem"). */
  readonly id?: (target: T) => string | number
  /** What `load()` without names loads. */
  readonly scalars: readonly string[]
  readonly properties: Readonly<Record<string, Property<T>>>
  readonly methods?: Readonly<Record<string, Method<T>>>
  /** Of collections. */
  readonly items?: (target: T) => readonly HostObject[]
}

/** An object that a batch can hold: a target of the model with its type. */
export interface HostObject {
  readonly type: ObjectType<never>
  readonly target: unknown
  readonly isNull: boolean
  readonly id: () => string | number | undefined
  readonly items: (() => readonly HostObject[]) | null
  /** undefined: the type has no such member. */
  readonly property: (
    name: string,
  ) => { readonly get?: () => unknown; readonly set?: (value: unknown) => void } | undefined
  readonly method: (name: string) => ((...args: readonly unknown[]) => unknown) | undefined
}

/** Every type that was declared, for the list of claims and the contract test. */
export const objectTypes: ObjectType<never>[] = []

/** Declares a type; the function it answers wraps targets of the model. */
export function objectType<T>(type: ObjectType<T>): (target: T) => HostObject {
  objectTypes.push(type as unknown as ObjectType<never>)
  return target => ({
    type: type as unknown as ObjectType<never>,
    target,
    isNull: false,
    id: () => type.id?.(target),
    items: type.items ? () => type.items?.(target) ?? [] : null,
    property: name => {
      const found = type.properties[name]
      if (!found) return undefined
      const { get, set } = found
      return { ...(get && { get: () => get(target) }), ...(set && { set: value => set(target, value) }) }
    },
    method: name => {
      const found = type.methods?.[name]
      return found && ((...args) => found.call(target, ...args))
    },
  })
}

const nothing: ObjectType<never> = { name: 'Null', scalars: [], properties: {} }

/** What `…OrNullObject` answers when there is nothing. */
export const nullObject: HostObject = {
  type: nothing,
  target: null,
  isNull: true,
  id: () => undefined,
  items: null,
  property: () => undefined,
  method: () => undefined,
}

export const isHostObject = (value: unknown): value is HostObject =>
  typeof value === 'object' && value !== null && 'type' in value && 'target' in value && 'isNull' in value
