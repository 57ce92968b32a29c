import type { SqlEntityManager } from '@mikro-orm/sql'
import { type Member, may } from '../../access/policy.ts'
import { recordEvent } from '../../audit/record-event.ts'
import { lockOrganization } from '../../db/lock-organization.ts'
import type { WriteGate } from '../../db/write-gate.ts'
import { writeIn } from '../../db/write-in.ts'
import { BadInput, Forbidden, TooLarge } from '../../errors.ts'
import type { AskTermKind, AskTermRecord, StoredTerm } from './ask-term.ts'
import { readStoredTerms } from './read-ask-terms.ts'
import { termDetails } from './term-details.ts'
import { readTermSetting } from './term-setting.ts'
import { checkedTerm, normalTerm } from './term-words.ts'

export interface ProposedTerm {
  readonly kind: AskTermKind
  /** 2 to 60 characters. */
  readonly term: string
  /** Key or name of a metric; id or name of anything else. */
  readonly meaning: string
}

/** Most proposals of one person that wait for a decision, and most terms in use or waiting of an organization. */
const MAX_WAITING = 50
const MAX_TERMS = 2000

/**
 * Proposes a word of the organization's own. It means nothing until somebody else approves it. Throws Forbidden for a
 * key that may only read and for a metric that is not the viewer's; BadInput for what could not be read from a question
 * (INVALID_TERM), means something already (TERM_TAKEN), waits already (ALREADY_PROPOSED) or stands for nothing the
 * viewer can see (UNKNOWN_METRIC, UNKNOWN_NAME, AMBIGUOUS_NAME); TooLarge beyond 50 of one's own that wait, or 2,000.
 */
export async function proposeAskTerm(
  em: SqlEntityManager,
  viewer: Member,
  input: ProposedTerm,
  { now, gate }: { readonly now: number; readonly gate: WriteGate },
): Promise<AskTermRecord> {
  if (viewer.apiKeyId !== null && !may(viewer, 'queries:share'))
    throw new Forbidden('Proposing a term with an API key: the key needs queries:share, which it does not have')
  const term = checkedTerm(input.term)
  const normal = normalTerm(term)
  const { meanings, checkFree } = await readTermSetting(em, viewer, now)
  const meaning = meanings.find(input.kind, input.meaning.trim())
  checkFree(term, meaning)
  return await writeIn(em, gate, async db => {
    const { organizationId } = viewer
    await lockOrganization(db, organizationId)
    const all = await readStoredTerms(db, organizationId)
    checkRoom(all, viewer)
    // Only what stands for the same, which the viewer may see: other proposals of the word are the reviewer's to weigh.
    const same = all.filter(
      other => other.normal === normal && other.kind === meaning.kind && other.key === meaning.key,
    )
    if (same.some(({ status }) => status === 'PROPOSED'))
      throw new BadInput(`Proposing the term "${term}": it waits for a decision already`, 'ALREADY_PROPOSED')
    const stored: StoredTerm = {
      ...{ id: all.reduce((highest, other) => Math.max(highest, other.id), 0) + 1, kind: meaning.kind, term, normal },
      ...{ key: meaning.key, status: 'PROPOSED', version: 1, proposedBy: viewer.userId, proposedAt: now },
      ...{ decidedBy: null, decidedAt: null, retiredBy: null, retiredAt: null, comment: null },
    }
    await db
      .insertInto('ask_term')
      .values({
        ...{ organization_id: organizationId, id: stored.id, kind: stored.kind, term, normal, meaning: stored.key },
        ...{ status: stored.status, version: 1, proposed_by: stored.proposedBy, proposed_at: now },
        ...{ decided_by: null, decided_at: null, retired_by: null, retired_at: null, comment: null },
      })
      .execute()
    await recordEvent(db, organizationId, viewer, {
      ...{ at: now, action: 'ask_term.proposed', subject: `AskTerm:${stored.id}`, details: termDetails(stored) },
    })
    return { ...stored, meaning: meaning.id, meaningName: meaning.label }
  })
}

function checkRoom(all: readonly StoredTerm[], { userId }: Member): void {
  const waiting = all.filter(({ status }) => status === 'PROPOSED')
  const used = waiting.length + all.filter(({ status }) => status === 'APPROVED').length
  if (waiting.filter(({ proposedBy }) => proposedBy === userId).length >= MAX_WAITING)
    throw new TooLarge(`Proposing a term: ${MAX_WAITING} of yours wait for a decision, which is the limit`)
  if (used >= MAX_TERMS) throw new TooLarge(`Proposing a term: there are ${MAX_TERMS}, which is the limit; retire some`)
}
