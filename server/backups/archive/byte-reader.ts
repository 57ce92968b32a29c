/** Reads a stream in the lengths that are asked for. */
export interface ByteReader {
  /** So many bytes, or null where the stream ends before. */
  take(bytes: number): Promise<Buffer | null>
  /** The next bytes, in chunks as they come; false where the stream ends before. */
  pass(bytes: number, to: (chunk: Buffer) => Promise<void>): Promise<boolean>
  /** Whether nothing follows. */
  atEnd(): Promise<boolean>
}

export function createByteReader(source: AsyncIterable<Buffer>): ByteReader {
  const chunks = source[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  /** The next bytes, at most so many; empty at the end. */
  async function some(atMost: number): Promise<Buffer> {
    while (rest.length === 0) {
      const next = await chunks.next()
      if (next.done) return rest
      rest = next.value
    }
    const chunk = rest.subarray(0, atMost)
    rest = rest.subarray(chunk.length)
    return chunk
  }
  async function pass(bytes: number, to: (chunk: Buffer) => Promise<void>): Promise<boolean> {
    for (let left = bytes; left > 0; ) {
      const chunk = await some(left)
      if (chunk.length === 0) return false
      left -= chunk.length
      await to(chunk)
    }
    return true
  }
  return {
    pass,
    take: async bytes => {
      const taken: Buffer[] = []
      const whole = await pass(bytes, async chunk => {
        taken.push(chunk)
      })
      return whole ? Buffer.concat(taken) : null
    },
    atEnd: async () => {
      const next = await some(1)
      if (next.length === 0) return true
      rest = Buffer.concat([next, rest])
      return false
    },
  }
}
