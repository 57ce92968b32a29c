import { columnsOf } from '../filters/row-filter.ts'
import type { Answer, Place } from '../plan/answer.ts'

/** Who a cell is about. */
export interface CellSubject {
  /** The one client it is about; 0: the firm, or several. */
  readonly clientId: number
  /** Nothing else is told apart or left out: a part of a client's result is not the result. */
  readonly whole: boolean
}

type Asked = Pick<Answer, 'plan' | 'members' | 'side' | 'names' | 'filter'>

/** Who the groups of an answer are about, each looked up once: a table has as many cells of a group as it has months. */
export class CellSubjects {
  readonly #answer: Asked
  readonly #ofGroups: CellSubject[] = []
  /** Whether any rows are left out, and whether all that are tell clients apart only. */
  readonly #filtered: boolean
  readonly #filteredByClient: boolean
  #ofTotal: CellSubject | undefined

  constructor(answer: Asked) {
    this.#answer = answer
    const columns = [...columnsOf(answer.filter)]
    this.#filtered = columns.length > 0
    this.#filteredByClient = columns.every(column => column === 'client_id')
  }

  of(place: Place, cell: number): CellSubject {
    if (place === 'total') {
      this.#ofTotal ??= this.#total()
      return this.#ofTotal
    }
    const group = Math.floor(cell / this.#answer.side.table.grid.windows.length)
    this.#ofGroups[group] ??= this.#subject(this.#answer.plan.groupDimensions, group)
    return this.#ofGroups[group]
  }

  #total(): CellSubject {
    const { plan, side } = this.#answer
    if (!this.#filtered && plan.groupDimensions.includes('CLIENT') && side.table.grid.groups.count === 1)
      return { ...this.of('table', 0), whole: true }
    return this.#subject([], 0)
  }

  #subject(grouped: readonly string[], group: number): CellSubject {
    const clientwise = grouped.every(dimension => dimension === 'CLIENT' || dimension === 'INDUSTRY')
    const whole = clientwise && this.#filteredByClient
    if (!this.#filtered && grouped.length === 0) return { clientId: 0, whole }
    const clients = clientsOfGroup(this.#answer, grouped, group)
    if (clients?.length === 1) return { clientId: clients[0]!, whole }
    // Of several clients there is no result; the blank is nobody's.
    return { clientId: 0, whole: false }
  }
}

/** Who a group can be about; null: anybody. */
function clientsOfGroup(
  { plan, members, side, names, filter }: Asked,
  grouped: readonly string[],
  group: number,
): readonly number[] | null {
  const numberOf = (dimension: 'CLIENT' | 'INDUSTRY') =>
    side.table.grid.groups.memberOf(group, plan.groupDimensions.indexOf(dimension))
  if (grouped.includes('CLIENT')) {
    const id = Number(members.get('CLIENT')!.rawOf(numberOf('CLIENT')))
    return id === 0 ? [] : [id]
  }
  const clauses = filter.all.filter(({ column }) => column === 'client_id')
  const excluded = filter.not.flatMap(({ all, not }) =>
    not.length === 0 && all.length === 1 && all[0]!.column === 'client_id' ? all : [],
  )
  const industry = grouped.includes('INDUSTRY') ? members.get('INDUSTRY')!.all[numberOf('INDUSTRY')]!.key : undefined
  if (clauses.length === 0 && excluded.length === 0 && industry === undefined) return null
  const inIndustry = (id: number): boolean =>
    industry === undefined || (names.terms.get(names.clients.get(id)?.industryId ?? 0)?.normal ?? null) === industry
  return [...names.clients.keys()].filter(
    id =>
      inIndustry(id) &&
      clauses.every(({ values }) => values.has(id)) &&
      excluded.every(({ values }) => !values.has(id)),
  )
}
