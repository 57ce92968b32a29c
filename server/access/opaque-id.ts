/**
 * Ids as the outside sees them: opaque text that names the type, the organization and the key within it. An id of
 * another organization decodes to nothing, exactly like one that never existed.
 */
export function encodeId(type: string, organizationId: number, ...key: (number | string)[]): string {
  return Buffer.from([type, organizationId, ...key].join(':')).toString('base64url')
}

/** The key parts of an id of this type in this organization; null for anything else. */
export function decodeId(id: string, type: string, organizationId: number): string[] | null {
  const [named, organization, ...key] = Buffer.from(id, 'base64url').toString().split(':')
  if (named !== type || organization !== String(organizationId) || key.length === 0) return null
  return key.every(keyedByText.has(type) ? isPrintable : isWholeNumber) ? key : null
}

/** Types whose keys are texts; those of all others are whole numbers, and a database refuses to look for anything else, as for control characters. */
const keyedByText = new Set(['Job', 'OpenSession', 'Refresh', 'Snapshot'])

const isPrintable = (text: string): boolean => /^[\x21-\x7e]*$/.test(text)

const isWholeNumber = (text: string): boolean => /^-?\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text))

/** The type an id names, or null when it is no id. */
export function typeOfId(id: string): string | null {
  return /^([A-Za-z]+):\d+:./.exec(Buffer.from(id, 'base64url').toString())?.[1] ?? null
}
