import type { ExplainAgainst } from '../../../api/operations/explain-page.gen.ts'

export const againstOptions: readonly { readonly value: ExplainAgainst; readonly label: string }[] = [
  { value: 'PREVIOUS_PERIOD', label: 'The period before' },
  { value: 'SAME_PERIOD_LAST_YEAR', label: 'A year before' },
  { value: 'PORTFOLIO', label: 'All other clients' },
  { value: 'CLIENT', label: 'Another client' },
  { value: 'BUDGET', label: 'The budget' },
  { value: 'TARGET', label: 'The target' },
]

/** A question of the page, as its address has it. */
export interface Question {
  readonly metric: string
  readonly client: string | null
  readonly against: ExplainAgainst
  /** The other client, for CLIENT. */
  readonly other: string | null
}

export const questionOf = (query: Readonly<Record<string, string>>): Question => ({
  metric: query.metric || 'revenue',
  client: query.client || null,
  against: againstOptions.find(option => option.value === query.against)?.value ?? 'PREVIOUS_PERIOD',
  other: query.other || null,
})
