import { signal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { takeArrival } from './arrival.ts'

/** Where a page is, by its address after the #: "/clients/abc?period=2026-10". */
export interface Place {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}

/** What a page is given. */
export interface PageProps {
  /** Parts of the path that the route names, e.g. `id`. */
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
}

export interface Route {
  /** "/clients/:id". */
  readonly path: string
  /** Of the window, until the page says better. */
  readonly title: string
  /** Where it stands in the navigation; absent: it does not. */
  readonly nav?: { readonly label: string; readonly icon: string; readonly group: 'Results' | 'Data' | 'Governance' }
  /** Needed to see it in the navigation; the server decides in any case. */
  readonly scope?: string
  /** Loads the page when it is first gone to. */
  readonly load: () => Promise<ComponentType<PageProps>>
}

/** Where this window is. */
export const place = signal<Place>(here())

addEventListener('hashchange', () => {
  place.value = here()
})

function here(): Place {
  takeArrival()
  return parse(location.hash)
}

/** The address of a place for `href`: href('/explain', { metric: 'revenue' }) = "#/explain?metric=revenue". */
export function href(path: string, query: Readonly<Record<string, string | null | undefined>> = {}): string {
  const set = Object.entries(query).filter((entry): entry is [string, string] => !!entry[1])
  const search = new URLSearchParams(set).toString()
  return search === '' ? `#${path}` : `#${path}?${search}`
}

/** Goes somewhere; `replace` without a step in the history. */
export function navigate(to: string, { replace = false } = {}): void {
  if (!replace) {
    location.hash = to
    return
  }
  history.replaceState(null, '', to)
  place.value = parse(location.hash)
}

/** Changes the query of this place; null takes a part away. No step in the history, as for typing. */
export function setQuery(change: Readonly<Record<string, string | null>>): void {
  navigate(href(place.peek().path, { ...place.peek().query, ...change }), { replace: true })
}

/** The route of a path with the parts it names; null: there is none. */
export function matchRoute<R extends Pick<Route, 'path'>>(
  routes: readonly R[],
  path: string,
): { readonly route: R; readonly params: Readonly<Record<string, string>> } | null {
  const parts = path.split('/')
  for (const route of routes) {
    const wanted = route.path.split('/')
    if (wanted.length !== parts.length) continue
    const params: Record<string, string> = {}
    const matches = wanted.every((part, index) => {
      if (!part.startsWith(':')) return part === parts[index]
      params[part.slice(1)] = decodeURIComponent(parts[index] ?? '')
      return parts[index] !== ''
    })
    if (matches) return { route, params }
  }
  return null
}

function parse(hash: string): Place {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?', 2)
  return {
    path: path === '' || path === '/' ? '/overview' : path,
    query: Object.fromEntries(new URLSearchParams(search)),
  }
}
