const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

/**
 * CRC-32 of the UTF-16 code units, as eight hexadecimal digits. It notices accidents and other programs' edits, not
 * forgery: whoever can write the workbook can write its checksum too.
 */
export function checksum(text: string): string {
  let value = 0xffffffff
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    value = (value >>> 8) ^ (table[(value ^ unit) & 255] ?? 0)
    value = (value >>> 8) ^ (table[(value ^ (unit >>> 8)) & 255] ?? 0)
  }
  return ((value ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0')
}
