import { objectTypes, type Provenance } from './host-object.ts'

/** One thing that the host says Excel does. */
export interface MemberClaim {
  /** "Range.Values", "Table.Resize()". */
  readonly member: string
  readonly provenance: Provenance
  readonly note: string | null
}

/** Everything the host claims, the least certain first. */
export function claims(): readonly MemberClaim[] {
  const rank = { assumption: 0, types: 1, documentation: 2 } as const
  return objectTypes
    .flatMap(({ name, properties, methods = {} }) => [
      ...Object.entries(properties).map(([member, { provenance, note }]) => ({
        member: `${name}.${member}`,
        provenance,
        note: note ?? null,
      })),
      ...Object.entries(methods).map(([member, { provenance, note }]) => ({
        member: `${name}.${member}()`,
        provenance,
        note: note ?? null,
      })),
    ])
    .sort((a, b) => rank[a.provenance] - rank[b.provenance] || a.member.localeCompare(b.member))
}
