import type { Provenance } from '../workbook.ts'
import type { WrittenContent } from './book-state.ts'

/** 53 bits over what was written and where it comes from (cyrb53): tells a change by accident, not one by an enemy. */
export function checksum(written: WrittenContent, provenance: Provenance): string {
  const rows = [...written.rows].map(([key, { cells }]) => [key, cells])
  const text = JSON.stringify([written.columns.map(({ key }) => key), rows, sorted(provenance)])
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36)
}

/** The same value whatever the order of its keys. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  )
}
