/** What the server writes into its pages for the script: `<meta name="moat-settings" content="{…}">`. */
export interface PageSettings {
  /** Sign-ins that are offered with one click; only the demo has any. */
  readonly demo: readonly { readonly email: string; readonly password: string; readonly role: string }[] | null
  readonly version: string | null
  /** The OpenID Connect provider to sign in with, at /auth/oidc/start: what its button says. Null: there is none. */
  readonly oidc: { readonly label: string } | null
}

export function readPageSettings(): PageSettings {
  const content = document.querySelector('meta[name="moat-settings"]')?.getAttribute('content') ?? ''
  try {
    const { demo = null, version = null, oidc = null } = JSON.parse(content) as Partial<PageSettings>
    return { demo, version, oidc }
  } catch {
    // A page that is not served by the server (in development) has no settings.
    return { demo: null, version: null, oidc: null }
  }
}
