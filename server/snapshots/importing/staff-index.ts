import { hash53 } from '../../analytics/hash53.ts'
import type { Db } from '../../db/tables.ts'

interface KnownStaff {
  readonly rowKey: number
  readonly email: string | null
  readonly normalName: string
  readonly costRate: number | null
}

/** The staff list as it stands: which row is meant by an e-mail address or a name. */
export class StaffIndex {
  readonly #byEmail = new Map<string, KnownStaff>()
  readonly #byName = new Map<string, KnownStaff[]>()

  constructor(staff: readonly KnownStaff[]) {
    for (const person of staff) {
      if (person.email !== null) this.#byEmail.set(person.email, person)
      this.#byName.set(person.normalName, [...(this.#byName.get(person.normalName) ?? []), person])
    }
  }

  /** The key of a row of the list: a new address adopts the one person of that name who has none yet. */
  rowKeyOf(normalName: string, email: string | null): number {
    const same = this.#byName.get(normalName) ?? []
    const known =
      email === null
        ? same.length === 1
          ? same[0]
          : undefined
        : (this.#byEmail.get(email) ?? same.find(person => person.email === null))
    return known?.rowKey ?? hash53(email === null ? `name:${normalName}` : `email:${email}`)
  }

  /** Whether a person named so could be two of the list: then it is neither. */
  isAmbiguous(normalName: string, email: string | null): boolean {
    return !(email !== null && this.#byEmail.has(email)) && (this.#byName.get(normalName)?.length ?? 0) > 1
  }

  /** The cost rate on the list; null where there is none or the name is not unique. */
  costRateOf(normalName: string, email: string | null): number | null {
    const same = this.#byName.get(normalName) ?? []
    const known = (email === null ? undefined : this.#byEmail.get(email)) ?? (same.length === 1 ? same[0] : undefined)
    return known?.costRate ?? null
  }
}

export async function readStaffIndex(db: Db, organizationId: number): Promise<StaffIndex> {
  const rows = await db
    .selectFrom('staff_row')
    .select(['row_key', 'email', 'normal_name', 'cost_rate'])
    .where('organization_id', '=', organizationId)
    .where('superseded_by', 'is', null)
    .execute()
  return new StaffIndex(
    rows.map(row => ({ rowKey: row.row_key, email: row.email, normalName: row.normal_name, costRate: row.cost_rate })),
  )
}
