import { defineEntity, p } from '@mikro-orm/core'
import { instant, int, organization } from './column.ts'

/** One entry of the tamper-evident log; each carries the hash of the one before. */
export const AuditEvent = defineEntity({
  name: 'AuditEvent',
  properties: {
    organizationId: organization(),
    /** Dense from 1. */
    seq: p.bigint('number').primary(),
    at: instant(),
    actorId: int().nullable(),
    role: p.text().nullable(),
    action: p.text(),
    subject: p.text(),
    /** Canonical JSON. */
    details: p.text(),
    previousHash: p.text(),
    hash: p.text(),
  },
})
