import { vi } from 'vitest'

/**
 * Looks again and again until `look` passes, and answers what it answered: for what follows an answer, or happens in
 * another process. A minute is for what never comes; a crowded machine may well be silent for seconds.
 */
export const eventually = <T>(look: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(look, { timeout: 60_000, interval: 20 })
