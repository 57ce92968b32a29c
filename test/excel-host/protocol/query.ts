import type { HostObject } from '../objects/host-object.ts'
import { notImplemented } from './not-implemented.ts'

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

/** What identifies an object in results; null for nothing. */
export function identity(object: HostObject, reference: string | null): Record<string, unknown> | null {
  if (object.isNull) return null
  const id = object.id()
  return { ...(id === undefined ? {} : { _Id: id }), ...(reference === null ? {} : { _ReferenceId: reference }) }
}

/**
 * Reads what `load` asks for: names ("values"), paths ("format/fill/color"), of collections those of their items
 * ("items/name" or "name").
 */
export function queryObject(
  object: HostObject,
  select: readonly string[],
  referenceOf: (object: HostObject) => string | null,
): unknown {
  if (object.isNull) return null
  const found: Record<string, unknown> = { ...identity(object, referenceOf(object)) }
  const { own, nested } = split(object, select)
  if (object.items) {
    const ofItems: string[] = [...(nested.get('items') ?? [])]
    nested.delete('items')
    for (const name of own) {
      if (name === 'items') continue
      if (object.property(capital(name))) found[capital(name)] = read(object, capital(name), referenceOf)
      else ofItems.push(name)
    }
    for (const [name, rest] of nested) ofItems.push(...rest.map(part => `${name}/${part}`))
    found._Items = object.items().map(item => queryObject(item, ofItems, referenceOf))
    return found
  }
  for (const name of own) found[capital(name)] = read(object, capital(name), referenceOf)
  for (const [name, rest] of nested) {
    const child = property(object, capital(name))
    found[capital(name)] = isObject(child) ? queryObject(child, rest, referenceOf) : child
  }
  return found
}

function split(object: HostObject, select: readonly string[]): { own: string[]; nested: Map<string, string[]> } {
  const own: string[] = []
  const nested = new Map<string, string[]>()
  for (const name of select.length > 0 ? select : object.type.scalars) {
    if (name === '$none' || name === '') continue
    if (name === '*' || name.toLowerCase() === '$all') {
      own.push(...object.type.scalars)
      continue
    }
    const slash = name.indexOf('/')
    if (slash < 0) own.push(name)
    else {
      const head = name.slice(0, slash)
      const rest = nested.get(head) ?? []
      if (name.length > slash + 1) rest.push(name.slice(slash + 1))
      nested.set(head, rest)
    }
  }
  return { own, nested }
}

function read(object: HostObject, name: string, referenceOf: (object: HostObject) => string | null): unknown {
  const value = property(object, name)
  return isObject(value) ? queryObject(value, [], referenceOf) : value
}

export function property(object: HostObject, name: string): unknown {
  const found = object.property(name)
  if (!found?.get) throw notImplemented(object.type.name, name)
  return found.get()
}

const isObject = (value: unknown): value is HostObject =>
  typeof value === 'object' && value !== null && 'isNull' in value && 'type' in value
