import type { PersonFragment } from '../../../api/operations/people.gen.ts'
import { Badge } from '../../components/badge.tsx'
import { type DataColumn, DataTable } from '../../components/data-table.tsx'
import { Menu } from '../../components/menu.tsx'
import { useApp } from '../../data/app-context.ts'
import { dayText, timeText } from '../../data/period-text.ts'
import { roleName } from '../../data/role-name.ts'
import type { PersonChange } from './person-dialog.tsx'

/** The members of the organization. Props: `people`, `stale`, `onChange(person, what)`. */
export function PeopleTable({
  people,
  stale,
  onChange,
}: {
  readonly people: readonly PersonFragment[]
  readonly stale: boolean
  readonly onChange: (person: PersonFragment, change: PersonChange) => void
}) {
  const { viewer, can } = useApp()
  const me = viewer.value?.user?.id
  const owner = can('workspace:own')
  const columns: readonly DataColumn<PersonFragment>[] = [
    {
      key: 'name',
      heading: 'Name',
      cell: ({ id, name }) => (
        <>
          {name} {id === me && <Badge tone="brand">You</Badge>}
        </>
      ),
    },
    { key: 'email', heading: 'E-mail', cell: ({ email }) => email },
    { key: 'role', heading: 'Role', cell: ({ role }) => roleName(role) },
    {
      key: 'factor',
      heading: 'Second factor',
      cell: ({ secondFactor }) => (secondFactor ? <Badge tone="good">On</Badge> : <Badge>Off</Badge>),
    },
    {
      key: 'seen',
      heading: 'Last signed in',
      title: 'Within the last weeks',
      cell: ({ lastSignInAt }) => (lastSignInAt === null ? 'not lately' : timeText(lastSignInAt)),
    },
    { key: 'joined', heading: 'Joined', cell: ({ joinedAt }) => dayText(joinedAt) },
    {
      key: 'change',
      heading: 'Change',
      cell: person => {
        // Nobody touches who may do more than they; the server decides in any case.
        if (person.role === 'OWNER' && !owner) return ''
        return (
          <Menu
            label={`Change ${person.name}`}
            button={{ size: 'small', 'aria-label': `Change ${person.name}`, children: 'Change' }}
            items={[
              { key: 'role', label: 'Change the role', onSelect: () => onChange(person, 'role') },
              ...(owner && person.id !== me
                ? [{ key: 'own', label: 'Hand the organization over', onSelect: () => onChange(person, 'own') }]
                : []),
              {
                key: 'remove',
                label: person.id === me ? 'Leave the organization' : 'Remove',
                onSelect: () => onChange(person, 'remove'),
              },
            ]}
          />
        )
      },
    },
  ]
  return <DataTable label="Members" columns={columns} rows={people} keyOf={({ id }) => id} stale={stale} />
}
