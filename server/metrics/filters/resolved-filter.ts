import { decodeId } from '../../access/opaque-id.ts'
import { closestNames } from '../../analytics/closest-names.ts'
import { normalName } from '../../datasets/normal-name.ts'
import { WORK_TYPES } from '../../datasets/time-logs.ts'
import type { TermKind } from '../../db/entities/term.ts'
import { BadInput } from '../../errors.ts'
import type { MetricFilter } from '../metric-query.ts'
import { staffKey } from '../names/dimension-members.ts'
import { blank } from '../names/member.ts'
import type { Names } from '../names/names.ts'
import { clientIndex } from './client-index.ts'
import { type FilterField, filterFields } from './filter-dimensions.ts'
import { type Clause, everything, type FilterColumn, type RowFilter } from './row-filter.ts'

/**
 * A filter as ids. Values are ids, exact names (compared in their normal form), a client's external id, a member of
 * staff's e-mail, or "(none)" for the blank. Fields hold together, values of a field are alternatives, an empty list
 * passes nothing. Throws BadInput (UNKNOWN_FILTER_VALUE) for a value that is nothing, with the closest names.
 */
export function resolvedFilter(filter: MetricFilter | undefined, names: Names): RowFilter {
  if (!filter) return everything
  const all = filterFields.flatMap(field => {
    const values = filter[field]
    return values ? [clauseOf(field, values, names)] : []
  })
  const inner = resolvedFilter(filter.not, names)
  return { all, not: inner.all.length + inner.not.length > 0 ? [inner] : [] }
}

const termFields: Readonly<Partial<Record<FilterField, { column: FilterColumn; kind: TermKind }>>> = {
  serviceLines: { column: 'service_line_id', kind: 'SERVICE_LINE' },
  projects: { column: 'project_id', kind: 'PROJECT' },
  products: { column: 'product_id', kind: 'PRODUCT' },
  vendors: { column: 'vendor_id', kind: 'VENDOR' },
}

function clauseOf(field: FilterField, values: readonly string[], names: Names): Clause {
  const { people, clients } = names
  const term = termFields[field]
  if (term) return { column: term.column, values: termIds(values, term.kind, names) }
  switch (field) {
    case 'industries': {
      const industries = termIds(values, 'INDUSTRY', names)
      const ids = [...clients.values()].filter(client => industries.has(client.industryId ?? 0)).map(({ id }) => id)
      return { column: 'client_id', values: new Set(industries.has(0) ? [0, ...ids] : ids) }
    }
    case 'teams': {
      const teams = termIds(values, 'TEAM', names)
      const positions = [...people.members.keys()].filter(index =>
        teams.has(people.members[index]!.staff?.team_id ?? 0),
      )
      return { column: 'staff', values: new Set(positions) }
    }
    case 'staff':
      return { column: 'staff', values: staffPositions(values, names) }
    case 'workTypes': {
      const known = (value: string) => (isBlank(value) ? [''] : WORK_TYPES.filter(type => type === normalName(value)))
      return { column: 'work_type', values: new Set(found(values, 'work type', known, WORK_TYPES)) }
    }
    default:
      return { column: 'client_id', values: clientIds(values, names) }
  }
}

const isBlank = (value: string): boolean => normalName(value) === blank.label

function clientIds(values: readonly string[], { clients, organizationId }: Names): Set<number> {
  const index = clientIndex(clients)
  const find = (value: string): number[] => {
    if (isBlank(value)) return [0]
    const id = Number(decodeId(value, 'Client', organizationId)?.[0] ?? Number.NaN)
    if (clients.has(id)) return [id]
    const same = index.byExternalId.get(value.trim()) ?? index.byName.get(normalName(value)) ?? []
    return same.map(client => client.id)
  }
  return new Set(found(values, 'client', find, index.names))
}

function termIds(values: readonly string[], kind: TermKind, { terms }: Names): Set<number> {
  const ofKind = [...terms].filter(([, term]) => term.kind === kind)
  const byNormal = new Map(ofKind.map(([id, term]) => [term.normal, id]))
  const find = (value: string): number[] => (isBlank(value) ? [0] : [byNormal.get(normalName(value)) ?? []].flat())
  const word = kind.toLowerCase().replace('_', ' ')
  return new Set(
    found(
      values,
      word,
      find,
      ofKind.map(([, term]) => term.label),
    ),
  )
}

function staffPositions(values: readonly string[], { people, organizationId }: Names): Set<number> {
  const { members } = people
  const find = (value: string): number[] => {
    const normal = normalName(value)
    const positions = [...members.keys()]
    const by = (test: (position: number) => boolean) => positions.filter(test)
    const byId = by(position => staffKey(members[position]!, organizationId) === value)
    if (byId.length > 0) return byId
    const byEmail = by(position => members[position]!.email === normal)
    return byEmail.length > 0 ? byEmail : by(position => members[position]!.normalName === normal)
  }
  return new Set(
    found(
      values,
      'member of staff',
      find,
      members.map(member => member.name),
    ),
  )
}

function found<T>(
  values: readonly string[],
  word: string,
  find: (value: string) => readonly T[],
  known: readonly string[],
): T[] {
  return values.flatMap(value => {
    const matching = find(value)
    if (matching.length > 0) return matching
    const close = closestNames(value, new Set(known)).map(name => `"${name}"`)
    const remedy = close.length > 0 ? `did you mean ${close.join(' or ')}?` : 'send an id or an exact name'
    throw new BadInput(`Filtering by ${word}: there is no "${value}"; ${remedy}`, 'UNKNOWN_FILTER_VALUE')
  })
}
