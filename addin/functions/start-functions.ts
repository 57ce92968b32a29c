import type { Api } from '../api/api.ts'
import type { Session } from '../api/session.ts'
import { createFormulas } from '../app/formulas/formulas.ts'
import type { Timing } from '../app/formulas/patient-requests.ts'
import { connectFormulas } from './answer.ts'
import { ask, clients, confidence, explain, metric, series, table } from './functions.ts'
import { recalculate } from './recalculate.ts'

/**
 * Gives Excel the functions of the add-in. Call it once, before anything is waited for: cells of a workbook that opens
 * calculate at once. Afterwards call `ready` when the session of before was taken up (or could not be).
 */
export function startFunctions({
  api,
  session,
  timing,
}: {
  readonly api: Api
  readonly session: Session
  /** Real time, unless given. */
  readonly timing?: Timing
}): RunningFunctions {
  for (const [id, run] of Object.entries(functions)) CustomFunctions.associate(id, run)
  const formulas = createFormulas(api, timing)
  const refresh = async () => {
    formulas.invalidate()
    await recalculate()
  }
  return {
    formulas: { invalidate: formulas.invalidate, refresh },
    ready: () => {
      connectFormulas(formulas)
      session.watch(state => {
        // Somebody else may see other numbers. What stands in cells stays there until somebody is signed in again.
        formulas.invalidate()
        if (state === 'signed-in')
          // Excel may refuse, e.g. while a dialog is open; cells still say what to do.
          refresh().catch(error => console.error('Recalculating after signing in:', error))
      })
    },
  }
}

export interface RunningFunctions {
  readonly ready: () => void
  readonly formulas: FormulaRefresh
}

/** For use cases that change data or refresh everything. */
export interface FormulaRefresh {
  /** Forgets what is known, so that the next calculation asks the server. */
  invalidate(): void
  /** The same, and has Excel calculate every cell with a function of ours. */
  refresh(): Promise<void>
}

/** By the ids of functions.json. */
export const functions = {
  METRIC: metric,
  SERIES: series,
  TABLE: table,
  EXPLAIN: explain,
  CONFIDENCE: confidence,
  CLIENTS: clients,
  ASK: ask,
}
