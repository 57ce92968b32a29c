import DataLoader from 'dataloader'
import type { Context } from './context.ts'

const caches = new WeakMap<Context, Map<string, unknown>>()

/** One value a request, made when it is first asked for. */
export function oncePerRequest<T>(context: Context, key: string, make: () => T): T {
  const cache = caches.get(context) ?? new Map<string, unknown>()
  caches.set(context, cache)
  if (!cache.has(key)) cache.set(key, make())
  return cache.get(key) as T
}

/** A loader of a request: what is asked for in one go is read in one go. The batch answers a Map by key. */
export function loaderOf<K, V>(
  context: Context,
  key: string,
  batch: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>,
): DataLoader<K, V | null> {
  return oncePerRequest(
    context,
    key,
    () =>
      new DataLoader<K, V | null>(async keys => {
        const found = await batch(keys)
        return keys.map(each => found.get(each) ?? null)
      }),
  )
}
