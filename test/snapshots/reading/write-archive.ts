import { crc32, deflateRawSync } from 'node:zlib'

export interface ArchivePart {
  readonly name: string
  readonly text: string
  /** Stored instead of deflated. */
  readonly stored?: boolean
  /** What the directory claims, where that is not the truth. */
  readonly claimedSize?: number
  readonly encrypted?: boolean
}

function header(part: ArchivePart, data: Buffer, packed: Buffer): Buffer {
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(part.encrypted ? 1 : 0, 2)
  fields.writeUInt16LE(part.stored ? 0 : 8, 4)
  fields.writeUInt32LE(crc32(data), 10)
  fields.writeUInt32LE(packed.length, 14)
  fields.writeUInt32LE(part.claimedSize ?? data.length, 18)
  fields.writeUInt16LE(Buffer.byteLength(part.name), 22)
  return fields
}

/** A ZIP archive of these parts, honest or not. */
export function writeArchive(parts: readonly ArchivePart[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const data = Buffer.from(part.text)
    const packed = part.stored ? data : deflateRawSync(data)
    const fields = header(part, data, packed)
    const name = Buffer.from(part.name)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, name)
    files.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...files, central, end])
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook of one sheet whose XML is given, as small as one may be. Parts of the same name replace the usual ones. */
export function writeWorkbook(sheetData: string, more: readonly ArchivePart[] = []): Buffer {
  const usual: ArchivePart[] = [
    {
      name: '_rels/.rels',
      text: `<Relationships><Relationship Id="r" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      text: `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="Data" sheetId="1" r:id="s1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: `<Relationships><Relationship Id="s1" Type="${RELATIONS}/worksheet" Target="worksheets/data.xml"/><Relationship Id="t1" Type="${RELATIONS}/styles" Target="styles.xml"/><Relationship Id="t2" Type="${RELATIONS}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
    },
    {
      name: 'xl/worksheets/data.xml',
      text: `<?xml version="1.0"?><worksheet xmlns="${MAIN}"><sheetData>${sheetData}</sheetData></worksheet>`,
    },
  ]
  const names = new Set(more.map(({ name }) => name))
  return writeArchive([...usual.filter(({ name }) => !names.has(name)), ...more])
}

/** A row of inline texts. */
export const inlineRow = (row: number, ...texts: string[]): string =>
  `<row r="${row}">${texts.map(text => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`
