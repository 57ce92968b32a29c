import { ApiError } from '../../api/api.ts'
import { FormulaError } from './formula-error.ts'

/** Codes that say that the formula itself makes no sense; all others say that something is not there. */
const wrong = new Set([
  'BAD_USER_INPUT',
  'INVALID_PERIOD',
  'INVALID_AS_OF',
  'IMPOSSIBLE_GROUPING',
  'IMPOSSIBLE_COMPARISON',
  'AMBIGUOUS_NAME',
])

/** What the server says is wrong with a formula, e.g. UNKNOWN_FILTER_VALUE for a client that is not there. */
export const errorOfCode = (code: string, message: string): FormulaError =>
  new FormulaError(wrong.has(code) ? 'wrong' : 'missing', message)

/** A failed request, as the cell shows it: what happened and what helps. Never kept: the next calculation asks again. */
export function formulaErrorOf(error: unknown): Error {
  if (error instanceof FormulaError || isAbort(error)) return error
  if (!(error instanceof ApiError)) {
    const text = error instanceof Error ? error.message : String(error)
    return new FormulaError('missing', `Something unexpected happened: ${text}; recalculate to try again`)
  }
  switch (error.kind) {
    case 'signed-out':
      return new FormulaError('missing', 'You are signed out: sign in to MoatMetrics in its task pane')
    case 'offline':
      return new FormulaError('missing', `${error.message} (recalculate the workbook)`)
    case 'busy':
      return new FormulaError('missing', 'The server has too many requests: recalculate in a minute')
    case 'aborted':
      return new FormulaError('missing', 'The server took too long to answer: recalculate to try again')
    case 'forbidden':
      return new FormulaError('missing', error.message)
    case 'refused':
      return errorOfCode(error.code ?? '', error.message)
    case 'failed':
      return new FormulaError('missing', `${error.message}; recalculate to try again`)
  }
}

/** Nobody waits any more: the cell was cancelled. */
export const cancelled = (): DOMException => new DOMException('The cell was cancelled', 'AbortError')

const isAbort = (error: unknown): error is DOMException => error instanceof DOMException && error.name === 'AbortError'
