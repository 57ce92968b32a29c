import type { Kysely } from 'kysely'
import { expect } from 'vitest'
import { decodeId } from '../../server/access/opaque-id.ts'
import { sessionOfRefreshToken } from '../../server/accounts/refresh-token.ts'
import { secretHash } from '../../server/accounts/secret-hash.ts'
import type { Tables } from '../../server/db/tables.ts'
import type { Answer, Body } from './client.ts'
import type { AnySent, SentDecision, SentSession } from './traffic.ts'

type Db = Kysely<Tables>

/** How many were acknowledged, how many not, and how many of these were stored all the same. */
export type Tally = Record<string, { acknowledged: number; lost: number; lostButStored: number }>

/** Looks for everything in the database that was sent: what was acknowledged is there, what was not is there wholly or not at all. */
export async function keptPromises(
  db: Db,
  organizationId: number,
  sent: readonly AnySent[],
  tally: Tally,
): Promise<void> {
  const snapshots = await db.selectFrom('snapshot').selectAll().execute()
  const tasks = new Map((await db.selectFrom('review_task').selectAll().execute()).map(task => [task.id, task]))
  const sessions = new Map((await db.selectFrom('session').selectAll().execute()).map(each => [each.id, each]))
  for (const each of sent) {
    const stored =
      each.kind === 'upload'
        ? uploadStored(each, snapshots)
        : each.kind === 'correction' || each.kind === 'revert'
          ? changeStored(each, snapshots)
          : each.kind === 'decision'
            ? decisionStored(each, tasks, organizationId)
            : sessionStored(each, sessions)
    const count = tally[each.kind] ?? { acknowledged: 0, lost: 0, lostButStored: 0 }
    tally[each.kind] = count
    if (!each.answer.lost) count.acknowledged++
    else {
      count.lost++
      if (stored) count.lostButStored++
    }
  }
}

type Snapshots = readonly Body[]

function uploadStored(sent: AnySent & { kind: 'upload' }, snapshots: Snapshots): boolean {
  const found = snapshots.filter(({ sha256, origin }) => sha256 === sent.sha256 && origin === 'FILE')
  // Sent again after its acknowledgement was lost, it is still stored only once.
  expect(found.length, 'snapshots of one sheet').toBeLessThanOrEqual(1)
  for (const snapshot of found)
    expect(snapshot).toMatchObject({ accepted_count: sent.good, rejected_count: 1, row_count: sent.good + 1 })
  const body = bodyOf(sent.answer)
  if (body) {
    expect(body).toMatchObject({ __typename: 'Snapshot', acceptedCount: sent.good, rejectedCount: 1 })
    expect(found.map(({ number }) => number)).toEqual([body.number])
  }
  return found.length > 0
}

function changeStored(sent: AnySent & { kind: 'correction' | 'revert' }, snapshots: Snapshots): boolean {
  const [column, of] = sent.kind === 'revert' ? ['reverts', sent.reverts] : ['corrects', sent.corrects]
  const found = snapshots.filter(snapshot => snapshot[column] === of.number)
  expect(found.length).toBeLessThanOrEqual(1)
  const target = snapshots.find(({ number }) => number === of.number)
  if (sent.kind === 'revert') expect(target.reverted_by).toBe(found[0]?.number ?? null)
  const data = bodyOf(sent.answer)?.data
  if (data) {
    const result = data.revertSnapshot ?? data.correctRows
    expect(result).toMatchObject({ __typename: 'Snapshot', number: found[0]?.number })
  }
  return found.length > 0
}

function decisionStored(sent: SentDecision, tasks: ReadonlyMap<number, Body>, organizationId: number): boolean {
  const [id] = decodeId(sent.task, 'ReviewTask', organizationId) ?? []
  const task = tasks.get(Number(id))
  const data = bodyOf(sent.answer)?.data
  if (data)
    expect(data.decideReviewTask).toMatchObject({
      __typename: 'ReviewTask',
      status: task.status,
      version: task.version,
    })
  return task.version > 1
}

function sessionStored(sent: SentSession, sessions: ReadonlyMap<string, Body>): boolean {
  const data = bodyOf(sent.answer)?.data
  if (sent.kind === 'sign-out') {
    const row = sessionOf(sent.session.refreshToken, sessions)
    if (data) expect(data.signOut).toBe(true)
    if (data) expect(row.revoked_at).not.toBeNull()
    return row.revoked_at !== null
  }
  if (sent.kind === 'refresh') {
    const row = sessionOf(sent.session.refreshToken, sessions)
    const renewed = row.refresh_hash !== secretHash(sent.session.refreshToken)
    if (data) expect(renewed, 'a refresh that was acknowledged').toBe(true)
    return renewed
  }
  if (!data) return false
  const row = sessionOf(data.signIn.refreshToken, sessions)
  expect(row, 'a session that was acknowledged').toBeDefined()
  return true
}

const sessionOf = (token: string, sessions: ReadonlyMap<string, Body>): Body =>
  sessions.get(sessionOfRefreshToken(token)?.sessionId ?? '')

const bodyOf = (answer: Answer): Body | null => (answer.lost ? null : answer.body)
