/** Why a question is not answered, in words for the contract. */
export const abstainReasons = {
  EMPTY: 'There is no question.',
  TOO_LONG: 'The question has more than 500 characters.',
  NOT_UNDERSTOOD: 'Words of the question could not be explained.',
  UNSURE: 'There is a reading, but it is not sure enough to answer; it is offered as a choice.',
  OTHER_SUBJECT: 'The question is not about the numbers of the business.',
  UNKNOWN_METRIC: 'There is no metric for what is asked.',
  AMBIGUOUS_METRIC: 'Several metrics, or none in particular, could be meant.',
  UNKNOWN_NAME: 'There is no client, person, product or the like of that name that you can see.',
  AMBIGUOUS_NAME: 'Several clients, people, products or the like could be meant.',
  UNCLEAR_PERIOD: 'The period can be read in more than one way, or in none.',
  FUTURE_PERIOD: 'The period has not begun.',
  NO_DATA: 'The period ends before the first data.',
  IMPOSSIBLE_GROUPING: 'The metric cannot be told apart or narrowed in the way that is asked.',
  IMPOSSIBLE_COMPARISON: 'The comparison cannot be made.',
  OTHER_CURRENCY: 'The question counts in a currency other than the one reported in.',
  FORECAST: 'The question is about what has not happened.',
  ADVICE: 'The question asks for advice.',
  UNSUPPORTED: 'The question asks for a kind of analysis that there is not.',
  WRITE: 'The question asks for something to be done; questions change nothing.',
  INJECTION: 'The question tries to give instructions.',
  FORBIDDEN: 'The question needs more than you may see.',
  NO_FOLLOW_UP: 'The question follows up on another one, which was not sent along.',
} as const

export type AbstainReason = keyof typeof abstainReasons
