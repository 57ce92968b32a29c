import type { RowsPart } from './column-values.ts'

const NULL = -0x80000000

/** Serial type of a number by the bytes that it takes; one of none is 0 or 1, which have types of their own. */
const TYPES = Uint8Array.of(0, 1, 2, 3, 4, 0, 5, 0, 6)

const narrowSize = (value: number): number => {
  if (value === 0 || value === 1) return 0
  const bits = value < 0 ? ~value : value
  return bits < 0x80 ? 1 : bits < 0x8000 ? 2 : bits < 0x800000 ? 3 : 4
}

function wideSize(value: number): number {
  if (value >= NULL && value <= 0x7fffffff && (value | 0) === value) return narrowSize(value)
  const bits = value < 0 ? -value - 1 : value
  if (Math.floor(value) !== value || bits >= 2 ** 63)
    throw new Error(`Writing a row: ${value} is no whole number of 64 bits`)
  return bits < 2 ** 47 ? 6 : 8
}

type Rows = Omit<RowsPart, 'columns'>

/** Adds the bytes of each number to those of its row, and gives how many are null. Like all here twice, each over one kind of array. */
export function measureNarrow(values: Int32Array, { from, to, slots }: Rows, sizes: Int32Array): number {
  let nulls = 0
  for (let at = from; at < to; at++) {
    const value = values[at] as number
    const slot = slots[at] as number
    if (value === NULL) nulls++
    else sizes[slot] = (sizes[slot] as number) + narrowSize(value)
  }
  return nulls
}

export function measureWide(values: Float64Array, { from, to, slots }: Rows, sizes: Int32Array): number {
  let nulls = 0
  for (let at = from; at < to; at++) {
    const value = values[at] as number
    const slot = slots[at] as number
    if (Number.isNaN(value)) nulls++
    else sizes[slot] = (sizes[slot] as number) + wideSize(value)
  }
  return nulls
}

/** Writes the serial type of each number at the head of its row and the number into its body, and moves both places on. */
export function writeNarrow(
  bytes: Uint8Array,
  values: Int32Array,
  { from, to, slots }: Rows,
  heads: Int32Array,
  bodies: Int32Array,
): void {
  for (let at = from; at < to; at++) {
    const value = values[at] as number
    const slot = slots[at] as number
    const head = heads[slot] as number
    heads[slot] = head + 1
    if (value === NULL) bytes[head] = 0
    else if (value === 0 || value === 1) bytes[head] = 8 + value
    else bodies[slot] = writeSmall(bytes, value, head, bodies[slot] as number)
  }
}

export function writeWide(
  bytes: Uint8Array,
  values: Float64Array,
  { from, to, slots }: Rows,
  heads: Int32Array,
  bodies: Int32Array,
): void {
  for (let at = from; at < to; at++) {
    const value = values[at] as number
    const slot = slots[at] as number
    const head = heads[slot] as number
    heads[slot] = head + 1
    if (Number.isNaN(value)) bytes[head] = 0
    else if (value === 0 || value === 1) bytes[head] = 8 + value
    else if (value >= NULL && value <= 0x7fffffff) bodies[slot] = writeSmall(bytes, value, head, bodies[slot] as number)
    else bodies[slot] = writeLarge(bytes, value, head, bodies[slot] as number)
  }
}

/** What all rows of a table have alike. */
export interface ConstantBytes {
  readonly type: number
  readonly body: Uint8Array
}

/** A number as serial type and bytes. */
export function constantBytes(value: number | null): ConstantBytes {
  const [bytes, heads, bodies] = [new Uint8Array(9), Int32Array.of(0), Int32Array.of(1)]
  const row = { from: 0, to: 1, slots: Int32Array.of(0) }
  const values = Float64Array.of(value ?? Number.NaN)
  measureWide(values, row, Int32Array.of(0))
  writeWide(bytes, values, row, heads, bodies)
  return { type: bytes[0] as number, body: bytes.slice(1, bodies[0]) }
}

function writeSmall(bytes: Uint8Array, value: number, head: number, start: number): number {
  let at = start
  const size = narrowSize(value)
  bytes[head] = size
  if (size > 3) bytes[at++] = value >> 24
  if (size > 2) bytes[at++] = value >> 16
  if (size > 1) bytes[at++] = value >> 8
  bytes[at++] = value
  return at
}

function writeLarge(bytes: Uint8Array, value: number, head: number, start: number): number {
  let at = start
  const size = wideSize(value)
  bytes[head] = TYPES[size] as number
  const high = Math.floor(value / 2 ** 32)
  if (size > 6) {
    bytes[at++] = high >> 24
    bytes[at++] = high >> 16
  }
  bytes[at++] = high >> 8
  bytes[at++] = high
  // The low half of a number, also of a negative one: bits of two's complement.
  const low = value >>> 0
  bytes[at++] = low >> 24
  bytes[at++] = low >> 16
  bytes[at++] = low >> 8
  bytes[at++] = low
  return at
}
