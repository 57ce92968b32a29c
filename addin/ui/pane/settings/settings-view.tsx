import { useState } from 'preact/hooks'
import { switchOrganization } from '../../../app/accounts/switch-organization.ts'
import { Button } from '../../components/button.tsx'
import { ProblemBar } from '../../components/message-bar.tsx'
import { Select } from '../../components/select.tsx'
import { organizationOf, useApp } from '../../data/app-context.ts'
import { checkIcon, signOutIcon } from '../../icons/icons.ts'
import { chooseTheme, type ThemeChoice, themeChoice } from '../../tokens/theme.ts'
import { useSeat } from '../pane-seat.ts'
import { openView } from '../pane-view.ts'

const themes: readonly { readonly value: ThemeChoice; readonly label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'contrast', label: 'High contrast' },
]

/** Who is signed in, how the pane looks, and where help is. */
export function SettingsView() {
  const { viewer, session, settings } = useApp()
  const seat = useSeat()
  const [leaving, setLeaving] = useState(false)
  const who = viewer.value
  const { server } = seat.by()
  const { organizations = [] } = who ?? {}
  const [error, setError] = useState<unknown>(null)
  const switchTo = async (id: string) => {
    setError(null)
    await switchOrganization(session, id).catch(setError)
  }
  const leave = async () => {
    setLeaving(true)
    await session.signOut().finally(() => setLeaving(false))
  }
  return (
    <>
      <dl class="pane-facts">
        <div>
          <dt>Signed in as</dt>
          <dd>{who?.email ?? who?.user?.name ?? 'nobody'}</dd>
        </div>
        <div>
          <dt>Role</dt>
          <dd>{who?.role?.toLowerCase() ?? 'none'}</dd>
        </div>
        <div>
          <dt>Firm</dt>
          <dd>{who?.organization?.name ?? 'none'}</dd>
        </div>
        <div>
          <dt>Server</dt>
          <dd>{server}</dd>
        </div>
        <div>
          <dt>Host</dt>
          <dd>{seat.workbook.host.name}</dd>
        </div>
        {settings.version && (
          <div>
            <dt>Version</dt>
            <dd>{settings.version}</dd>
          </div>
        )}
      </dl>
      {error !== null && <ProblemBar error={error} />}
      {organizations.length > 1 && (
        <Select
          label="Work in"
          hint="Formulas in cells are worked out anew; tables stay as they are until you are back."
          value={organizationOf({ organizations })?.id ?? ''}
          options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={id => void switchTo(id)}
        />
      )}
      <Select label="Colours" value={themeChoice.value} options={themes} onChange={chooseTheme} />
      <div class="pane-row">
        <Button icon={checkIcon} onClick={() => openView('self-check')}>
          Self-check
        </Button>
        <Button icon={signOutIcon} busy={leaving} onClick={() => void leave()}>
          Sign out
        </Button>
      </div>
      <section class="pane-stack" aria-label="Help">
        <h2>Help</h2>
        <p>
          <a href={`${server}/`} target="_blank" rel="noreferrer">
            Open MoatMetrics in the browser
          </a>
        </p>
        <h3>Formulas</h3>
        <ul class="pane-issues small">
          <li>
            <code>=MOAT.METRIC("revenue", "Acme", "2026-08")</code> one number
          </li>
          <li>
            <code>=MOAT.SERIES("revenue", "Acme", "2026-01", "2026-08")</code> months in a column
          </li>
          <li>
            <code>=MOAT.EXPLAIN("gross_margin_pct", "Acme", "2026-08")</code> what moved it
          </li>
          <li>
            <code>=MOAT.CONFIDENCE("revenue", "Acme", "2026-08")</code> how far to trust it
          </li>
          <li>
            <code>=MOAT.CLIENTS()</code> all clients
          </li>
        </ul>
        <h3>When something does not work</h3>
        <p class="small">
          Numbers pulled before stay in the workbook while the server is away. A session ends after days without use;
          sign in again, and what you entered is still here.
        </p>
      </section>
    </>
  )
}
