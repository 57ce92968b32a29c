import { UnreadableSheet } from './sheet.ts'

const starts = (head: Buffer, ...bytes: number[]): boolean => bytes.every((byte, at) => head[at] === byte)

/** Files that are told by how they begin, and what to do with each. */
const refused: readonly { readonly test: (head: Buffer) => boolean; readonly what: string }[] = [
  {
    test: head => starts(head, 0xd0, 0xcf, 0x11, 0xe0),
    what: 'an old Excel workbook (.xls) or an encrypted one; open it and save it as .xlsx without a password, or as CSV',
  },
  { test: head => head.toString('latin1', 0, 5) === '%PDF-', what: 'a PDF; export the data as CSV or XLSX' },
  {
    test: head =>
      starts(head, 0x89, 0x50, 0x4e, 0x47) ||
      starts(head, 0xff, 0xd8, 0xff) ||
      head.toString('latin1', 0, 4) === 'GIF8',
    what: 'an image; export the data as CSV or XLSX',
  },
  {
    test: head =>
      starts(head, 0x1f, 0x8b) || starts(head, 0x37, 0x7a, 0xbc, 0xaf) || head.toString('latin1', 0, 4) === 'Rar!',
    what: 'a compressed archive; unpack it and send the CSV or XLSX file inside',
  },
  {
    test: head => head.toString('latin1', 0, 5) === '{\\rtf',
    what: 'a text document (RTF); export the data as CSV or XLSX',
  },
  {
    test: head =>
      /^\s*<(?:!doctype html|html|table|head|meta)\b/i.test(
        head.toString('latin1', 0, 512).replace(/^\u00ef\u00bb\u00bf/, ''),
      ),
    what: 'a web page, perhaps named .xls; open it in a spreadsheet and save it as .xlsx or CSV',
  },
  {
    test: head => /^\s*<\?xml\b/i.test(head.toString('latin1', 0, 512).replace(/^\u00ef\u00bb\u00bf/, '')),
    what: 'an XML document; open it in a spreadsheet and save it as .xlsx or CSV',
  },
]

/** Whether a file is a ZIP archive, which a workbook is, or text; by its first bytes. Throws UnreadableSheet for all else. */
export function fileKind(head: Buffer): 'zip' | 'text' {
  if (starts(head, 0x50, 0x4b, 0x03, 0x04) || starts(head, 0x50, 0x4b, 0x05, 0x06)) return 'zip'
  const found = refused.find(({ test }) => test(head))
  if (found) throw new UnreadableSheet('WRONG_TYPE', `Reading the file: it is ${found.what}`)
  return 'text'
}
