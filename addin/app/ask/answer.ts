import type { AskQuery, ExplainInput } from '../../api/operations/ask.gen.ts'
import type { MetricQuery } from '../../api/operations/metrics.gen.ts'

/** What came of a question: an answer with everything it rests on, or why there is none. */
export type Answer = AskQuery['ask']
export type AnswerTable = NonNullable<Answer['table']>
export type AnswerRow = AnswerTable['rows'][number]
export type AnswerValue = AnswerRow['values'][number]
export type AnswerExplanation = NonNullable<Answer['explanation']>
export type AnswerChip = Answer['chips'][number]
/** A question that may be meant, ready to be asked. */
export type Offer = Answer['clarifications'][number]

/** What an answer was compiled to, as `metrics` and `explain` take it. */
export type CompiledQuery =
  | { readonly kind: 'metrics'; readonly query: MetricQuery }
  | { readonly kind: 'explain'; readonly input: ExplainInput }

/** null: there is no query, as there is no answer. */
export function compiledQuery({ query }: Pick<Answer, 'query'>): CompiledQuery | null {
  if (query === null) return null
  // The contract says which of the two it is; as a JSON object it has no type of its own.
  if ('explain' in query) return { kind: 'explain', input: query.explain as ExplainInput }
  return { kind: 'metrics', query: query as unknown as MetricQuery }
}
