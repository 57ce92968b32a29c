import { fileChunks } from '../file-chunks.ts'
import type { TextEncoding } from './text-encoding.ts'

/** The file's text as UTF-8, a chunk at a time, without its byte order mark. A chunk holds until the next is asked for. */
export async function* textChunks(path: string, encoding: TextEncoding): AsyncGenerator<Buffer> {
  const bytes = fileChunks(path, encoding.skip)
  if (encoding.name === 'utf-8') {
    yield* bytes
    return
  }
  const decoder = new TextDecoder(encoding.name)
  for await (const chunk of bytes) yield Buffer.from(decoder.decode(chunk, { stream: true }))
  const rest = decoder.decode()
  if (rest !== '') yield Buffer.from(rest)
}
