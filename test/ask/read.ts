import type { AskContext, CompiledQuery } from '../../server/ask/context.ts'
import { interpret } from '../../server/ask/interpret.ts'
import type { Choice } from '../../server/ask/interpretation.ts'
import { sampleContext } from './sample-context.ts'

/** The query that a question is read as; fails the test where it is not read. */
export function queryOf(question: string, context: AskContext = sampleContext()): CompiledQuery {
  const reading = interpret(question, context)
  if (reading.kind === 'ABSTAINED') throw new Error(`${question}: ${reading.reason} ${reading.about.join(', ')}`)
  return reading.query
}

/** Why a question is not read; null: it is. */
export function reasonOf(question: string, context: AskContext = sampleContext()): string | null {
  const reading = interpret(question, context)
  return reading.kind === 'ABSTAINED' ? reading.reason : null
}

export function choicesOf(question: string, context: AskContext = sampleContext()): readonly Choice[] {
  const reading = interpret(question, context)
  return reading.kind === 'ABSTAINED' ? reading.choices : []
}

/** Both ends of the period of a question about revenue. */
export function daysOf(words: string): string {
  const query = queryOf(`revenue ${words}`)
  const { period } = 'explain' in query ? query.explain : query
  return period && 'between' in period ? `${period.between.from} ${period.between.to}` : 'none'
}

export const all = { between: { from: '2024-07-01', to: '2026-07-31' } }
export const june = { between: { from: '2026-06-01', to: '2026-06-30' } }
export const q2 = { between: { from: '2026-04-01', to: '2026-06-30' } }
