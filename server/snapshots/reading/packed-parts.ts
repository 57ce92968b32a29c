/** Where a part begins that is read as numbers. */
const ALIGNED = 8

/** Parts one behind the other in one buffer, which can be moved to another thread or written to a file. */
export interface PackedParts {
  readonly buffer: ArrayBuffer
  /** Bytes of each part. */
  readonly sizes: readonly number[]
  /** Bytes of all of them, with the gaps between. */
  readonly size: number
}

const gapBehind = (size: number): number => (ALIGNED - (size % ALIGNED)) % ALIGNED

/** `old`: a buffer that is taken where they fit. */
export function packedParts(parts: readonly ArrayBufferView[], old?: ArrayBuffer): PackedParts {
  const sizes = parts.map(({ byteLength }) => byteLength)
  const size = sizes.reduce((sum, length) => sum + length + gapBehind(length), 0)
  // Room for somewhat larger ones: parts of the next rows have other sizes.
  const buffer = old && old.byteLength >= size ? old : new ArrayBuffer(old ? Math.ceil(size * 1.25) : size)
  let end = 0
  for (const { buffer: from, byteOffset, byteLength } of parts) {
    new Uint8Array(buffer, end, byteLength).set(new Uint8Array(from, byteOffset, byteLength))
    end += byteLength + gapBehind(byteLength)
  }
  return { buffer, sizes, size }
}

/** The parts of a buffer, in its memory. */
export function partsOf({ buffer, sizes }: Pick<PackedParts, 'buffer' | 'sizes'>): Uint8Array<ArrayBuffer>[] {
  let start = 0
  return sizes.map(size => {
    const part = new Uint8Array(buffer, start, size)
    start += size + gapBehind(size)
    return part
  })
}
