import { UnreadableSheet } from '../sheet.ts'
import { type XmlHandler, XmlScanner } from './xml-scanner.ts'
import { shownName, type ZipEntry } from './zip-directory.ts'
import { zipEntryText } from './zip-entry-text.ts'

const MIB = 1024 * 1024
/** What is not a worksheet is small, or held in memory while the sheet is read. */
const MAX_BYTES = 256 * MIB

/** Reads a whole part of a workbook into a handler. Throws UnreadableSheet where it is too large for what it is. */
export async function scanPart(path: string, entry: ZipEntry, handler: XmlHandler): Promise<void> {
  if (entry.size > MAX_BYTES)
    throw new UnreadableSheet(
      'TOO_LARGE',
      `Reading the workbook: its part ${shownName(entry)} takes ${Math.ceil(entry.size / MIB)} MiB, but at most ${MAX_BYTES / MIB} MiB are read; export CSV instead`,
    )
  const scanner = new XmlScanner(handler)
  for await (const text of zipEntryText(path, entry)) scanner.write(text)
  scanner.end()
}
