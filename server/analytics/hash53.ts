/**
 * A 53-bit hash of a text, as a safe whole number: two multiply-xorshift lanes of 32 bits (the "cyrb53" construction,
 * public domain, by bryc). Different seeds give independent hashes. Not for secrets.
 */
export function hash53(text: string, seed = 0): number {
  let a = FIRST_A ^ seed
  let b = FIRST_B ^ seed
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, TIMES_A)
    b = Math.imul(b ^ code, TIMES_B)
  }
  return ofLanes(a, b)
}

/** Where the two lanes begin, before the seed, and what they are multiplied by at each UTF-16 code: to hash what is no text. */
export const FIRST_A = 0xdeadbeef
export const FIRST_B = 0x41c6ce57
export const TIMES_A = 2654435761
export const TIMES_B = 1597334677

/** The hash that the two lanes come to. */
export function ofLanes(first: number, second: number): number {
  const a = Math.imul(first ^ (first >>> 16), 2246822507) ^ Math.imul(second ^ (second >>> 13), 3266489909)
  const b = Math.imul(second ^ (second >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return 4294967296 * (2097151 & b) + (a >>> 0)
}
