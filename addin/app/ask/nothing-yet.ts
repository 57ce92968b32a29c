import type { AnswerValue } from './answer.ts'

/** A 0 of a period that has not ended and of which nothing has come: no data yet, not a zero. */
export const nothingYet = ({ value, partial, rowCount }: AnswerValue): boolean =>
  value === 0 && partial && rowCount === 0
