/** SQLite's numbers of one to nine bytes, seven bits each, here up to 2³¹ − 1: five bytes. */
export function varintSize(value: number): number {
  let size = 1
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) size++
  return size
}

/** Writes a number, and gives the place behind it. */
export function writeVarint(bytes: Uint8Array, at: number, value: number): number {
  const end = at + varintSize(value)
  bytes[end - 1] = value & 0x7f
  let rest = value >>> 7
  for (let place = end - 2; place >= at; place--, rest >>>= 7) bytes[place] = (rest & 0x7f) | 0x80
  return end
}
