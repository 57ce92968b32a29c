/** A part of an archive as its directory tells of it. */
export interface ZipPart {
  readonly name: string
  /** Where it begins. */
  readonly offset: number
  readonly crc: number
  readonly size: number
  readonly packed: number
}

/** 1980-01-01, the earliest that an archive can say: it carries no time. */
export const NO_TIME = 0x0021_0000
/** Sizes behind the data; names in UTF-8. */
export const FLAGS = 0x0808
const MAX_32 = 0xffff_ffff

/** The end of an archive: its directory and where that is, which an archive above 4 GiB says in 64 bits. */
export function zipDirectory(parts: readonly ZipPart[], offset: number): Buffer {
  const records = parts.map(directoryRecord)
  const size = records.reduce((sum, { length }) => sum + length, 0)
  const far = offset + size > MAX_32
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(far ? MAX_32 : offset, 16)
  return Buffer.concat([...records, ...(far ? [end64(parts.length, size, offset)] : []), end])
}

function directoryRecord({ name, offset, crc, size, packed }: ZipPart): Buffer {
  const path = Buffer.from(name)
  const far = offset >= MAX_32
  const record = Buffer.alloc(46)
  record.writeUInt32LE(0x02014b50, 0)
  record.writeUInt16LE(far ? 45 : 20, 4)
  record.writeUInt16LE(far ? 45 : 20, 6)
  record.writeUInt16LE(FLAGS, 8)
  record.writeUInt16LE(8, 10)
  record.writeUInt32LE(NO_TIME, 12)
  record.writeUInt32LE(crc, 16)
  record.writeUInt32LE(packed, 20)
  record.writeUInt32LE(size, 24)
  record.writeUInt16LE(path.length, 28)
  record.writeUInt16LE(far ? 12 : 0, 30)
  record.writeUInt32LE(far ? MAX_32 : offset, 42)
  if (!far) return Buffer.concat([record, path])
  const extra = Buffer.alloc(12)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(8, 2)
  extra.writeBigUInt64LE(BigInt(offset), 4)
  return Buffer.concat([record, path, extra])
}

function end64(count: number, size: number, offset: number): Buffer {
  const bytes = Buffer.alloc(56 + 20)
  bytes.writeUInt32LE(0x06064b50, 0)
  bytes.writeBigUInt64LE(44n, 4)
  bytes.writeUInt16LE(45, 12)
  bytes.writeUInt16LE(45, 14)
  bytes.writeBigUInt64LE(BigInt(count), 24)
  bytes.writeBigUInt64LE(BigInt(count), 32)
  bytes.writeBigUInt64LE(BigInt(size), 40)
  bytes.writeBigUInt64LE(BigInt(offset), 48)
  bytes.writeUInt32LE(0x07064b50, 56)
  bytes.writeBigUInt64LE(BigInt(offset + size), 64)
  bytes.writeUInt32LE(1, 72)
  return bytes
}
