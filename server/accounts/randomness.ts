/** So many random bytes; the caller brings the source. */
export type Randomness = (bytes: number) => Buffer
