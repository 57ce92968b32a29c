const FIRST = 10_000
const LONGEST = 3_600_000

/** Milliseconds to wait after failed attempt 1, 2, 3, …: 10 s, 40 s, 160 s, … up to an hour. */
export const backoff = (attempt: number): number => Math.min(LONGEST, FIRST * 4 ** (attempt - 1))
