import { z } from 'zod'
import { recordEvent } from '../../audit/record-event.ts'
import { lockOrganization } from '../../db/lock-organization.ts'
import { dbOf } from '../../db/tables.ts'
import { readPolicies } from '../../governance/read-policies.ts'
import type { JobHandler } from '../../jobs/job-handler.ts'
import { readNewestTasks } from './newest-tasks.ts'
import { openTasks } from './open-tasks.ts'
import { readResults } from './read-results.ts'
import { requestSchema } from './request-schema.ts'
import { touchedResults } from './touched-results.ts'
import { createWaitingResults } from './waiting-results.ts'

/** What an analysis answers. */
export const analysisResult = z.object({ results: z.int(), opened: z.int(), expired: z.int(), snapshot: z.int() })

/** Uploads in between that are waited for by reading again; after that, their own analysis puts things right. */
const TRIES = 3

/**
 * An analysis run: works out the results that a snapshot touches (or that somebody asked for) and opens review tasks
 * by policy. Run again, it finds its tasks and opens none twice.
 */
export const analyse: JobHandler = async ({ organizationId, payload, createdBy, em, now, progress, write }) => {
  const request = requestSchema.parse(payload)
  for (let attempt = 1; ; attempt++) {
    const db = dbOf(em)
    const { last_snapshot: snapshot } = await db
      .selectFrom('organization')
      .select('last_snapshot')
      .where('id', '=', organizationId)
      .executeTakeFirstOrThrow()
    const policies = await readPolicies(db, organizationId)
    const touched = await touchedResults(db, organizationId, request, now())
    const standing = await readNewestTasks(db, organizationId, touched, policies.review.metrics)
    const results = createWaitingResults()
    let resultCount = 0
    for await (const { count, ofTasks } of readResults(em, organizationId, touched, policies.review, {
      ...{ now: now(), standing },
      progress: (done, total) => progress(done, total, 'Working out results of clients'),
    })) {
      resultCount += count
      results.add(ofTasks)
    }
    const answer = await write(async writing => {
      const organization = await lockOrganization(writing, organizationId)
      if (organization.last_snapshot !== snapshot && attempt < TRIES) return null
      const opened = await openTasks(writing, organizationId, { results, standing, touched, snapshot, policies }, now())
      const outcome = { results: resultCount, ...opened, snapshot }
      await recordEvent(
        writing,
        organizationId,
        { userId: createdBy, role: null },
        { at: now(), action: 'analysis.done', subject: `Snapshot:${request.snapshot ?? snapshot}`, details: outcome },
      )
      return outcome
    })
    if (answer) return answer
  }
}
