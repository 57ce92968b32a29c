import type { Workbook } from '../workbook/workbook.ts'

/**
 * A workbook whose adapter is read when it is first needed: the pane is there, and can ask who is there, before that.
 * Until then `host` is what every Excel is.
 */
export function lazyWorkbook(load: () => Promise<Workbook>): Workbook {
  let known: Workbook | null = null
  let loading: Promise<Workbook> | null = null
  const loaded = (): Promise<Workbook> => {
    loading ??= load().then(
      workbook => {
        known = workbook
        return workbook
      },
      error => {
        // The next call tries again: the server may have been away for a moment.
        loading = null
        throw error
      },
    )
    return loading
  }
  return {
    get host() {
      return known?.host ?? { kind: 'excel', name: 'Excel', charts: true, notes: true }
    },
    sources: async () => (await loaded()).sources(),
    readCells: async (...given) => (await loaded()).readCells(...given),
    markCells: async (...given) => (await loaded()).markCells(...given),
    pulledTables: async (...given) => (await loaded()).pulledTables(...given),
    writeTable: async (...given) => (await loaded()).writeTable(...given),
    show: async place => (await loaded()).show(place),
    watch: listener => {
      let stopped = false
      let stop = () => {
        stopped = true
      }
      loaded().then(workbook => {
        if (!stopped) stop = workbook.watch(listener)
      }, reportError)
      return () => stop()
    },
  }
}
