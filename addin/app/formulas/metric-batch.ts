import type { Api } from '../../api/api.ts'
import { type MetricCellsQuery, metricCells } from '../../api/operations/formulas.gen.ts'
import { cancelled } from './formula-error-of.ts'
import type { Started, Versioned } from './shared-answers.ts'

export interface MetricKey {
  readonly metric: string
  readonly client: string | null
  readonly period: string
  readonly asOf: string | null
}

/** What the server says of one cell. */
export type MetricCell = MetricCellsQuery['metricValues'][number]

/** How long cells gather before they are asked for together. */
const GATHER = 20
/** Cells that the server takes at once. */
const PAGE = 1000
/** Rounds in which cells of an older state of the data are asked for again. */
const ROUNDS = 3

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

interface Queued {
  readonly key: MetricKey
  readonly resolve: (answer: Versioned<MetricCell>) => void
  readonly reject: (error: unknown) => void
}

/**
 * Cells that are asked for within a moment go to the server together, a thousand a request. A key that is cancelled
 * before is not sent. All cells of one gathering are of one state of the data: where an upload came between two
 * requests, the older ones are asked again.
 */
export function metricBatch(api: Pick<Api, 'request'>, sleep: (milliseconds: number) => Promise<void>) {
  let queue = new Set<Queued>()

  async function flush(): Promise<void> {
    await sleep(GATHER)
    // The server answers cells of one period and one moment together: a page holds as few of them as can be.
    const all = [...queue].sort(
      (a, b) => compare(a.key.asOf ?? '', b.key.asOf ?? '') || compare(a.key.period, b.key.period),
    )
    queue = new Set()
    const pages = Array.from({ length: Math.ceil(all.length / PAGE) }, (_, page) =>
      all.slice(page * PAGE, (page + 1) * PAGE),
    )
    let asked = await Promise.all(pages.map(ask))
    for (let round = 1; round < ROUNDS; round++) {
      const newest = Math.max(...asked.map(({ version }) => version))
      if (asked.every(({ version, error }) => error !== null || version === newest)) break
      asked = await Promise.all(
        asked.map(page => (page.error === null && page.version < newest ? ask(page.cells) : page)),
      )
    }
    for (const { cells, answers, version, error } of asked)
      for (const [index, { resolve, reject }] of cells.entries()) {
        const value = answers[index]
        if (value) resolve({ value, version })
        else reject(error)
      }
  }

  async function ask(cells: readonly Queued[]) {
    try {
      const { viewer, metricValues } = await api.request(metricCells, { keys: cells.map(({ key }) => key) })
      if (metricValues.length !== cells.length)
        throw new Error(`${cells.length} values were asked for, ${metricValues.length} came`)
      return { cells, answers: metricValues, version: viewer.organization?.dataVersion ?? 0, error: null }
    } catch (error) {
      return { cells, answers: [], version: 0, error }
    }
  }

  return (key: MetricKey): Started<MetricCell> => {
    const { promise: answer, resolve, reject } = Promise.withResolvers<Versioned<MetricCell>>()
    const queued = { key, resolve, reject }
    if (queue.size === 0) void flush()
    queue.add(queued)
    return {
      answer,
      cancel: () => {
        const waits = queue.delete(queued)
        if (waits) reject(cancelled())
        return waits
      },
    }
  }
}
