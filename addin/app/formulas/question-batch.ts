import type { Api } from '../../api/api.ts'
import { type AskedCellsQuery, askedCells } from '../../api/operations/formulas.gen.ts'
import { cancelled } from './formula-error-of.ts'
import type { Started, Versioned } from './shared-answers.ts'

/** What the server says of one question. */
export type AskedCell = AskedCellsQuery['askMany'][number]

/** How long cells gather before they are asked for together. */
const GATHER = 20
/** Questions that the server takes at once. */
const PAGE = 50

interface Queued {
  readonly question: string
  readonly resolve: (answer: Versioned<AskedCell>) => void
  readonly reject: (error: unknown) => void
}

/**
 * Questions that are asked within a moment go to the server together, fifty a request. One that is cancelled before is
 * not sent.
 */
export function questionBatch(api: Pick<Api, 'request'>, sleep: (milliseconds: number) => Promise<void>) {
  let queue = new Set<Queued>()

  async function flush(): Promise<void> {
    await sleep(GATHER)
    const all = [...queue]
    queue = new Set()
    const pages = Array.from({ length: Math.ceil(all.length / PAGE) }, (_, page) =>
      all.slice(page * PAGE, (page + 1) * PAGE),
    )
    await Promise.all(pages.map(send))
  }

  async function send(cells: readonly Queued[]): Promise<void> {
    try {
      const { viewer, askMany } = await api.request(askedCells, { questions: cells.map(({ question }) => question) })
      const version = viewer.organization?.dataVersion ?? 0
      for (const [index, { question, resolve, reject }] of cells.entries()) {
        const value = askMany[index]
        if (value) resolve({ value, version })
        else reject(new Error(`There is no answer to "${question}": ${askMany.length} of ${cells.length} came`))
      }
    } catch (error) {
      for (const { reject } of cells) reject(error)
    }
  }

  return (question: string): Started<AskedCell> => {
    const { promise: answer, resolve, reject } = Promise.withResolvers<Versioned<AskedCell>>()
    const queued = { question, resolve, reject }
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
