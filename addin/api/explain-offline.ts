/** Permissions of Chromium that keep a page from a server in the local network; names differ by version. */
const permissions = ['local-network-access', 'local-network', 'loopback-network']

/** Why no answer may have come and what to do, for people. */
export async function explainOffline(origin: string): Promise<string> {
  const { host } = new URL(origin)
  if (typeof navigator !== 'undefined' && navigator.onLine === false && !isOwnMachine(host))
    return `Reaching ${host}: this computer is offline; connect it and try again`
  if (await localNetworkIsBlocked())
    return `Reaching ${host}: the browser keeps this page from your local network; click the icon left of the address, allow local network access, and try again`
  return `Reaching ${host}: no answer came; check that the MoatMetrics server runs and that this computer can reach it, then try again`
}

const isOwnMachine = (host: string): boolean => /^(localhost|127\.|\[::1\])/.test(host)

async function localNetworkIsBlocked(): Promise<boolean> {
  if (typeof navigator === 'undefined' || !('permissions' in navigator)) return false
  for (const name of permissions) {
    try {
      const { state } = await navigator.permissions.query({ name: name as PermissionName })
      if (state === 'denied') return true
    } catch {
      // This browser does not know the permission, so it does not stand in the way.
    }
  }
  return false
}
