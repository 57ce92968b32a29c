import type { AbstainReason } from '../abstain-reason.ts'
import type { NotRead } from '../interpretation.ts'
import { listed } from './query-words.ts'

const quoted = (words: readonly string[]): string => listed(words.slice(0, 5).map(word => `“${word}”`))

/** Why there is no answer, for people: what stood in the way, and what to do. */
export function abstainedText({ reason, about, choices }: Pick<NotRead, 'reason' | 'about' | 'choices'>): string {
  const remedy = choices.length > 0 ? ' Choose what you mean.' : ''
  return `${texts[reason](about)}${remedy}`
}

const texts: Readonly<Record<AbstainReason, (about: readonly string[]) => string>> = {
  EMPTY: () => 'There is no question: ask, for instance, “revenue by client last month”.',
  TOO_LONG: () => 'The question is longer than 500 characters: ask for less at a time.',
  NOT_UNDERSTOOD: about =>
    `I could not make sense of ${about.length > 0 ? quoted(about) : 'the question'}, so I did not guess: say it another way or leave it out.`,
  UNSURE: () => 'I am not sure enough of what is meant.',
  OTHER_SUBJECT: () => 'I answer questions about the numbers of the business only.',
  UNKNOWN_METRIC: about =>
    `There is no metric for ${about.length > 0 ? quoted(about) : 'this'}: the catalogue of metrics lists what there is.`,
  AMBIGUOUS_METRIC: about =>
    about.length > 0
      ? `${quoted(about)} can mean several metrics, or none in particular.`
      : 'The question names no metric.',
  UNKNOWN_NAME: about =>
    `There is nothing called ${quoted(about)} among the clients, products and other names you can see.`,
  AMBIGUOUS_NAME: about => `${quoted(about.slice(0, 1))} can be ${listed(about.slice(1, 6))}.`,
  UNCLEAR_PERIOD: about => `The time ${quoted(about)} is not clear: name months, a quarter, a year or days.`,
  FUTURE_PERIOD: () => 'The period has not begun: I answer about what has happened.',
  NO_DATA: () => 'The period ends before the first data.',
  IMPOSSIBLE_GROUPING: ([metric, dimension]) =>
    dimension
      ? `${metric} cannot be told apart or narrowed by ${dimension}: its data has none.`
      : `Nothing can be told apart by ${quoted([metric ?? 'this'])}.`,
  IMPOSSIBLE_COMPARISON: about =>
    `I cannot compare with ${about.length > 0 ? quoted(about) : 'this'}: values compare with the period before, the same period last year, the budget (revenue, labour cost, license cost, hours) or, for clients, all clients.`,
  OTHER_CURRENCY: about => `${quoted(about)} is in another currency than the one that is reported in.`,
  FORECAST: () => 'I answer about what has happened, not about what will or might.',
  ADVICE: () => 'I give numbers and reasons, not advice.',
  UNSUPPORTED: about => `I do not know how to work out ${quoted(about)}.`,
  WRITE: () => 'Questions change nothing: I only answer them.',
  INJECTION: () => 'I answer questions about the numbers of the business only.',
  FORBIDDEN: about => `Your role may not see ${listed(about.slice(0, 3)) || 'this'}.`,
  NO_FOLLOW_UP: () => 'This follows up on another question: ask it in full.',
}
