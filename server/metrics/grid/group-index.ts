/** Numbers combinations of dimension members, in the order they come up. */
export class GroupIndex {
  readonly #next: Map<number, number>[]
  readonly #members: (readonly number[])[] = []
  readonly #width: number
  #inner = 0

  /** @param width how many dimensions; without any there is one group from the start */
  constructor(width: number) {
    this.#width = width
    this.#next = Array.from({ length: width }, () => new Map())
    if (width === 0) this.#members.push([])
  }

  get count(): number {
    return this.#members.length
  }

  /** The number of a combination, new where it has not come up. */
  add(members: readonly number[]): number {
    let node = 0
    for (let level = 0; level < this.#width; level++) {
      const step = stepOf(node, members[level]!)
      const next = this.#next[level]!
      let found = next.get(step)
      if (found === undefined) {
        found = level === this.#width - 1 ? this.#members.push([...members]) - 1 : this.#inner++
        next.set(step, found)
      }
      node = found
    }
    return node
  }

  /** The same of one dimension. */
  addOne(member: number): number {
    const step = stepOf(0, member)
    const next = this.#next[0]!
    const known = next.get(step)
    if (known !== undefined) return known
    const group = this.#members.push([member]) - 1
    next.set(step, group)
    return group
  }

  /** The number of a combination, undefined where it has not come up. */
  find(members: readonly number[]): number | undefined {
    let node = 0
    for (let level = 0; level < this.#width; level++) {
      const found = this.#next[level]!.get(stepOf(node, members[level]!))
      if (found === undefined) return undefined
      node = found
    }
    return node
  }

  membersOf(group: number): readonly number[] {
    return this.#members[group]!
  }
}

/** A node and a member as one whole number: members stay below 2^22, nodes below 2^31. */
const stepOf = (node: number, member: number): number => node * 4_194_304 + member
