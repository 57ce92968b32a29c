/** A row of the staff list. Capacity: hundredths of hours a week; rates: minor units an hour. */
export interface StaffRow {
  readonly row_key: number
  readonly name: string
  readonly normal_name: string
  readonly email: string | null
  readonly capacity: number
  readonly cost_rate: number | null
  readonly billing_rate: number | null
  readonly team_id: number | null
  readonly start_day: number | null
  readonly end_day: number | null
}

/** A person as time logs name them; an empty e-mail is none. */
export interface Person {
  readonly id: number
  readonly name: string
  readonly normal_name: string
  readonly email: string
}

/** One member of staff: a staff row, or people of time logs who have none. */
export interface StaffMember {
  readonly staff: StaffRow | null
  readonly name: string
  readonly normalName: string
  readonly email: string | null
  /** Two or more staff rows fit the name: none was taken. */
  readonly ambiguous: boolean
  readonly persons: readonly number[]
}

/** Everybody, staff rows first. The position in `members` is how facts refer to somebody. */
export interface People {
  readonly members: readonly StaffMember[]
  readonly memberOfPerson: ReadonlyMap<number, number>
}

/**
 * Who is who: a person of the time logs is the staff row of the same e-mail, else of the same normalised name where
 * exactly one has it. Those who are nobody on the list are one member by e-mail; without an e-mail they join the one
 * such member of their name (unless the list has that name too), or are one by name.
 * @param persons those whom time logs name in the version of the data that is asked about, and nobody else: an address
 * that no log has would still tell two people of one name apart
 */
export function people(staff: readonly StaffRow[], persons: readonly Person[]): People {
  const members: { -readonly [K in keyof StaffMember]: StaffMember[K] }[] = staff.map(row => ({
    staff: row,
    name: row.name,
    normalName: row.normal_name,
    email: row.email,
    ambiguous: false,
    persons: [],
  }))
  const byEmail = new Map(members.flatMap((member, index) => (member.email ? [[member.email, index] as const] : [])))
  const byName = Map.groupBy(members.keys(), index => members[index]!.normalName)
  const strangersByName = new Map<string, number[]>()
  const memberOfPerson = new Map<number, number>()

  const stranger = (person: Person, ambiguous: boolean): number => {
    const index =
      members.push({
        staff: null,
        name: person.name,
        normalName: person.normal_name,
        email: person.email || null,
        ambiguous,
        persons: [],
      }) - 1
    const same = strangersByName.get(person.normal_name)
    if (same) same.push(index)
    else strangersByName.set(person.normal_name, [index])
    if (person.email) byEmail.set(person.email, index)
    return index
  }
  const memberOf = (person: Person): number => {
    const mailed = person.email ? byEmail.get(person.email) : undefined
    if (mailed !== undefined) return mailed
    const candidates = byName.get(person.normal_name) ?? []
    if (candidates.length === 1) return candidates[0]!
    const strangers = person.email ? [] : (strangersByName.get(person.normal_name) ?? [])
    if (candidates.length === 0 && strangers.length === 1) return strangers[0]!
    return strangers.find(index => members[index]!.email === null) ?? stranger(person, candidates.length > 1)
  }

  // Those with an e-mail first: who has none joins them by name.
  for (const person of [...persons].sort((a, b) => Number(a.email === '') - Number(b.email === '') || a.id - b.id)) {
    const index = memberOf(person)
    memberOfPerson.set(person.id, index)
    members[index]!.persons = [...members[index]!.persons, person.id]
  }
  return { members, memberOfPerson }
}
