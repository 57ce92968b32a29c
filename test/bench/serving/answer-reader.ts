const headEnd = Buffer.from('\r\n\r\n')
const lastChunk = Buffer.from('0\r\n\r\n')

/**
 * Reads HTTP answers out of what a socket receives, one after the other, and tells of each its status and the bytes of
 * its body. Bodies come with a length, or in chunks (then the bytes include what frames the chunks).
 * @param whole whether the body itself is told, too, without frames: else an empty one
 */
export function createAnswerReader(
  onAnswer: (status: number, bodyBytes: number, body: Buffer) => void,
  whole = false,
): (data: Buffer) => void {
  let head: Buffer = Buffer.alloc(0)
  let status = 0
  let length: number | null = null
  let body = 0
  let tail: Buffer = Buffer.alloc(0)
  let inBody = false
  let parts: Buffer[] = []

  const finish = () => {
    const bytes = body
    const received = Buffer.concat(parts)
    inBody = false
    body = 0
    tail = Buffer.alloc(0)
    parts = []
    onAnswer(status, bytes, length === null ? unframed(received) : received)
  }
  return data => {
    let rest = data
    if (!inBody) {
      head = head.length === 0 ? rest : Buffer.concat([head, rest])
      const end = head.indexOf(headEnd)
      if (end < 0) return
      const text = head.toString('latin1', 0, end)
      status = Number(text.slice(9, 12))
      const found = /\r\ncontent-length: *(\d+)/i.exec(text)
      length = found ? Number(found[1]) : null
      rest = head.subarray(end + headEnd.length)
      head = Buffer.alloc(0)
      inBody = true
    }
    body += rest.length
    if (whole) parts.push(rest)
    if (length !== null) {
      if (body >= length) finish()
      return
    }
    // The end of the last chunk may be cut in two by the network.
    tail = Buffer.concat([tail, rest]).subarray(-lastChunk.length)
    if (tail.equals(lastChunk)) finish()
  }
}

/** What the chunks hold. */
function unframed(body: Buffer): Buffer {
  const chunks: Buffer[] = []
  for (let at = 0; at < body.length; ) {
    const start = body.indexOf('\r\n', at) + 2
    const bytes = Number.parseInt(body.toString('latin1', at, start), 16)
    chunks.push(body.subarray(start, start + bytes))
    at = start + bytes + 2
  }
  return Buffer.concat(chunks)
}
