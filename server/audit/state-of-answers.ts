import type { QuickReads } from '../db/quick-reads.ts'

/**
 * What is written to the log without anything being changed that an answer could show. Whatever is not named here
 * counts as a change: an action that comes new makes answers be worked out once too often, never too seldom.
 */
export const changingNothing = [
  'access.refused',
  'audit.exported',
  'personal_data.read',
  'question.answered',
  'question.refused',
  'request.refused',
  'session.opened',
  'session.refused',
] as const

const headQuery = `select data_version as data, (select max(seq) from audit_event where organization_id = $1) as head
  from organization where id = $1`
const changeQuery = `select coalesce(max(seq), 0) as seq from audit_event where organization_id = $1 and seq > $2
  and action not in (${changingNothing.map(action => `'${action}'`).join(', ')})`

/**
 * Names the state that answers of an organization are worked out from: the same name, the same answers. All that
 * changes an answer is in the log, written in one transaction with the change, and its numbers are dense and commit in
 * order; so the number of the newest entry that changed something says it all, with the version of the data.
 */
export type StateOfAnswers = (organizationId: number) => Promise<string>

export function createStateOfAnswers(reads: QuickReads): StateOfAnswers {
  /** For each organization, up to which entry the log was looked through, and the newest change until there. */
  const known = new Map<number, { head: number; change: number }>()
  return async organizationId => {
    const now = await reads.first<{ data: number; head: number | null }>(headQuery, [organizationId])
    if (!now) return 'gone'
    const [head, data] = [Number(now.head ?? 0), Number(now.data)]
    const before = known.get(organizationId)
    let change = before?.change ?? head
    if (before && head !== before.head) {
      const found = await reads.first<{ seq: number }>(changeQuery, [organizationId, before.head])
      change = Math.max(Number(found?.seq ?? 0), before.change)
    }
    // While this was read, somebody else may have looked further.
    const latest = known.get(organizationId)
    if (!latest || latest.head < head) known.set(organizationId, { head, change })
    else change = Math.max(change, latest.change)
    return `${data}.${change}`
  }
}
