/** Things whose ids are random, or count what a test has made on the way. */
const numbered = /^(Snapshot|Job|RowIssue|AskTerm|SavedQuery|ReviewTask|Invitation|ApiKey|OpenSession):\d+:[\w@.:-]+$/

/**
 * An answer without what differs between any two servers or any two moments: random ids, in the order they come, and
 * how long it took.
 */
export function comparable(text: string): string {
  const names = new Map<string, string>()
  const nameOf = (id: string) => {
    const known = names.get(id) ?? `id${names.size}`
    names.set(id, known)
    return known
  }
  return text
    .replaceAll(/"(?:\w+_)?durationMs":[\d.e-]+/g, '"durationMs":0')
    .replaceAll(/[A-Za-z0-9_-]{12,}/g, token => {
      const decoded = Buffer.from(token, 'base64url').toString()
      return numbered.test(decoded) ? nameOf(decoded) : token
    })
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, nameOf)
}

/** The ids in an answer that are of an organization. */
export const idsOfOrganization = (text: string, organizationId: number): string[] =>
  [...text.matchAll(/[A-Za-z0-9_-]{8,}/g)].flatMap(([token]) => {
    const decoded = Buffer.from(token, 'base64url').toString()
    return new RegExp(`^[A-Za-z]+:${organizationId}:[\\w@.:-]+$`).test(decoded) ? [decoded] : []
  })

/** Where two answers part, with what stands around it; null: they are the same. */
export function partingOf(one: string, other: string): string | null {
  if (one === other) return null
  const at = [...one].findIndex((letter, index) => letter !== other[index])
  const around = (text: string) => text.slice(Math.max(0, at - 160), at + 80)
  return `${around(one)}\n  ${around(other)}`
}
