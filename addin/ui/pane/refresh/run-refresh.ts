import { refreshAll } from '../../../app/tables/refresh-all.ts'
import type { App } from '../../data/app-context.ts'
import type { PaneSeat, RefreshRun } from '../pane-seat.ts'

let controller: AbortController | null = null

/**
 * Refreshes every table and every formula of the workbook, once at a time; what comes of it is `seat.refresh`. Never
 * rejects. Answers whether everything was refreshed.
 */
export async function runRefresh({ api }: App, seat: PaneSeat): Promise<boolean> {
  if (controller) return false
  controller = new AbortController()
  const change = (part: Partial<RefreshRun>) => {
    seat.refresh.value = { ...seat.refresh.value, ...part }
  }
  change({ running: { part: 0, doing: 'Looking at the tables' }, outcomes: [], error: null })
  try {
    const outcomes = await refreshAll(api, seat.workbook, seat.by(), {
      signal: controller.signal,
      progress: (part, doing) => change({ running: { part, doing } }),
      done: done => change({ outcomes: done }),
    })
    await seat.dataChanged()
    await seat.lookAtTables()
    return outcomes.every(({ outcome }) => outcome.kind === 'refreshed')
  } catch (error) {
    change({ error })
    return false
  } finally {
    controller = null
    change({ running: null })
  }
}

export const stopRefresh = (): void => controller?.abort()
