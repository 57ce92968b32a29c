import { useApp } from '../data/app-context.ts'
import { rememberPlace } from '../router/arrival.ts'

/** The way to the identity provider of this server, where there is one. Props: `losing`: something was entered that leaving the page would lose. */
export function ProviderChoice({ losing = false }: { readonly losing?: boolean }) {
  const { settings } = useApp()
  if (!settings.oidc) return null
  return (
    <div class="sign-in-provider">
      <a class="button button-secondary button-medium" href="/auth/oidc/start" onClick={rememberPlace}>
        Sign in with {settings.oidc.label}
      </a>
      {losing && <p class="small quiet">This leaves the page: what you entered on it is lost.</p>}
    </div>
  )
}
