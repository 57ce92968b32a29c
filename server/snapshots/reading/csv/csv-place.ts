import type { FileHead } from '../file-head.ts'
import type { RecordPlace } from '../reading-plan.ts'
import { sniffedDelimiter } from './sniffed-delimiter.ts'
import { textEncoding } from './text-encoding.ts'

/** How a text file is to be read: its encoding and its delimiter. Throws UnreadableSheet where it is not text. */
export async function csvPlace(
  path: string,
  head: FileHead,
  signal?: AbortSignal,
): Promise<RecordPlace & { type: 'csv' }> {
  const encoding = await textEncoding(path, head.bytes, signal)
  const text = new TextDecoder(encoding.name).decode(head.bytes.subarray(encoding.skip), { stream: true })
  return { type: 'csv', encoding, delimiter: sniffedDelimiter(text, head.bytes.length === head.size) }
}
