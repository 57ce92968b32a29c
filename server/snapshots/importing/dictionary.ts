import { normalName } from '../../datasets/normal-name.ts'
import type { TermKind } from '../../db/entities/term.ts'
import type { Db } from '../../db/tables.ts'

export interface NewTerm {
  readonly id: number
  readonly kind: TermKind
  readonly label: string
  readonly normal: string
}

export interface NewPerson {
  readonly id: number
  readonly name: string
  readonly normal_name: string
  readonly email: string
}

/** Words and people that rows refer to by number; new ones get the next numbers and are stored with the snapshot. */
export class Dictionary {
  readonly #terms: Map<string, number>
  readonly #people: Map<string, number>
  readonly #spellings = new Map<string, number>()
  #nextTerm: number
  #nextPerson: number
  readonly newTerms: NewTerm[] = []
  readonly newPeople: NewPerson[] = []

  constructor(terms: Map<string, number>, people: Map<string, number>) {
    this.#terms = terms
    this.#people = people
    this.#nextTerm = Math.max(0, ...terms.values()) + 1
    this.#nextPerson = Math.max(0, ...people.values()) + 1
  }

  /** The number of a term, by its normal form; null for a blank. */
  term(kind: TermKind, label: unknown): number | null {
    if (typeof label !== 'string' || label === '') return null
    const spelling = `${kind}\n${label}`
    const seen = this.#spellings.get(spelling)
    if (seen !== undefined) return seen
    const normal = normalName(label)
    const key = `${kind}\n${normal}`
    let id = this.#terms.get(key)
    if (id === undefined) {
      id = this.#nextTerm++
      this.#terms.set(key, id)
      this.newTerms.push({ id, kind, label, normal })
    }
    this.#spellings.set(spelling, id)
    return id
  }

  /** The number of a person as named in a time log. */
  person(name: string, email: string | null): number {
    const address = email?.toLowerCase() ?? ''
    const spelling = `P\n${name}\n${address}`
    const seen = this.#spellings.get(spelling)
    if (seen !== undefined) return seen
    const normal = normalName(name)
    const key = `${normal}\n${address}`
    let id = this.#people.get(key)
    if (id === undefined) {
      id = this.#nextPerson++
      this.#people.set(key, id)
      this.newPeople.push({ id, name, normal_name: normal, email: address })
    }
    this.#spellings.set(spelling, id)
    return id
  }
}

export async function readDictionary(db: Db, organizationId: number): Promise<Dictionary> {
  const terms = await db.selectFrom('term').selectAll().where('organization_id', '=', organizationId).execute()
  const people = await db.selectFrom('person').selectAll().where('organization_id', '=', organizationId).execute()
  return new Dictionary(
    new Map(terms.map(term => [`${term.kind}\n${term.normal}`, term.id])),
    new Map(people.map(person => [`${person.normal_name}\n${person.email}`, person.id])),
  )
}
