import { FormulaError } from '../app/formulas/formula-error.ts'
import type { Formulas } from '../app/formulas/formulas.ts'

/** Cells may calculate before the page is ready; longer than this it is not going to be. */
const READY_WITHIN = 60_000

let connected: Formulas | null = null
const connection = Promise.withResolvers<void>()

/** From now on cells are answered by these. Cells that calculated before have waited. */
export function connectFormulas(formulas: Formulas): void {
  connected = formulas
  connection.resolve()
}

/**
 * What a cell shows. Ends in any case, as Excel shows #BUSY! until it does; a failure becomes one of the two errors that
 * Excel shows with a message. Once Excel cancels the cell, nothing is asked for it any more.
 */
export async function answer<Shown>(
  invocation: CustomFunctions.CancelableInvocation,
  ask: (formulas: Formulas, signal: AbortSignal) => Promise<Shown>,
): Promise<Shown> {
  const stop = new AbortController()
  invocation.onCanceled = () => stop.abort()
  try {
    const formulas = await ready()
    return await ask(formulas, stop.signal)
  } catch (error) {
    const code = error instanceof FormulaError && error.kind === 'wrong' ? 'invalidValue' : 'notAvailable'
    throw new CustomFunctions.Error(
      CustomFunctions.ErrorCode[code],
      error instanceof Error ? error.message : String(error),
    )
  }
}

async function ready(): Promise<Formulas> {
  if (connected) return connected
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<void>(resolve => {
    timer = setTimeout(resolve, READY_WITHIN)
  })
  await Promise.race([connection.promise, late])
  clearTimeout(timer)
  if (connected) return connected
  throw new FormulaError('missing', 'MoatMetrics has not started: open its task pane, then recalculate')
}
