const headEnd = Buffer.from('\r\n\r\n')
const lastChunk = Buffer.from('0\r\n\r\n')

/**
 * Reads HTTP answers out of what a socket receives, one after the other, and tells of each its status and the bytes of
 * its body. Bodies come with a length, or in chunks (then the bytes include what frames the chunks).
 */
export function createAnswerReader(onAnswer: (status: number, bodyBytes: number) => void): (data: Buffer) => void {
  let head: Buffer = Buffer.alloc(0)
  let status = 0
  let length: number | null = null
  let body = 0
  let tail: Buffer = Buffer.alloc(0)
  let inBody = false

  const finish = () => {
    const bytes = body
    inBody = false
    body = 0
    tail = Buffer.alloc(0)
    onAnswer(status, bytes)
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
    if (length !== null) {
      if (body >= length) finish()
      return
    }
    // The end of the last chunk may be cut in two by the network.
    tail = Buffer.concat([tail, rest]).subarray(-lastChunk.length)
    if (tail.equals(lastChunk)) finish()
  }
}
