import type { RowsPart, TextValues } from './column-values.ts'
import { varintSize, writeVarint } from './varint.ts'

/** Texts longer than this have a serial type of two bytes and more. */
const SHORT = 57
/** Texts up to here are copied faster by a loop than by a call. */
const COPIED = 48

type Rows = Omit<RowsPart, 'columns'>

/** Adds the bytes of each text, and of its serial type those beyond one, to those of its row; gives how many are null. */
export function measureTexts(
  { places, lengths, words }: TextValues,
  { from, to, slots }: Rows,
  heads: Int32Array,
  bodies: Int32Array,
): number {
  let nulls = 0
  for (let at = from; at < to; at++) {
    const place = places[at] as number
    if (place === -1) {
      nulls++
      continue
    }
    const slot = slots[at] as number
    const length = place < 0 ? (words[-2 - place] as Uint8Array).length : Math.abs(lengths[at] as number)
    bodies[slot] = (bodies[slot] as number) + length
    if (length > SHORT) heads[slot] = (heads[slot] as number) + varintSize(13 + 2 * length) - 1
  }
  return nulls
}

/** Writes the serial type of each text at the head of its row and the text into its body, and moves both places on. */
export function writeTexts(
  bytes: Uint8Array,
  { places, lengths, bytes: own, words }: TextValues,
  { from, to, slots }: Rows,
  heads: Int32Array,
  bodies: Int32Array,
): void {
  for (let at = from; at < to; at++) {
    const slot = slots[at] as number
    const place = places[at] as number
    const head = heads[slot] as number
    if (place === -1) {
      bytes[head] = 0
      heads[slot] = head + 1
      continue
    }
    const source = place < 0 ? (words[-2 - place] as Uint8Array) : own
    const start = Math.max(place, 0)
    const length = place < 0 ? source.length : Math.abs(lengths[at] as number)
    if (length > SHORT) heads[slot] = writeVarint(bytes, head, 13 + 2 * length)
    else {
      bytes[head] = 13 + 2 * length
      heads[slot] = head + 1
    }
    const body = bodies[slot] as number
    bodies[slot] = body + length
    if (length > COPIED) bytes.set(source.subarray(start, start + length), body)
    else for (let byte = 0; byte < length; byte++) bytes[body + byte] = source[start + byte] as number
  }
}
