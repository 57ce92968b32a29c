import type { Api } from '../../api/api.ts'
import { clientNames } from '../../api/operations/formulas.gen.ts'
import { FormulaError } from './formula-error.ts'
import type { Versioned } from './shared-answers.ts'
import { MOST_ROWS, type Spill, tooManyRows } from './spill.ts'

/** The names of all clients, by name, one a row. Throws FormulaError where there is none, and where they are too many. */
export async function clientsSpill(api: Pick<Api, 'request'>, signal: AbortSignal): Promise<Versioned<Spill>> {
  const names: Spill = []
  let after: string | null = null
  for (;;) {
    const { viewer, clients }: Awaited<ReturnType<typeof page>> = await page(after)
    if (clients.totalCount > MOST_ROWS) throw tooManyRows(clients.totalCount, 'The list of clients')
    if (clients.totalCount === 0)
      throw new FormulaError('missing', 'There are no clients yet: upload a list of clients first')
    names.push(...clients.nodes.map(({ name }) => [name]))
    if (!clients.pageInfo.hasNextPage) return { value: names, version: viewer.organization?.dataVersion ?? 0 }
    after = clients.pageInfo.endCursor
  }

  function page(after: string | null) {
    return api.request(clientNames, { after }, { signal })
  }
}
