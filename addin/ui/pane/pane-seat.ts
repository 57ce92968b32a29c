import { type Signal, signal } from '@preact/signals'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { emptyForm, type MetricForm } from '../../app/metrics/metric-form.ts'
import type { PulledBy } from '../../app/metrics/metric-table-model.ts'
import type { TableOutcome } from '../../app/tables/refresh-outcome.ts'
import type { PulledTable, Selection, Workbook } from '../../workbook/workbook.ts'
import { type App, organizationOf } from '../data/app-context.ts'
import type { RunSelfCheck } from './self-check/self-check.ts'

/** What the pane knows of the workbook beside it. It outlives views and sign-ins, so that nothing entered is lost. */
export interface PaneSeat {
  readonly workbook: Workbook
  readonly form: Signal<MetricForm>
  readonly selection: Signal<Selection | null>
  /** Tables that were pulled; null: not looked at yet. */
  readonly tables: Signal<readonly PulledTable[] | null>
  readonly refresh: Signal<RefreshRun>
  /** Tries what the product relies on; absent where the host is not Excel. */
  readonly selfCheck?: RunSelfCheck
  /** Follows the workbook from now on: once somebody is signed in. */
  watch(): void
  /** Looks at the workbook's tables again. Rejects with `WorkbookError`. */
  lookAtTables(): Promise<void>
  /** Who pulls, from where, when: for provenance. */
  by(): PulledBy
  /** After the data has changed: formulas in cells ask again. */
  dataChanged(): Promise<void>
}

export interface RefreshRun {
  readonly running: { readonly part: number; readonly doing: string } | null
  readonly outcomes: readonly TableOutcome[]
  readonly error: unknown
}

export interface SeatPlace {
  readonly app: App
  readonly workbook: Workbook
  /** Of the server, as provenance names it. */
  readonly server: string
  /** Asks for the cells with functions again; absent where there are none. */
  readonly refreshFormulas?: () => Promise<void>
  readonly selfCheck?: RunSelfCheck
}

export function createPaneSeat({ app, workbook, server, refreshFormulas, selfCheck }: SeatPlace): PaneSeat {
  const selection = signal<Selection | null>(null)
  const tables = signal<readonly PulledTable[] | null>(null)
  let looking: ReturnType<typeof setTimeout> | undefined
  let watching = false
  const seat: PaneSeat = {
    workbook,
    form: signal(emptyForm),
    selection,
    tables,
    ...(selfCheck ? { selfCheck } : {}),
    refresh: signal(idle),
    lookAtTables: async () => {
      tables.value = await workbook.pulledTables()
    },
    by: () => {
      const { email, user, organizations = [] } = app.viewer.value ?? {}
      const { id, name } = organizationOf({ organizations }) ?? {}
      const organization = id === undefined || name === undefined ? {} : { organization: { id, name } }
      return { user: email ?? user?.name ?? 'unknown', server, ...organization, now: new Date().toISOString() }
    },
    watch: () => {
      if (watching) return
      watching = true
      workbook.watch(event => {
        if (event.kind === 'selection') selection.value = event.selection
        if (event.kind !== 'structure' || tables.value === null) return
        clearTimeout(looking)
        // What fails here fails visibly when the person does something with the tables.
        looking = setTimeout(() => seat.lookAtTables().catch(() => undefined), 500)
      })
    },
    dataChanged: async () => {
      await Promise.all([app.refreshViewer(), refreshFormulas?.()])
    },
  }
  app.onLeave(() => {
    // Whoever comes next, or the next organization, has other clients: nothing of these is theirs.
    seat.form.value = emptyForm
    seat.refresh.value = idle
  })
  return seat
}

const idle: RefreshRun = { running: null, outcomes: [], error: null }

export const SeatContext = createContext<PaneSeat | null>(null)

export function useSeat(): PaneSeat {
  const seat = useContext(SeatContext)
  if (!seat) throw new Error('Using the workbook: there is no SeatContext around this component')
  return seat
}
