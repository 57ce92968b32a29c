import { decodeId } from '../../access/opaque-id.ts'
import { columnsOf } from '../filters/row-filter.ts'
import type { Answer, Place } from '../plan/answer.ts'
import type { CellSubject } from './result-reviews.ts'

/** The client and the time that a cell is about, without its window. */
export function cellSubject(answer: Answer, place: Place, cell: number): Omit<CellSubject, 'window'> {
  const { plan, filter, side } = answer
  const grouped = place === 'table' ? plan.groupDimensions : []
  const clientwise = grouped.every(dimension => dimension === 'CLIENT' || dimension === 'INDUSTRY')
  const columns = columnsOf(filter)
  const filtered = columns.size > 0
  const whole = clientwise && [...columns].every(column => column === 'client_id')
  const group = Math.floor(cell / side[place].grid.windows.length)
  if (place === 'total' && !filtered && plan.groupDimensions.includes('CLIENT') && side.table.grid.groups.count === 1)
    return { ...cellSubject(answer, 'table', 0), whole: true }
  if (!filtered && grouped.length === 0) return { clientId: 0, whole }
  const clients = clientsOfGroup(answer, grouped, group)
  if (clients?.length === 1) return { clientId: clients[0]!, whole }
  // Of several clients there is no result; the blank is nobody's.
  return { clientId: 0, whole: false }
}

/** Who a group can be about; null: anybody. */
function clientsOfGroup(
  { plan, members, side, names, filter }: Answer,
  grouped: readonly string[],
  group: number,
): readonly number[] | null {
  const memberOf = (dimension: 'CLIENT' | 'INDUSTRY') => {
    const position = side.table.grid.groups.membersOf(group)[plan.groupDimensions.indexOf(dimension)]!
    return members.get(dimension)!.all[position]!
  }
  if (grouped.includes('CLIENT')) {
    const id = decodeId(memberOf('CLIENT').key ?? '', 'Client', names.organizationId)?.[0]
    return id === undefined ? [] : [Number(id)]
  }
  const clauses = filter.all.filter(({ column }) => column === 'client_id')
  const excluded = filter.not.flatMap(({ all, not }) =>
    not.length === 0 && all.length === 1 && all[0]!.column === 'client_id' ? all : [],
  )
  const industry = grouped.includes('INDUSTRY') ? memberOf('INDUSTRY').key : undefined
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
