import type { CustomFetch } from 'openid-client'

/** What a provider says fits into this many times over. */
const MOST_BYTES = 1024 * 1024

/**
 * Asks the provider: over https, or http where the address is on this machine; a redirect is not followed, and an
 * answer that is too large is not read to its end.
 */
export const boundedFetch: CustomFetch = async (address, options) => {
  const { protocol, hostname } = new URL(address)
  if (protocol !== 'https:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname))
    throw new Error('Asking the provider: an address it named is without encryption')
  const response = await fetch(address, { ...options, redirect: 'manual' } as RequestInit)
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of response.body ?? []) {
    bytes += part.length
    if (bytes > MOST_BYTES) throw new Error('Asking the provider: its answer has more than a mebibyte')
    parts.push(part)
  }
  const { status, headers } = response
  const bodyless = status === 204 || status === 205 || status === 304
  return new Response(bodyless ? null : Buffer.concat(parts), { status, headers })
}
