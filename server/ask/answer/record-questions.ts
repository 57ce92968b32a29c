import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Member } from '../../access/policy.ts'
import { recordEvent } from '../../audit/record-event.ts'
import type { WriteGate } from '../../db/write-gate.ts'
import { writeIn } from '../../db/write-in.ts'
import { isExplanation } from '../context.ts'
import type { AnswerRecord } from './answer-record.ts'

/**
 * Writes to the audit log what was asked: metrics, outcome and confidence. Words of the questions stay out of it: they
 * name persons.
 */
export async function recordQuestions(
  em: SqlEntityManager,
  gate: WriteGate,
  viewer: Member,
  answers: readonly AnswerRecord[],
  at: number,
): Promise<void> {
  await writeIn(em, gate, async db => {
    for (const { query, reason, engine, confidence } of answers)
      await recordEvent(db, viewer.organizationId, viewer, {
        at,
        action: reason === null ? 'question.answered' : 'question.refused',
        subject: viewer.apiKeyId === null ? `User:${viewer.userId}` : `ApiKey:${viewer.apiKeyId}`,
        details: {
          engine,
          reason,
          confidence: Math.round(confidence * 100) / 100,
          metrics: query === null ? [] : isExplanation(query) ? [query.explain.metric] : query.metrics,
        },
      })
  })
}
