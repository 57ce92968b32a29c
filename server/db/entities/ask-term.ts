import { defineEntity, p } from '@mikro-orm/core'
import { instant, int, organization } from './column.ts'

/** A word of the organization's own for a metric or for something with a name, as proposed and decided on. */
export const AskTerm = defineEntity({
  name: 'AskTerm',
  properties: {
    organizationId: organization(),
    id: p.bigint('number').primary(),
    /** METRIC, or the dimension whose member is meant. */
    kind: p.text(),
    /** As it was written. */
    term: p.text(),
    /** Its words as questions are read, one space between them. */
    normal: p.text(),
    /** Key of the metric; number of the client; opaque id of a member of staff; else number of the term of the rows. */
    meaning: p.text(),
    /** PROPOSED, APPROVED, REJECTED or RETIRED. */
    status: p.text(),
    /** 1, and one more with each change. */
    version: int(),
    /** Users; null: not (yet), or erased. */
    proposedBy: int().nullable(),
    proposedAt: instant(),
    decidedBy: int().nullable(),
    decidedAt: instant().nullable(),
    retiredBy: int().nullable(),
    retiredAt: instant().nullable(),
    /** What was said with the last decision. */
    comment: p.text().nullable(),
  },
})
