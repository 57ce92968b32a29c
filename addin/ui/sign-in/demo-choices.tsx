import { Button } from '../components/button.tsx'
import { useApp } from '../data/app-context.ts'
import { roleName } from '../data/role-name.ts'

/** The sign-ins that a demo offers. Props: `busy`, `onChoose`. */
export function DemoChoices({
  busy,
  onChoose,
}: {
  readonly busy: boolean
  readonly onChoose: (credentials: { readonly email: string; readonly password: string }) => void
}) {
  const { demo } = useApp().settings
  if (!demo || demo.length === 0) return null
  return (
    <section class="sign-in-demo" aria-label="Sign-ins of this demo">
      <h2>This is a demo: sign in as</h2>
      <ul>
        {demo.map(({ email, password, role }) => (
          <li key={email}>
            <Button onClick={() => onChoose({ email, password })} disabled={busy}>
              {roleName(role)}
            </Button>
          </li>
        ))}
      </ul>
      <p class="small quiet">
        An invented firm with 34 clients. The analyst sees everything and uploads; the viewer sees no cost.
      </p>
    </section>
  )
}
