/** What a browser keeps and does on its way through a sign-in: cookies by host, forms, redirects as asked for. */
export interface Browser {
  readonly get: (address: string) => Promise<Response>
  readonly post: (address: string, form: Readonly<Record<string, string>>) => Promise<Response>
  /** Follows redirects from an address until one leads to `until`, which is answered unopened; else the last answer. */
  readonly follow: (
    address: string,
    until: (address: URL) => boolean,
  ) => Promise<{ at: URL; response: Response | null }>
  /** The cookies it would send to an address, as in the header. */
  readonly cookies: (address: string) => string
}

export function browser(): Browser {
  const jar = new Map<string, Map<string, string>>()
  // Hosts without their ports, as browsers keep cookies.
  const cookiesOf = (address: string) => {
    const { hostname } = new URL(address)
    const kept = jar.get(hostname) ?? new Map<string, string>()
    jar.set(hostname, kept)
    return kept
  }
  const cookies = (address: string) => [...cookiesOf(address)].map(pair => pair.join('=')).join('; ')

  async function request(address: string, init: RequestInit): Promise<Response> {
    const headers = { ...(init.headers as Record<string, string>), accept: 'text/html', cookie: cookies(address) }
    const response = await fetch(address, { ...init, headers, redirect: 'manual' })
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';', 1)[0]?.split(/=(.*)/s) ?? []
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(cookie)) cookiesOf(address).delete(name)
      else cookiesOf(address).set(name, value)
    }
    return response
  }
  const get = (address: string) => request(address, {})
  return {
    get,
    cookies,
    post: (address, form) => request(address, { method: 'POST', body: new URLSearchParams(form) }),
    follow: async (address, until) => {
      let at = new URL(address)
      for (let steps = 0; steps < 20; steps++) {
        if (until(at)) return { at, response: null }
        const response = await get(at.href)
        const location = response.headers.get('location')
        if (location === null) return { at, response }
        at = new URL(location, at)
      }
      throw new Error(`The browser is sent around in circles, last to ${at.href}`)
    },
  }
}
