import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Collects what the heap of this thread holds in vain, and gives it back. It stops the thread for some 50 ms: for moments
 * that are known to leave much, and when nobody waits. On its own it stays until somebody wants its room, who takes room
 * of their own meanwhile.
 */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
}
