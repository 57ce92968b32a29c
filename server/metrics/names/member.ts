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
  /** The key of rows that tells them apart. */
  readonly column: keyof RowKeys
  readonly #blank: number | string
  readonly #memberOf: (raw: number | string) => DimensionMember
  readonly #numbers = new Map<number | string, number>()
  readonly #raws: (number | string)[] = []
  readonly #byKey = new Map<string | null, number>()

  /**
   * @param column what a row says of the dimension
   * @param blankKey what it says where it says nothing
   * @param memberOf who or what that is; rows with equal keys of members are of one member
   */
  constructor(column: keyof RowKeys, blankKey: number | string, memberOf: (raw: number | string) => DimensionMember) {
    this.column = column
    this.#blank = blankKey
    this.#memberOf = memberOf
  }

  /** What the rows of a member say of the dimension; of members that several values stand for, the first that came up. */
  rawOf(number: number): number | string {
    return this.#raws[number]!
  }

  numberOf(row: RowKeys): number {
    return this.numberOfRaw(row[this.column] ?? this.#blank)
  }

  numberOfRaw(raw: number | string): number {
    const known = this.#numbers.get(raw)
    if (known !== undefined) return known
    const member = this.#memberOf(raw)
    const number = this.#byKey.get(member.key) ?? this.all.push(member) - 1
    this.#byKey.set(member.key, number)
    this.#raws[number] ??= raw
    this.#numbers.set(raw, number)
    return number
  }
}
