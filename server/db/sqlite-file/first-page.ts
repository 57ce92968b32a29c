import type { ClusteredTable } from './clustered-table.ts'
import type { PageFile } from './page-file.ts'
import { cellSize, localSize, overflowPages, rowShares, writeCell, writeNumber, writeShort } from './payload.ts'
import { varintSize, writeVarint } from './varint.ts'

const TABLE_LEAF = 0x0d
const HEADER = 100
/** Of SQLite 3.53.4; what it says is of no consequence. */
const VERSION = 3_053_004

/** The first page of a file that has one table: the header, and the table of tables. Adds pages where that is long. */
export function firstPage(file: PageFile, table: ClusteredTable, rootPage: number): Uint8Array {
  const { pageSize } = file
  const record = schemaRecord(table, rootPage)
  const local = localSize(record.length, rowShares(pageSize), pageSize)
  const pages = overflowPages(file, record.length, local)
  const page = new Uint8Array(pageSize)
  writeHeader(page, pageSize, file.count)
  page[HEADER] = TABLE_LEAF
  writeShort(page, HEADER + 3, 1)
  // With its row number, 1, between its length and the record.
  const content = pageSize - cellSize(record.length, local) - 1
  writeShort(page, HEADER + 5, content)
  writeShort(page, HEADER + 8, content)
  writeCell(page, content + 1, record, local, { file, pages })
  const numbered = content + varintSize(record.length)
  page.copyWithin(content, content + 1, numbered + 1)
  page[numbered] = 1
  return page
}

function writeHeader(page: Uint8Array, pageSize: number, count: number): void {
  new TextEncoder().encodeInto('SQLite format 3\0', page)
  writeShort(page, 16, pageSize === 65_536 ? 1 : pageSize)
  // Rollback journal, nothing reserved, and shares of a page that are always the same.
  page.set([1, 1, 0, 64, 32, 32], 18)
  for (const [at, value] of [
    [24, 1], // changes
    [28, count],
    [40, 1], // changes of the schema
    [44, 4], // format of the schema
    [56, 1], // UTF-8
    [92, 1], // changes that the count of pages is of
    [96, VERSION],
  ] as const)
    writeNumber(page, at, value)
}

/** type, name, table, root page, statement */
function schemaRecord({ name, ddl }: ClusteredTable, rootPage: number): Uint8Array {
  const texts = ['table', name, name, ddl].map(text => new TextEncoder().encode(text))
  const [kind, own, table, statement] = texts as [Uint8Array, Uint8Array, Uint8Array, Uint8Array]
  const types = [...texts.slice(0, 3).map(text => 13 + 2 * text.length), 4, 13 + 2 * statement.length]
  const header = 1 + types.reduce((sum, type) => sum + varintSize(type), 0)
  const record = new Uint8Array(header + texts.reduce((sum, text) => sum + text.length, 4))
  let at = writeVarint(record, 0, header)
  for (const type of types) at = writeVarint(record, at, type)
  for (const text of [kind, own, table]) {
    record.set(text, at)
    at += text.length
  }
  writeNumber(record, at, rootPage)
  record.set(statement, at + 4)
  return record
}
