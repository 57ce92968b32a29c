import { sql } from 'kysely'
import type { Db } from '../../db/tables.ts'
import type { Subject } from './find-subject.ts'
import { type FreeTextPlace, freeTextPlaces } from './free-text-places.ts'

/** A row whose text names somebody. */
export interface Mention {
  readonly place: FreeTextPlace
  readonly key: Readonly<Record<string, string | number>>
  /** Columns that do, with their text. */
  readonly texts: Readonly<Record<string, string>>
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Names and addresses of a person as they stand in text: whole words, in any case. */
export function mentionPattern({ names, emails }: Pick<Subject, 'names' | 'emails'>): RegExp {
  const words = [...emails, ...names].map(word => escaped(word).replaceAll(/\s+/g, '\\s+'))
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|') || '(?!)'})(?![\\p{L}\\p{N}])`, 'giu')
}

/**
 * Every row of the organization whose free text names the person. The database narrows by the longest run of plain
 * letters of each name, as its lower case knows no others; the pattern decides.
 */
export async function readMentions(db: Db, organizationId: number, subject: Subject): Promise<Mention[]> {
  const needles = [...subject.emails, ...subject.names].map(longestPlainRun).filter(run => run.length > 0)
  if (needles.length === 0) return []
  const pattern = mentionPattern(subject)
  const mentions: Mention[] = []
  for (const place of freeTextPlaces) {
    const columns = [...new Set([...place.key, ...place.columns])].map(name => sql.ref(name))
    const tests = place.columns.flatMap(column =>
      needles.map(needle => sql`lower(${sql.ref(column)}) like ${`%${needle.toLowerCase()}%`}`),
    )
    const { rows } = await sql<Record<string, string | number | null>>`select ${sql.join(columns)}
      from ${sql.table(place.table)} where organization_id = ${organizationId} and (${sql.join(tests, sql` or `)})`.execute(
      db,
    )
    for (const row of rows) {
      const texts = Object.fromEntries(
        place.columns.flatMap(name => {
          const text = row[name]
          return typeof text === 'string' && text.search(pattern) >= 0 ? [[name, text]] : []
        }),
      )
      if (Object.keys(texts).length === 0) continue
      const key = Object.fromEntries(place.key.map(name => [name, row[name] ?? 0]))
      mentions.push({ place, key, texts })
    }
  }
  return mentions
}

const longestPlainRun = (text: string): string =>
  (text.match(/[a-z0-9@.-]+/gi) ?? []).reduce((longest, run) => (run.length > longest.length ? run : longest), '')
