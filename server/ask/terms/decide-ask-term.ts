import type { SqlEntityManager } from '@mikro-orm/sql'
import { type Member, may } from '../../access/policy.ts'
import { recordEvent } from '../../audit/record-event.ts'
import { lockOrganization } from '../../db/lock-organization.ts'
import type { Db } from '../../db/tables.ts'
import type { WriteGate } from '../../db/write-gate.ts'
import { writeIn } from '../../db/write-in.ts'
import { BadInput, Forbidden } from '../../errors.ts'
import type { AskTermRecord } from './ask-term.ts'
import { changeAskTerm, checkedComment, findAskTerm } from './change-ask-term.ts'
import { termDetails } from './term-details.ts'
import { readTermSetting, type TermSetting } from './term-setting.ts'

/** Somebody else was quicker: the term is not what it was when the caller looked at it. */
export interface AskTermConflict {
  readonly type: 'AskTermConflict'
  readonly message: string
  readonly current: AskTermRecord
}

/** The viewer may decide on terms, but not on this one. */
export interface NotAllowedToDecide {
  readonly type: 'NotAllowedToDecide'
  readonly message: string
}

export interface TermDecision {
  /** Number of the term; null: an id that is none. */
  readonly id: number | null
  /** The version that was looked at. */
  readonly version: number
  readonly verdict: 'APPROVE' | 'REJECT'
  readonly comment: string | null | undefined
}

const DOING = 'Deciding on a term'

/**
 * Decides on a proposed term. Nobody decides on their own proposal; that they tried stands in the audit log. Of several
 * people who decide on the same version exactly one wins. An approved term means what it stands for from the next
 * question on, for those who may see that.
 *
 * Answers the term, AskTermConflict or NotAllowedToDecide. Throws Forbidden without metrics:define or without sight of
 * everything a term could collide with, NotFound, BadInput (TERM_TAKEN) for approving what means something else by now,
 * and for a rejection without a comment.
 */
export async function decideAskTerm(
  em: SqlEntityManager,
  viewer: Member,
  input: TermDecision,
  { now, gate }: { readonly now: number; readonly gate: WriteGate },
): Promise<AskTermRecord | AskTermConflict | NotAllowedToDecide> {
  checkMayDecide(viewer)
  const comment = checkedComment(input.comment, DOING)
  if (input.verdict === 'REJECT' && comment === null) throw new BadInput('Rejecting a term: say why in comment')
  const setting = await readTermSetting(em, viewer, now)
  return await writeIn(em, gate, async db => {
    await lockOrganization(db, viewer.organizationId)
    const term = await findAskTerm(db, viewer, input.id, setting.meanings, DOING)
    if (viewer.userId === null || term.proposedBy === viewer.userId) return await refuse(db, viewer, term, now)
    if (term.version !== input.version || term.status !== 'PROPOSED') return conflict(term, input.version)
    if (input.verdict === 'APPROVE') await checkStillFree(db, viewer, term, setting)
    return await changeAskTerm(
      db,
      viewer,
      term,
      {
        ...{ status: input.verdict === 'APPROVE' ? 'APPROVED' : 'REJECTED' },
        ...{ decidedBy: viewer.userId, decidedAt: now, comment },
      },
      { now, action: 'ask_term.decided' },
    )
  })
}

function checkMayDecide(viewer: Member): void {
  for (const scope of ['metrics:define', 'cost:read', 'staff:read'] as const)
    if (!may(viewer, scope)) throw new Forbidden(`${DOING}: it needs ${scope}, which you do not have`)
}

async function refuse(db: Db, viewer: Member, term: AskTermRecord, now: number): Promise<NotAllowedToDecide> {
  await recordEvent(db, viewer.organizationId, viewer, {
    ...{ at: now, action: 'ask_term.refused', subject: `AskTerm:${term.id}` },
    details: { ...termDetails(term), why: viewer.userId === null ? 'NOBODY' : 'OWN_PROPOSAL' },
  })
  const why =
    viewer.userId === null
      ? 'only people decide, and nobody is signed in'
      : 'you proposed it yourself; somebody else has to decide'
  return { type: 'NotAllowedToDecide', message: `${DOING}: ${why}` }
}

const conflict = (current: AskTermRecord, version: number): AskTermConflict => ({
  type: 'AskTermConflict',
  message: `${DOING}: version ${version} was decided on, it is at version ${current.version} and ${current.status}; look at it again`,
  current,
})

/** Data and terms have changed since it was proposed, and its proposer may have seen less. */
async function checkStillFree(db: Db, viewer: Member, term: AskTermRecord, setting: TermSetting): Promise<void> {
  const meaning = setting.meanings.of(term.kind, term.key)
  if (!meaning)
    throw new BadInput('Approving a term: what it stands for is not there any more; reject it', 'UNKNOWN_NAME')
  setting.checkFree(term.term, meaning)
  const approved = await db
    .selectFrom('ask_term')
    .select('id')
    .where('organization_id', '=', viewer.organizationId)
    .where('status', '=', 'APPROVED')
    .where('normal', '=', term.normal)
    .executeTakeFirst()
  if (approved)
    throw new BadInput(
      `Approving the term "${term.term}": it is approved for something; retire that first`,
      'TERM_TAKEN',
    )
}
