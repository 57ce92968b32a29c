/** Numbers combinations of dimension members, in the order they come up. */
export class GroupIndex {
  readonly #next: Map<number, number>[]
  readonly #members: (readonly number[])[] = []
  readonly #width: number
  #inner = 0
  /**
   * Where there is one dimension, as in most tables: the group of each member, from 1 on; 0: it has none. Maps and lists of
   * a thousand clients were 250 kB to collect after each page.
   */
  #groupOfMember = new Int32Array(0)
  /** The same the other way round. */
  readonly #memberOfGroup: number[] = []

  /** @param width how many dimensions; without any there is one group from the start */
  constructor(width: number) {
    this.#width = width
    this.#next = width < 2 ? [] : Array.from({ length: width }, () => new Map())
    if (width === 0) this.#members.push([])
  }

  get count(): number {
    return this.#width === 1 ? this.#memberOfGroup.length : this.#members.length
  }

  /** The number of a combination, new where it has not come up. */
  add(members: readonly number[]): number {
    if (this.#width === 1) return this.addOne(members[0]!)
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
    if (member >= this.#groupOfMember.length) this.#growTo(member + 1)
    const known = this.#groupOfMember[member]!
    if (known > 0) return known - 1
    const count = this.#memberOfGroup.push(member)
    this.#groupOfMember[member] = count
    return count - 1
  }

  #growTo(size: number): void {
    const larger = new Int32Array(Math.max(size, this.#groupOfMember.length * 2))
    larger.set(this.#groupOfMember)
    this.#groupOfMember = larger
  }

  /** The number of a combination, undefined where it has not come up. */
  find(members: readonly number[]): number | undefined {
    if (this.#width === 1) {
      const known = this.#groupOfMember[members[0]!] ?? 0
      return known > 0 ? known - 1 : undefined
    }
    let node = 0
    for (let level = 0; level < this.#width; level++) {
      const found = this.#next[level]!.get(stepOf(node, members[level]!))
      if (found === undefined) return undefined
      node = found
    }
    return node
  }

  membersOf(group: number): readonly number[] {
    return this.#width === 1 ? [this.#memberOfGroup[group]!] : this.#members[group]!
  }

  /** The member of a group in one of the dimensions. */
  memberOf(group: number, position: number): number {
    return this.#width === 1 ? this.#memberOfGroup[group]! : this.#members[group]![position]!
  }
}

/** A node and a member as one whole number: members stay below 2^22, nodes below 2^31. */
const stepOf = (node: number, member: number): number => node * 4_194_304 + member
