/** Rows as columns by name: numbers packed, texts in lists. Of no rows there are no columns. */
export interface Columns {
  readonly count: number
  readonly numbers: Readonly<Record<string, Float64Array>>
  readonly texts: Readonly<Record<string, readonly string[]>>
}

/** The column of whole numbers of a name; empty where there is no row. */
export function numbersOf({ numbers, count }: Columns, name: string): Float64Array {
  const column = numbers[name]
  if (column) return column
  if (count > 0) throw new Error(`Reading columns: there is no column ${name} of numbers`)
  return new Float64Array(0)
}

/** The same of rows that came as objects. Every row has the names of the first; null is no number and no text. */
export function columnsOfRows(rows: readonly object[]): Columns {
  const count = rows.length
  const numbers: Record<string, Float64Array> = {}
  const texts: Record<string, readonly string[]> = {}
  for (const [name, first] of Object.entries(rows[0] ?? {})) {
    const values = rows.map(row => (row as Readonly<Record<string, unknown>>)[name])
    if (values.includes(null)) throw new Error(`Reading columns: ${name} has a null`)
    if (typeof first === 'string') texts[name] = values.map(String)
    else numbers[name] = Float64Array.from(values, Number)
  }
  return { count, numbers, texts }
}

/** Columns as objects, a row each. */
export function rowsOfColumns<Row>({ count, numbers, texts }: Columns): Row[] {
  const columns = Object.entries<ArrayLike<number | string>>({ ...numbers, ...texts })
  return Array.from({ length: count }, (_, at) => {
    const row: Record<string, number | string> = {}
    for (const [name, column] of columns) row[name] = column[at]!
    return row as Row
  })
}

/** Rows of both, numbers only, each in the order of these columns; where a row of both stands at one place, that of `one` first. */
export function mergedColumns(one: Columns, other: Columns, order: readonly string[]): Columns {
  if (one.count === 0 || other.count === 0) return one.count === 0 ? other : one
  const keys = order.map(name => [numbersOf(one, name), numbersOf(other, name)] as const)
  const isBefore = (b: number, a: number): boolean => {
    for (const [ofOne, ofOther] of keys) if (ofOther[b] !== ofOne[a]) return ofOther[b]! < ofOne[a]!
    return false
  }
  const count = one.count + other.count
  // Where each row comes from: of `other` by what is below zero.
  const places = new Int32Array(count)
  let [a, b] = [0, 0]
  for (let at = 0; at < count; at++) places[at] = a === one.count || (b < other.count && isBefore(b, a)) ? ~b++ : a++
  const merged = Object.keys(one.numbers).map(name => {
    const [ofOne, ofOther] = [numbersOf(one, name), numbersOf(other, name)]
    const column = new Float64Array(count)
    for (let at = 0; at < count; at++) column[at] = places[at]! < 0 ? ofOther[~places[at]!]! : ofOne[places[at]!]!
    return [name, column] as const
  })
  if (Object.keys(one.texts).length > 0) throw new Error('Merging columns: those of texts cannot be')
  return { count, numbers: Object.fromEntries(merged), texts: {} }
}
