import { Menu } from '../components/menu.tsx'
import { organizationOf, useApp } from '../data/app-context.ts'
import { roleName } from '../data/role-name.ts'
import { chevronDownIcon } from '../icons/icons.ts'

/** The organization one works in; for people of several, the way to the others. Props: `onSwitch(id)`. */
export function OrganizationSwitch({ onSwitch }: { readonly onSwitch: (id: string) => void }) {
  const { organizations = [] } = useApp().viewer.value ?? {}
  const here = organizationOf({ organizations })
  if (organizations.length < 2)
    return (
      <p class="shell-organization" title="Organization">
        {here?.name}
      </p>
    )
  return (
    <div class="shell-organizations">
      <Menu
        label="Your organizations"
        align="start"
        button={{
          kind: 'subtle',
          icon: chevronDownIcon,
          class: 'shell-account',
          'aria-label': `Organization: ${here?.name ?? 'none'}`,
          title: 'Work in another of your organizations',
          children: here?.name,
        }}
        items={organizations.map(({ id, name, role, current }) => ({
          key: id,
          label: `${name} (${roleName(role).toLowerCase()})`,
          checked: current,
          onSelect: () => {
            if (!current) onSwitch(id)
          },
        }))}
      />
    </div>
  )
}
