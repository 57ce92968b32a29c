import { isIP } from 'node:net'
import { hostname } from 'node:os'
import type { Config } from '../../config.ts'

/**
 * Whether a request may name this server so. A page of a foreign domain that points at this machine (DNS rebinding)
 * sends its own domain's name; browsers let it read the answers. Addresses are not names that anybody could point
 * here, nor is localhost; other names count when they are configured, or are this machine's own.
 */
export function allowedHosts({
  host,
  publicUrl,
  allowedHosts: listed,
}: Pick<Config, 'host' | 'publicUrl' | 'allowedHosts'>): (host: string | undefined) => boolean {
  const names = new Set([host, hostname(), ...listed, ...(publicUrl === null ? [] : [new URL(publicUrl).hostname])])
  const known = new Set([...names].map(name => name.toLowerCase()))
  return header => {
    // Without a name there is no browser behind it: those always send one.
    if (header === undefined) return true
    const name = nameOf(header)
    return name !== null && (isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost') || known.has(name))
  }
}

/** The name in a Host header, without port, brackets and the dot of the root; null: there is none. */
function nameOf(header: string): string | null {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+?)\.?)(?::\d{1,5})?$/i.exec(header)
  return (match?.[1] ?? match?.[2])?.toLowerCase() ?? null
}
