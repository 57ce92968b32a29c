import type { IncomingHttpHeaders } from 'node:http'
import { STATE_LIFE } from '../../accounts/identities/sign-in-tickets.ts'

/**
 * The cookie that ties a sign-in with the provider to the browser it was begun in. It says nothing of anybody, opens
 * nothing by itself, and is the only cookie there is. Over https no other server of the same domain can set it.
 */
const NAMES = ['__Host-moat-sign-in', 'moat-sign-in'] as const

/** The secret that a browser sent; null: none, or none of ours. */
export function browserOf({ cookie }: IncomingHttpHeaders): string | null {
  const sent = (cookie ?? '').split(';').map(part => part.trim())
  for (const name of NAMES) {
    const value = sent.find(part => part.startsWith(`${name}=`))?.slice(name.length + 1)
    if (value !== undefined && /^[\w-]{43}$/.test(value)) return value
  }
  return null
}

/** Set-Cookie of the secret. Lax, as the way back from the provider comes from another site. */
export const signInCookie = (browser: string, secure: boolean): string =>
  [
    `${NAMES[secure ? 0 : 1]}=${browser}`,
    'Path=/',
    `Max-Age=${STATE_LIFE / 1000}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(secure ? ['Secure'] : []),
  ].join('; ')
