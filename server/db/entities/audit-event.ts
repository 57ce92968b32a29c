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
    /** The request it came with, and the API key if it came with one. */
    requestId: p.text().nullable(),
    apiKeyId: int().nullable(),
    /** Personal data of the entry (the caller's address) as canonical JSON with a salt; null: none, or erased. */
    personal: p.text().nullable(),
    /** SHA-256 of `personal`. The hash covers this instead, so that erasing leaves the chain valid. */
    personalDigest: p.text().nullable(),
    previousHash: p.text(),
    hash: p.text(),
  },
})
