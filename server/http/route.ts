import type { Exchange } from './exchange.ts'
import type { Caller } from './request-context.ts'

type Method = 'GET' | 'HEAD' | 'POST'

interface Place {
  readonly methods: readonly Method[]
  /** A whole path, or the beginning of one that ends in a slash. */
  readonly path: string
  /** Where method and path alone do not decide. */
  readonly when: (exchange: Exchange) => boolean
}

export type Route =
  | (Place & { readonly open: true; readonly answer: (exchange: Exchange) => void | Promise<void> })
  | (Place & { readonly open: false; readonly answer: (exchange: Exchange, caller: Caller) => void | Promise<void> })

/** Answers anybody, uncounted: pages, and what says nothing. */
export const openRoute = (
  methods: readonly Method[],
  path: string,
  answer: (exchange: Exchange) => void | Promise<void>,
  when: (exchange: Exchange) => boolean = () => true,
): Route => ({ methods, path, when, open: true, answer })

/** Answers once it is known who asks, and that they may ask now. */
export const callerRoute = (
  methods: readonly Method[],
  path: string,
  answer: (exchange: Exchange, caller: Caller) => void | Promise<void>,
): Route => ({ methods, path, when: () => true, open: false, answer })

/**
 * Finds the route of a request; else the methods there are for its path, none where there is nothing. The routes of each
 * path that is declared whole are looked for once.
 */
export function routeFinder(routes: readonly Route[]) {
  const herePerPath = new Map(routes.map(({ path }) => [path, routesOf(routes, path)]))
  return (exchange: Exchange): { readonly route: Route } | { readonly allowed: readonly string[] } => {
    const { pathname } = exchange.url
    const here = herePerPath.get(pathname) ?? routesOf(routes, pathname)
    const route = here.find(
      ({ methods, when }) => methods.some(method => method === exchange.req.method) && when(exchange),
    )
    if (route) return { route }
    const fitting = here.filter(({ when }) => when(exchange))
    return { allowed: [...new Set((fitting.length > 0 ? fitting : here).flatMap(({ methods }) => methods))] }
  }
}

const routesOf = (routes: readonly Route[], pathname: string): readonly Route[] =>
  routes.filter(({ path }) => (path.length > 1 && path.endsWith('/') ? pathname.startsWith(path) : pathname === path))
