import { signal } from '@preact/signals'

/** What somebody comes with in the address: an invitation, or the code of a sign-in with an identity provider. */
export type Arrival =
  | { readonly kind: 'invitation'; readonly token: string }
  | { readonly kind: 'provider'; readonly code: string }

/** What was come with and is not dealt with yet. */
export const arrival = signal<Arrival | null>(null)

/**
 * Takes a secret out of the address before anything else reads it: it goes from the bar and from the history of this tab
 * at once, and is in memory only. Behind the # no server has seen it.
 */
export function takeArrival(): void {
  const found = arrivalOf(location.hash)
  if (!found) return
  history.replaceState(null, '', '#/overview')
  arrival.value = found
}

export function arrivalOf(hash: string): Arrival | null {
  const token = /^#\/?invitation=([\w-]+)$/.exec(hash)?.[1]
  if (token !== undefined) return { kind: 'invitation', token }
  const code = /^#\/signed-in\?code=([\w-]+)$/.exec(hash)?.[1]
  return code === undefined ? null : { kind: 'provider', code }
}

const PLACE = 'moat-place'

/** Keeps where this tab is, for when it comes back from the identity provider. */
export function rememberPlace(): void {
  try {
    sessionStorage.setItem(PLACE, location.hash)
  } catch {
    // Without storage one comes back to the first page.
  }
}

export function rememberedPlace(): string {
  try {
    const place = sessionStorage.getItem(PLACE)
    sessionStorage.removeItem(PLACE)
    return place?.startsWith('#/') ? place : '#/overview'
  } catch {
    return '#/overview'
  }
}
