import { useEffect } from 'preact/hooks'
import { Button } from '../../components/button.tsx'
import { useApp } from '../../data/app-context.ts'
import { roleName } from '../../data/role-name.ts'
import { Brand } from '../../shell/brand.tsx'
import { SetUpSecondFactor } from './set-up-second-factor.tsx'
import '../parts/page.css'
import '../uploads/parts.css'

/** All there is for people whose role must have a second factor, until they have one. Props: `onDone`, `onSignOut`. */
export function MustSetUpPage({ onDone, onSignOut }: { readonly onDone: () => void; readonly onSignOut: () => void }) {
  const { viewer, session } = useApp()
  const { organization, role, email } = viewer.value ?? {}
  useEffect(() => {
    document.title = 'Second factor – MoatMetrics'
  }, [])
  return (
    <main class="sign-in-page">
      <div class="sign-in-box sign-in-box-wide">
        <header>
          <Brand />
          <h1>Set up a second factor</h1>
          <p class="quiet">
            {organization?.name} asks it of everybody who is {roleName(role ?? '')}. You ({email}) can go on once you
            have one: an app on your phone that shows a code, which signing in asks for after the password.
          </p>
        </header>
        <SetUpSecondFactor onDone={onDone} />
        <Button
          kind="subtle"
          onClick={() => {
            void session.signOut().catch(() => {})
            onSignOut()
          }}
        >
          Sign out
        </Button>
      </div>
    </main>
  )
}
