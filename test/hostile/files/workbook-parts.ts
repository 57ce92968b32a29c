import { inflateRawSync } from 'node:zlib'

/** The texts of the parts of a workbook by their names, from its directory. */
export function partsOf(bytes: Buffer): ReadonlyMap<string, string> {
  const parts = new Map<string, string>()
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [packed, offset] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)]
    const nameLength = bytes.readUInt16LE(at + 28)
    const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
    const data = bytes.subarray(start, start + packed)
    const text = bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(data) : data
    parts.set(bytes.toString('utf8', at + 46, at + 46 + nameLength), text.toString('utf8'))
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return parts
}
