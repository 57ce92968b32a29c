import type { Api, RequestOptions } from '../../api/api.ts'
import {
  type ExplainAgainst,
  type ExplainInput,
  explain,
  type WhyItMovedFragment,
} from '../../api/operations/explain.gen.ts'

export type Explanation = WhyItMovedFragment

/** Why a value is what it is. What cannot be explained is an `ApiError` that says what to ask instead. */
export const readExplanation = async (api: Api, input: ExplainInput, options?: RequestOptions): Promise<Explanation> =>
  (await api.request(explain, { input }, options)).explain

export const againstTexts: Readonly<Record<ExplainAgainst, string>> = {
  PREVIOUS_PERIOD: 'The period before',
  SAME_PERIOD_LAST_YEAR: 'The same period last year',
  PORTFOLIO: 'All other clients',
  BUDGET: 'The budget',
  TARGET: 'The target',
  CLIENT: 'Another client',
}
