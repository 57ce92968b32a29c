import { normalName } from '../../datasets/normal-name.ts'

/**
 * What stands in place of a person's names and addresses. Each different name and address has another one: whom the
 * organization took for one person, and whom it told apart, it still does, so that hours and costs stay where they are.
 */
export class Pseudonyms {
  readonly #random: string
  readonly #names = new Map<string, string>()
  readonly #emails = new Map<string, string>()

  /** @param random 8 random bytes as hex */
  constructor(random: string) {
    this.#random = random
  }

  /** That of the name that was asked for first. */
  get first(): string {
    return `Erased ${this.#random}`
  }

  name(name: string): string {
    return replacement(this.#names, normalName(name), place => (place === 1 ? this.first : `${this.first} (${place})`))
  }

  /** `email`: in small letters; empty stays empty. */
  email(email: string): string {
    if (email === '') return ''
    const mark = (place: number) => (place === 1 ? '' : `-${place}`)
    return replacement(this.#emails, email, place => `${this.#random}${mark(place)}@erased.invalid`)
  }
}

function replacement(known: Map<string, string>, of: string, make: (place: number) => string): string {
  const found = known.get(of) ?? make(known.size + 1)
  known.set(of, found)
  return found
}
