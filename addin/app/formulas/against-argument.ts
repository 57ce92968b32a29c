import type { ExplainAgainst } from '../../api/operations/formulas.gen.ts'
import { textArgument } from './arguments.ts'

/** What a value is explained against: a comparison, or another client by name. */
export type Against =
  | { readonly kind: Exclude<ExplainAgainst, 'CLIENT'> }
  | { readonly kind: 'CLIENT'; readonly client: string }

const words: Readonly<Record<string, Exclude<ExplainAgainst, 'CLIENT'>>> = {
  'previous period': 'PREVIOUS_PERIOD',
  previous: 'PREVIOUS_PERIOD',
  'same period last year': 'SAME_PERIOD_LAST_YEAR',
  'last year': 'SAME_PERIOD_LAST_YEAR',
  portfolio: 'PORTFOLIO',
  budget: 'BUDGET',
  target: 'TARGET',
}

/** The comparisons that have words of their own, for messages. */
export const againstWords = '"previous period", "last year", "portfolio", "budget" or "target"'

/** Words in any case, with spaces or underscores; others are a client's name. Nothing is the previous period. */
export function againstArgument(value: unknown): Against {
  const text = textArgument(value, 'against')
  if (text === null) return { kind: 'PREVIOUS_PERIOD' }
  const kind = words[text.toLowerCase().replaceAll('_', ' ')]
  return kind ? { kind } : { kind: 'CLIENT', client: text }
}
