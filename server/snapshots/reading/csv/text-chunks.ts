import { createReadStream } from 'node:fs'
import { CHUNK_BYTES, type TextEncoding } from './text-encoding.ts'

/** The file's text as UTF-8, a chunk at a time, without its byte order mark. */
export async function* textChunks(path: string, encoding: TextEncoding): AsyncGenerator<Buffer> {
  const bytes = createReadStream(path, { start: encoding.skip, highWaterMark: CHUNK_BYTES })
  if (encoding.name === 'utf-8') {
    for await (const chunk of bytes) yield chunk
    return
  }
  const decoder = new TextDecoder(encoding.name)
  for await (const chunk of bytes) yield Buffer.from(decoder.decode(chunk, { stream: true }))
  const rest = decoder.decode()
  if (rest !== '') yield Buffer.from(rest)
}
