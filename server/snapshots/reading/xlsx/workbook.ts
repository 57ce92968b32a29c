import { posix } from 'node:path'
import { UnreadableSheet } from '../sheet.ts'
import { brokenWorkbook } from './broken-workbook.ts'
import { scanPart } from './scan-part.ts'
import { attributes } from './xml-scanner.ts'
import { type ZipEntry, zipDirectory } from './zip-directory.ts'

/** What one part may refer to; a spreadsheet's sheet has some dozens of drawings and tables. */
const MAX_RELATIONS = 20_000
/** A sheet's name has at most 31 characters, a table's 255. */
export const MAX_NAME = 255

export interface WorkbookSheet {
  readonly name: string
  /** Path of its XML in the archive. */
  readonly part: string
  readonly visible: boolean
}

/** What a workbook is made of. */
export interface Workbook {
  readonly path: string
  readonly entries: ReadonlyMap<string, ZipEntry>
  readonly sheets: readonly WorkbookSheet[]
  /** Dates count from 1904, as in old workbooks of the Mac. */
  readonly is1904: boolean
  readonly styles: ZipEntry | undefined
  readonly strings: ZipEntry | undefined
}

export interface Relation {
  readonly id: string
  /** The last part of its type's address: "worksheet", "table", "styles". */
  readonly type: string
  /** Path in the archive. */
  readonly target: string
}

/** What a part refers to inside the archive; references to anything outside are left out, never followed. */
export async function relations(
  path: string,
  entries: ReadonlyMap<string, ZipEntry>,
  part: string,
): Promise<readonly Relation[]> {
  const entry = entries.get(posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`))
  if (!entry) return []
  const found: Relation[] = []
  await scanPart(path, entry, {
    open(name, tag) {
      if (name !== 'Relationship') return
      const { Id = '', Type = '', Target = '', TargetMode } = Object.fromEntries(attributes(tag))
      if (TargetMode === 'External') return
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(posix.dirname(part), Target)
      if (found.length >= MAX_RELATIONS) throw brokenWorkbook('a part refers to more others than a spreadsheet writes')
      found.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target })
    },
    close() {},
    text() {},
  })
  return found
}

/** Archives that are not workbooks, by a file that each has. */
const others: readonly (readonly [string, string])[] = [
  ['xl/workbook.bin', 'a binary workbook (.xlsb); save it as .xlsx'],
  ['content.xml', 'an OpenDocument file (.ods); save it as .xlsx or CSV'],
  ['word/document.xml', 'a Word document; export the data as CSV or XLSX'],
  ['ppt/presentation.xml', 'a presentation; export the data as CSV or XLSX'],
  ['Index/Document.iwa', 'a Numbers document; export it as CSV or XLSX'],
]

async function workbookPart(path: string, entries: ReadonlyMap<string, ZipEntry>): Promise<string> {
  for (const [part, what] of others)
    if (entries.has(part)) throw new UnreadableSheet('WRONG_TYPE', `Reading the file: it is ${what}`)
  const main =
    (await relations(path, entries, '')).find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml'
  if (entries.has(main)) return main
  throw new UnreadableSheet(
    'WRONG_TYPE',
    'Reading the file: it is a ZIP archive without a workbook; unpack it and send the CSV or XLSX file inside',
  )
}

/** Opens a workbook: its sheets in their order, none of their cells. Throws UnreadableSheet where it is none. */
export async function openWorkbook(path: string): Promise<Workbook> {
  const entries = await zipDirectory(path)
  const main = await workbookPart(path, entries)
  const related = await relations(path, entries, main)
  const worksheets = new Map(related.flatMap(({ id, type, target }) => (type === 'worksheet' ? [[id, target]] : [])))
  const entryOf = (wanted: string) => entries.get(related.find(({ type }) => type === wanted)?.target ?? '')
  const sheets: WorkbookSheet[] = []
  const seen = new Set<string>()
  let is1904 = false
  const entry = entries.get(main)
  if (!entry) throw brokenWorkbook('it has no workbook part')
  await scanPart(path, entry, {
    open(name, tag) {
      if (name === 'workbookPr') is1904 = /^(?:1|true)$/.test(attributes(tag).get('date1904') ?? '')
      if (name !== 'sheet') return
      const found = attributes(tag)
      const part = worksheets.get(found.get('id') ?? '')
      // Sheets of charts and dialogs have no cells.
      if (part === undefined || !entries.has(part)) return
      if (seen.has(part)) throw brokenWorkbook('two of its sheets are one and the same part')
      seen.add(part)
      const visible = (found.get('state') ?? 'visible') === 'visible'
      sheets.push({ name: (found.get('name') ?? '').slice(0, MAX_NAME), part, visible })
    },
    close() {},
    text() {},
  })
  if (sheets.length === 0) throw brokenWorkbook('it has no worksheet')
  return { path, entries, sheets, is1904, styles: entryOf('styles'), strings: entryOf('sharedStrings') }
}
