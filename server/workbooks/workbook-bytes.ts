import {
  contentTypes,
  coreProperties,
  relationships,
  styles,
  workbookRelationships,
  workbookXml,
} from './fixed-parts.ts'
import { sheetXml, type WrittenSheet } from './sheet-xml.ts'
import { type ArchivedText, zipBytes } from './zip-bytes.ts'

/**
 * A workbook (XLSX) as a stream of bytes. Sheets and rows are taken as they come, so that memory stays the same however
 * many there are. There are no formulas, no styles but a bold heading, no name of a person or a machine; whoever gives
 * the cells has made them safe.
 * @param writtenAt milliseconds since 1970: when the workbook says that it was made
 */
export const workbookBytes = (
  sheets: Iterable<WrittenSheet> | AsyncIterable<WrittenSheet>,
  writtenAt: number,
): AsyncGenerator<Buffer> => zipBytes(parts(sheets, writtenAt))

async function* parts(
  sheets: Iterable<WrittenSheet> | AsyncIterable<WrittenSheet>,
  writtenAt: number,
): AsyncGenerator<ArchivedText> {
  const names: string[] = []
  for await (const sheet of sheets) {
    names.push(sheet.name)
    yield { name: `xl/worksheets/sheet${names.length}.xml`, text: sheetXml(sheet) }
  }
  // Only now it is known how many there are.
  yield { name: 'xl/workbook.xml', text: [workbookXml(names)] }
  yield { name: 'xl/_rels/workbook.xml.rels', text: [workbookRelationships(names.length)] }
  yield { name: 'xl/styles.xml', text: [styles] }
  yield { name: 'docProps/core.xml', text: [coreProperties(writtenAt)] }
  yield { name: '_rels/.rels', text: [relationships] }
  yield { name: '[Content_Types].xml', text: [contentTypes(names.length)] }
}
