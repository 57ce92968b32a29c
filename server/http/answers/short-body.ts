import type { IncomingMessage } from 'node:http'

/** Larger questions are uploads of rows; looking them up would take longer than it saves. */
const MAX_BYTES = 64 * 1024

/**
 * The whole body of a question in JSON, taken out of the request: `unshift` puts it back for whoever reads that next.
 * Null where it is long or of another kind, or never comes to its end.
 */
export async function shortBody(req: IncomingMessage): Promise<Buffer | null> {
  const length = Number(req.headers['content-length'] ?? Number.NaN)
  const isJson = /^application\/json\b/i.test(req.headers['content-type'] ?? '')
  if (req.method !== 'POST' || !isJson || !(length > 0 && length <= MAX_BYTES)) return null
  if (req.headers['content-encoding'] !== undefined || req.headers.expect !== undefined) return null
  // Never read to the end as the stream tells it: unshift is allowed until then.
  return await received(req, length)
}

function received(req: IncomingMessage, length: number): Buffer | null | Promise<Buffer | null> {
  // Mostly it came together with the headers.
  if (req.readableLength === length) return req.read(length) as Buffer | null
  return new Promise(resolve => {
    const chunks: Buffer[] = []
    let bytes = 0
    const done = (body: Buffer | null) => {
      req.off('readable', take)
      req.off('close', abandon)
      req.off('error', abandon)
      resolve(body)
    }
    const abandon = () => done(null)
    const take = () => {
      // Never asked for more than there is: a read that finds nothing would end the stream.
      while (bytes < length && req.readableLength > 0) {
        const chunk = req.read(Math.min(req.readableLength, length - bytes)) as Buffer | null
        if (chunk === null) break
        chunks.push(chunk)
        bytes += chunk.length
      }
      if (bytes >= length) done(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks))
    }
    req.on('readable', take)
    req.on('close', abandon)
    req.on('error', abandon)
    take()
  })
}
