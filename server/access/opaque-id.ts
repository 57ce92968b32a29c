/**
 * Ids as the outside sees them: opaque text that names the type, the organization and the key within it. An id of
 * another organization decodes to nothing, exactly like one that never existed.
 */
export function encodeId(type: string, organizationId: number, ...key: (number | string)[]): string {
  return Buffer.from([type, organizationId, ...key].join(':')).toString('base64url')
}

/** The key parts of an id of this type in this organization; null for anything else. */
export function decodeId(id: string, type: string, organizationId: number): string[] | null {
  const parts = Buffer.from(id, 'base64url').toString().split(':')
  return parts[0] === type && parts[1] === String(organizationId) && parts.length > 2 ? parts.slice(2) : null
}

/** The type an id names, or null when it is no id. */
export function typeOfId(id: string): string | null {
  return /^([A-Za-z]+):\d+:./.exec(Buffer.from(id, 'base64url').toString())?.[1] ?? null
}
