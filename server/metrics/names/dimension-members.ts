import { encodeId } from '../../access/opaque-id.ts'
import { normalName } from '../../datasets/normal-name.ts'
import type { Dimension } from '../metric-query.ts'
import type { TimeDimension } from '../periods/time-buckets.ts'
import { blank, type DimensionMember, Members } from './member.ts'
import type { Names } from './names.ts'
import type { StaffMember } from './people.ts'

export type GroupDimension = Exclude<Dimension, TimeDimension>

/** Members of a dimension, labelled from the names of the organization. */
export function dimensionMembers(dimension: GroupDimension, names: Names): Members {
  const { organizationId, clients, terms, people } = names
  const term = (id: number | string | null | undefined): DimensionMember => {
    const found = typeof id === 'number' ? terms.get(id) : undefined
    return found ? { key: found.normal, label: found.label, sort: found.normal } : blank
  }
  switch (dimension) {
    case 'CLIENT':
      return new Members('client_id', 0, id => {
        if (id === 0) return blank
        const label = clients.get(Number(id))?.name ?? `Client ${id}`
        return { key: encodeId('Client', organizationId, id), label, sort: normalName(label) }
      })
    case 'INDUSTRY':
      return new Members('client_id', 0, id => term(clients.get(Number(id))?.industryId))
    case 'STAFF':
      return new Members('staff', -1, position => staffMember(people.members[Number(position)], organizationId))
    case 'TEAM':
      return new Members('staff', -1, position => term(people.members[Number(position)]?.staff?.team_id))
    case 'WORK_TYPE':
      return new Members('work_type', '', word =>
        word === '' ? blank : { key: String(word), label: String(word), sort: String(word) },
      )
    case 'SERVICE_LINE':
      return new Members('service_line_id', 0, term)
    case 'PROJECT':
      return new Members('project_id', 0, term)
    case 'PRODUCT':
      return new Members('product_id', 0, term)
    case 'VENDOR':
      return new Members('vendor_id', 0, term)
  }
}

/** Staff rows keep their key whatever version they are in; strangers are known by the first person of that name. */
export const staffKey = (member: StaffMember, organizationId: number): string =>
  member.staff
    ? encodeId('Staff', organizationId, member.staff.row_key)
    : encodeId('Person', organizationId, Math.min(...member.persons))

function staffMember(member: StaffMember | undefined, organizationId: number): DimensionMember {
  if (!member) return blank
  return { key: staffKey(member, organizationId), label: member.name, sort: normalName(member.name) }
}
