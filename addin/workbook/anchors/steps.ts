/** Long pure work in small steps, so that whoever runs it can let the page breathe between them. */
export type Steps<Result> = Generator<undefined, Result, undefined>

/** Runs it in slices of at most `slice` milliseconds with a pause after each, until the signal ends it. */
export async function breathe<Result>(steps: Steps<Result>, signal?: AbortSignal, slice = 30): Promise<Result> {
  for (;;) {
    const until = performance.now() + slice
    for (let count = 0; count % 64 !== 0 || performance.now() < until; count++) {
      const step = steps.next()
      if (step.done) return step.value
    }
    await pause()
    signal?.throwIfAborted()
  }
}

/** Lets events and painting happen. */
export const pause = (milliseconds = 0): Promise<void> => new Promise(done => setTimeout(done, milliseconds))

/** A map of many items, made in steps. */
export function* mapOf<Item, Key, Value>(
  items: Iterable<Item>,
  entry: (item: Item) => readonly [Key, Value],
): Steps<Map<Key, Value>> {
  const map = new Map<Key, Value>()
  for (const item of items) {
    yield
    map.set(...entry(item))
  }
  return map
}
