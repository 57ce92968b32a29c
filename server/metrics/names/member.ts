/** What stands in a cell of a dimension. */
export interface DimensionMember {
  /** Stable; null: blank. */
  readonly key: string | null
  readonly label: string
  /** Members are put in this order, blanks last. */
  readonly sort: string
}

export const blank: DimensionMember = { key: null, label: '(none)', sort: '' }

/** The keys of a row of a fact, as the fact has them; 0 or "" is blank. `staff` is a position among the people. */
export interface RowKeys {
  readonly client_id?: number
  readonly service_line_id?: number
  readonly staff?: number
  readonly project_id?: number
  readonly work_type?: string
  readonly product_id?: number
  readonly vendor_id?: number
}

/** The members of a dimension that have come up, numbered in the order they did. */
export class Members {
  readonly all: DimensionMember[] = []
  readonly #rawOf: (row: RowKeys) => number | string
  readonly #memberOf: (raw: number | string) => DimensionMember
  readonly #numbers = new Map<number | string, number>()
  readonly #byKey = new Map<string | null, number>()

  /**
   * @param rawOf what a row says of the dimension
   * @param memberOf who or what that is; rows with equal keys of members are of one member
   */
  constructor(rawOf: (row: RowKeys) => number | string, memberOf: (raw: number | string) => DimensionMember) {
    this.#rawOf = rawOf
    this.#memberOf = memberOf
  }

  numberOf(row: RowKeys): number {
    return this.numberOfRaw(this.#rawOf(row))
  }

  numberOfRaw(raw: number | string): number {
    const known = this.#numbers.get(raw)
    if (known !== undefined) return known
    const member = this.#memberOf(raw)
    const number = this.#byKey.get(member.key) ?? this.all.push(member) - 1
    this.#byKey.set(member.key, number)
    this.#numbers.set(raw, number)
    return number
  }
}
