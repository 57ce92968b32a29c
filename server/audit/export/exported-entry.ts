import type { StoredEvent } from '../event-hash.ts'

/** Columns of an exported entry in their order: all that its hash covers, its personal part, and the hash. */
export const exportedColumns = [
  'seq',
  'at',
  'organization_id',
  'actor_id',
  'role',
  'api_key_id',
  'action',
  'subject',
  'details',
  'request_id',
  'personal',
  'personal_digest',
  'previous_hash',
  'hash',
] as const satisfies readonly (keyof StoredEvent)[]

export type ExportedColumn = (typeof exportedColumns)[number]

/** The columns of an entry as they are exported: as stored, its instant as ISO 8601. */
export function exportedEntry(event: StoredEvent): Readonly<Record<ExportedColumn, string | number | null>> {
  const entry = Object.fromEntries(exportedColumns.map(column => [column, event[column]]))
  return { ...entry, at: isoOf(event.at) } as Record<ExportedColumn, string | number | null>
}

/** A tampered instant may lie outside of all calendars; it is exported as the number it is. */
const isoOf = (at: number): string | number => {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? at : date.toISOString()
}
