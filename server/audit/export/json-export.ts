import { canonicalJson } from '../canonical-json.ts'
import type { StoredEvent } from '../event-hash.ts'
import { exportedEntry } from './exported-entry.ts'
import type { LogExport } from './log-export.ts'

const EXPORT_FORMAT = 'moatmetrics-audit-log-1'

/**
 * A log as one JSON document, an entry a line: `entries` with the columns of the table, then `count` and `head`. The
 * details and the personal part of an entry are objects where that says exactly what is stored, else the stored text.
 */
export async function* jsonExport(log: LogExport): AsyncGenerator<string> {
  const { organization, exportedAt, selection, head, batches } = log
  const top = { format: EXPORT_FORMAT, organization, exported_at: new Date(exportedAt).toISOString(), selection }
  yield `${JSON.stringify(top).slice(0, -1)},"entries":[`
  let count = 0
  for await (const batch of batches) {
    yield batch.map((event, i) => `${count + i > 0 ? ',' : ''}\n${JSON.stringify(jsonEntry(event))}`).join('')
    count += batch.length
  }
  yield `\n],"count":${count},"head":${JSON.stringify(head)}}\n`
}

function jsonEntry(event: StoredEvent) {
  const entry = exportedEntry(event)
  return { ...entry, details: objectOrText(event.details), personal: objectOrText(event.personal) }
}

/** The hash covers the stored text: it may become an object only if the object gives back the same text. */
function objectOrText(text: string | null): unknown {
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && canonicalJson(value) === text ? value : text
  } catch {
    return text
  }
}
