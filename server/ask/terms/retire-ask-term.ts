import type { SqlEntityManager } from '@mikro-orm/sql'
import { type Member, may } from '../../access/policy.ts'
import { lockOrganization } from '../../db/lock-organization.ts'
import type { WriteGate } from '../../db/write-gate.ts'
import { writeIn } from '../../db/write-in.ts'
import { BadInput, Forbidden } from '../../errors.ts'
import { openReading } from '../../metrics/plan/open-reading.ts'
import type { AskTermRecord } from './ask-term.ts'
import { changeAskTerm, checkedComment, findAskTerm } from './change-ask-term.ts'
import { readTermMeanings } from './term-meanings.ts'

const DOING = 'Retiring a term'

/**
 * Takes a term out of use: an approved one by those who define metrics, one that waits by whoever proposed it. From the
 * next question on it is unknown again; it stays in the list. Throws NotFound, Forbidden for a term of somebody else
 * without metrics:define and for a key that may only read, BadInput for one that is not in use.
 */
export async function retireAskTerm(
  em: SqlEntityManager,
  viewer: Member,
  { id, comment }: { readonly id: number | null; readonly comment: string | null | undefined },
  { now, gate }: { readonly now: number; readonly gate: WriteGate },
): Promise<AskTermRecord> {
  if (viewer.apiKeyId !== null && !may(viewer, 'metrics:define'))
    throw new Forbidden(`${DOING} with an API key: the key needs metrics:define, which it does not have`)
  const said = checkedComment(comment, DOING)
  const meanings = await readTermMeanings(await openReading(em, viewer, { definitions: 'NOW' }, now), viewer)
  return await writeIn(em, gate, async db => {
    await lockOrganization(db, viewer.organizationId)
    const term = await findAskTerm(db, viewer, id, meanings, DOING)
    const withdraws = term.status === 'PROPOSED' && viewer.userId !== null && term.proposedBy === viewer.userId
    if (!withdraws && !may(viewer, 'metrics:define'))
      throw new Forbidden(`${DOING}: it needs metrics:define, which you do not have`)
    if (!withdraws && term.status !== 'APPROVED')
      throw new BadInput(
        term.status === 'PROPOSED'
          ? `${DOING}: it waits for a decision; reject it instead`
          : `${DOING}: it is ${term.status} and means nothing already`,
      )
    return await changeAskTerm(
      db,
      viewer,
      term,
      { status: 'RETIRED', retiredBy: viewer.userId, retiredAt: now, comment: said ?? term.comment },
      { now, action: 'ask_term.retired' },
    )
  })
}
