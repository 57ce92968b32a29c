import type { Config } from '../../config.ts'
import type { OfferedSignIn } from '../graphiql/graphiql-route.ts'
import { productVersion } from './product-version.ts'

/** What the server tells its pages, in `<meta name="moat-settings">`. Known before anybody signs in, so nothing secret. */
export interface PageSettings {
  /** Sign-ins to offer with one click, with passwords that everybody may know; null: not the demo. */
  readonly demo: readonly OfferedSignIn[] | null
  /** Of the product. */
  readonly version: string
  /** Whether /graphql has a page for browsers. */
  readonly graphiql: boolean
  /** The OpenID Connect provider to sign in with, at /auth/oidc/start: what its button says. Null: none is set up. */
  readonly oidc: { readonly label: string } | null
}

/** What the pages of a server are told. */
export const pageSettings = (
  { graphiql, oidcIssuer, oidcLabel }: Pick<Config, 'graphiql' | 'oidcIssuer' | 'oidcLabel'>,
  demo: readonly OfferedSignIn[] | null,
): PageSettings => ({
  demo,
  version: productVersion(),
  graphiql,
  oidc: oidcIssuer === null ? null : { label: oidcLabel },
})

/** The page with the settings in it, as text of an attribute: no character of them can become markup. */
export const filledPage = (html: string, settings: PageSettings): string => {
  const text = JSON.stringify(settings).replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  return html.replace('__SETTINGS__', () => text)
}
