import { type XmlHandler, XmlScanner } from './xml-scanner.ts'
import type { ZipEntry } from './zip-directory.ts'
import { zipEntryText } from './zip-entry-text.ts'

/** Reads a whole part of a workbook into a handler. */
export async function scanPart(path: string, entry: ZipEntry, handler: XmlHandler): Promise<void> {
  const scanner = new XmlScanner(handler)
  for await (const text of zipEntryText(path, entry)) scanner.write(text)
  scanner.end()
}
