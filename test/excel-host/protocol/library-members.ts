type LibraryClass = { readonly prototype: Record<string, unknown> }

const isClass = (value: unknown): value is LibraryClass => typeof value === 'function' && 'prototype' in value

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

/**
 * Names on the wire of everything that a class of the library has: scalar properties, objects it leads to, methods. null:
 * the library has no such class.
 */
export function libraryMembers(namespaces: readonly object[], name: string): ReadonlySet<string> | null {
  for (const namespace of namespaces) {
    const found: unknown = Reflect.get(namespace, name)
    if (isClass(found)) return membersOf(found.prototype)
  }
  return null
}

function membersOf(prototype: Record<string, unknown>): ReadonlySet<string> {
  const names = Object.getOwnPropertyNames(prototype)
  const scalars = listOf(prototype, '_scalarPropertyOriginalNames')
  return new Set([...scalars, ...names.map(capital)])
}

/** Getters of the prototype may want an instance. */
function listOf(prototype: Record<string, unknown>, name: string): string[] {
  try {
    const list = prototype[name]
    return Array.isArray(list) ? list.map(String) : []
  } catch {
    return []
  }
}
