import { defineEntity, p } from '@mikro-orm/core'
import { instant, int, organization } from './column.ts'

export type JobStatus = 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED'

/** A piece of work to be done outside of a request, by any server process that serves this database. */
export const Job = defineEntity({
  name: 'Job',
  properties: {
    organizationId: organization(),
    /** Random; of a recurring job its key and slot, so that each slot is worked on once. */
    id: p.text().primary(),
    /** Which handler does it. */
    kind: p.text(),
    /** What the handler is given, as JSON. */
    payload: p.text(),
    status: p.text().$type<JobStatus>(),
    /** Not before. */
    runAt: instant(),
    /** Who works on it, and until when they are believed to be alive. */
    leaseOwner: p.text().nullable(),
    leaseUntil: instant().nullable(),
    /** Times it was started, this one included. */
    attempts: int(),
    maxAttempts: int(),
    progressDone: int(),
    progressTotal: int().nullable(),
    progressText: p.text().nullable(),
    /** What the handler answered, as JSON. */
    result: p.text().nullable(),
    /** Why the last attempt failed, for people. */
    error: p.text().nullable(),
    /** While a job with this key is unfinished, no other one of its kind is queued. */
    dedupeKey: p.text().nullable(),
    cancelRequested: int(),
    createdBy: int().nullable(),
    createdAt: instant(),
    startedAt: instant().nullable(),
    endedAt: instant().nullable(),
  },
})
