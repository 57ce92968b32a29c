import { useState } from 'preact/hooks'
import { IconButton } from '../components/button.tsx'
import { Menu } from '../components/menu.tsx'
import { useApp } from '../data/app-context.ts'
import { Icon } from '../icons/icon.tsx'
import { menuIcon, signOutIcon, staffIcon, themeIcon } from '../icons/icons.ts'
import { navigate, place, type Route } from '../router/router.ts'
import { chooseTheme, type ThemeChoice, themeChoice } from '../tokens/theme.ts'
import { Brand } from './brand.tsx'
import { OrganizationSwitch } from './organization-switch.tsx'

const themes: readonly [ThemeChoice, string][] = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
  ['contrast', 'High contrast'],
]

/** The way to every page the viewer may see, who they are, and the colours. Props: `routes`, `onSwitch(id)`, `onSignOut`. */
export function Navigation({
  routes,
  onSwitch,
  onSignOut,
}: {
  readonly routes: readonly Route[]
  /** To another organization. */
  readonly onSwitch: (id: string) => void
  readonly onSignOut: () => void
}) {
  const { viewer, can } = useApp()
  const [open, setOpen] = useState(false)
  const seen = routes.filter(route => route.nav && (!route.scope || can(route.scope)))
  const groups = [...new Set(seen.map(route => route.nav!.group))]
  const { path } = place.value
  const { user, email, role } = viewer.value ?? {}
  return (
    <header class="shell-side">
      <div class="shell-head">
        <Brand />
        <IconButton
          class="shell-menu"
          label={open ? 'Close navigation' : 'Open navigation'}
          icon={menuIcon}
          aria-expanded={open}
          aria-controls="navigation"
          onClick={() => setOpen(!open)}
        />
      </div>
      <nav id="navigation" class={open ? 'shell-nav shell-nav-open' : 'shell-nav'} aria-label="Pages">
        <OrganizationSwitch onSwitch={onSwitch} />
        {groups.map(group => (
          <section key={group} aria-label={group}>
            <h2>{group}</h2>
            <ul>
              {seen
                .filter(route => route.nav!.group === group)
                .map(route => (
                  <li key={route.path}>
                    <a
                      href={`#${route.path}`}
                      class="shell-link"
                      aria-current={
                        path === route.path ? 'page' : path.startsWith(`${route.path}/`) ? 'true' : undefined
                      }
                      onClick={() => setOpen(false)}
                    >
                      <Icon of={route.nav!.icon} size={18} />
                      {route.nav!.label}
                    </a>
                  </li>
                ))}
            </ul>
          </section>
        ))}
        <div class="shell-person">
          <Menu
            label="Account"
            align="start"
            button={{
              kind: 'subtle',
              icon: staffIcon,
              class: 'shell-account',
              children: user?.name ?? email ?? 'Account',
            }}
            items={[
              {
                key: 'account',
                label: 'Your account',
                icon: staffIcon,
                onSelect: () => {
                  setOpen(false)
                  navigate('#/account')
                },
              },
              {
                key: 'out',
                label: `Sign out (${(role ?? '').toLowerCase()})`,
                icon: signOutIcon,
                onSelect: onSignOut,
              },
            ]}
          />
          <Menu
            label="Colours"
            button={{
              kind: 'subtle',
              icon: themeIcon,
              class: 'button-icon',
              'aria-label': 'Colours',
              title: 'Colours',
            }}
            items={themes.map(([key, label]) => ({
              key,
              label,
              checked: themeChoice.value === key,
              onSelect: () => chooseTheme(key),
            }))}
          />
        </div>
      </nav>
    </header>
  )
}
