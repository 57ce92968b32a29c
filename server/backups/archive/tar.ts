const BLOCK = 512
/** Sizes from 8 GiB on do not fit into eleven octal digits; they are written as binary, as GNU tar and bsdtar do. */
const OCTAL_LIMIT = 8 ** 11

/** The header of a regular file in a POSIX (ustar) archive, mode 0600. `seconds` since 1970. */
export function tarHeader(name: string, bytes: number, seconds: number): Buffer {
  const header = Buffer.alloc(BLOCK)
  const octal = (value: number, at: number, digits: number) =>
    header.write(`${value.toString(8).padStart(digits, '0')}\0`, at, 'latin1')
  header.write(name, 0, 100, 'latin1')
  octal(0o600, 100, 7)
  octal(0, 108, 7)
  octal(0, 116, 7)
  if (bytes < OCTAL_LIMIT) octal(bytes, 124, 11)
  else {
    header[124] = 0x80
    header.writeBigUInt64BE(BigInt(bytes), 128)
  }
  octal(seconds, 136, 11)
  header.write('0', 156, 'latin1')
  header.write('ustar\x0000', 257, 'latin1')
  octal(checksum(header), 148, 6)
  header.write(' ', 155, 'latin1')
  return header
}

/** Name and size of the next member, or null at the end of the archive; "broken" where no header of ours stands. */
export function readTarHeader(header: Buffer): { name: string; bytes: number } | null | 'broken' {
  if (header.every(byte => byte === 0)) return null
  const text = (at: number, length: number) => header.toString('latin1', at, at + length).split('\0', 1)[0] ?? ''
  const stated = Number.parseInt(text(148, 8), 8)
  if (stated !== checksum(header) || text(156, 1) !== '0' || text(257, 6) !== 'ustar') return 'broken'
  const bytes = header[124] === 0x80 ? Number(header.readBigUInt64BE(128)) : Number.parseInt(text(124, 12), 8)
  return Number.isSafeInteger(bytes) && bytes >= 0 ? { name: text(0, 100), bytes } : 'broken'
}

/** Zeros that fill a member up to whole blocks. */
export const tarPadding = (bytes: number): number => (BLOCK - (bytes % BLOCK)) % BLOCK
export const TAR_BLOCK = BLOCK
/** Two blocks of zeros. */
export const TAR_END = 2 * BLOCK

/** Sum of the header's bytes, its own field taken as spaces. */
function checksum(header: Buffer): number {
  let sum = 0
  for (let at = 0; at < BLOCK; at++) sum += at >= 148 && at < 156 ? 32 : (header[at] ?? 0)
  return sum
}
