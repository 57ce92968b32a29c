import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** Which entries; conditions are joined by and. */
export interface EventFilter {
  readonly actorId?: number | undefined
  /** The whole action (snapshot.accepted) or its beginning (snapshot.). */
  readonly action?: string | undefined
  /** Snapshot:12, or Snapshot for all of that kind. */
  readonly subject?: string | undefined
  /** Milliseconds since 1970, included. */
  readonly from?: number | undefined
  /** Milliseconds since 1970, not included. */
  readonly to?: number | undefined
  /** Part of the action, subject, details, request id or personal data, in any case of the letters a to z. */
  readonly search?: string | undefined
}

export const isWholeLog = (filter: EventFilter): boolean => Object.values(filter).every(value => value === undefined)

/** The condition of a filter on audit_event. Text is compared exactly, except by `search`. */
export function matchingEvents(filter: EventFilter): RawBuilder<SqlBool> {
  const { actorId, action, subject, from, to, search } = filter
  const conditions: RawBuilder<unknown>[] = [sql`1 = 1`]
  if (actorId !== undefined) conditions.push(sql`actor_id = ${actorId}`)
  if (action !== undefined) conditions.push(beginsWith('action', action))
  if (subject !== undefined)
    conditions.push(
      subject.includes(':')
        ? sql`subject = ${subject}`
        : sql`(subject = ${subject} or ${beginsWith('subject', `${subject}:`)})`,
    )
  if (from !== undefined) conditions.push(sql`at >= ${from}`)
  if (to !== undefined) conditions.push(sql`at < ${to}`)
  if (search !== undefined && search.trim() !== '') conditions.push(contains(search.trim()))
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`
}

/** LIKE minds case on one dialect only; parts of text compare alike on both. */
const beginsWith = (column: string, start: string) =>
  sql`substr(${sql.ref(column)}, 1, ${sql.lit([...start].length)}) = ${start}`

function contains(text: string): RawBuilder<unknown> {
  const lower = text.replace(/[A-Z]/g, letter => letter.toLowerCase())
  const pattern = `%${lower.replace(/[\\%_]/g, sign => `\\${sign}`)}%`
  const columns = ['action', 'subject', 'details', 'request_id', 'personal']
  return sql`(${sql.join(
    columns.map(column => sql`lower(${sql.ref(column)}) like ${pattern} escape '\\'`),
    sql` or `,
  )})`
}
