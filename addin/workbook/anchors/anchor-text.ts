import type { CellValue } from '../workbook.ts'
import type { Anchor, AnchorRow, Previous } from './anchor.ts'
import { checksum } from './checksum.ts'
import type { Steps } from './steps.ts'

/** An anchor as text: a head, and pieces of at most some 200 kB, so that no write is large. */
export interface AnchorText {
  readonly head: Omit<Anchor, 'rows' | 'previous'>
  readonly pieces: readonly Piece[]
}

export interface Piece {
  readonly text: string
  readonly checksum: string
}

const maxRows = 2_000
const maxLength = 200_000

type Cells = readonly (readonly [string, number, CellValue])[]
type Written =
  | { readonly rows: readonly (readonly CellValue[])[] }
  | { readonly replaced: Cells }
  | { readonly removed: readonly (readonly CellValue[])[] }

export function* anchorText(anchor: Anchor): Steps<AnchorText> {
  const { rows, previous, ...head } = anchor
  const pieces: Piece[] = []
  for (const [name, items] of [
    ['rows', rows.values().map(flat)],
    ['replaced', previous.cells.values()],
    ['removed', previous.rows.values().map(flat)],
  ] as const)
    for (const part of inParts(items)) {
      yield
      pieces.push(part === null ? { text: '', checksum: '' } : pieceOf(`{"${name}":[${part}]}`))
    }
  return { head, pieces: pieces.filter(({ text }) => text !== '') }
}

/** Joins the JSON of items into texts that are neither long nor of many items; null now and then, to breathe. */
function* inParts(items: Iterable<unknown>): Generator<string | null> {
  let part: string[] = []
  let length = 0
  for (const item of items) {
    const text = JSON.stringify(item)
    part.push(text)
    length += text.length + 1
    if (part.length % 200 === 0) yield null
    if (part.length < maxRows && length < maxLength) continue
    yield part.join(',')
    part = []
    length = 0
  }
  if (part.length > 0) yield part.join(',')
}

const pieceOf = (text: string): Piece => ({ text, checksum: checksum(text) })

const flat = ({ key, marks, cells }: AnchorRow): CellValue[] => [key, marks, ...cells]
const unflat = ([key, marks, ...cells]: readonly CellValue[]): AnchorRow => ({
  key: String(key),
  marks: String(marks),
  cells,
})

/** The anchor that was written so. Throws where a piece is none of ours; the checksums are the reader's to compare. */
export function* anchorFrom(head: AnchorText['head'], pieces: readonly string[]): Steps<Anchor> {
  const rows: AnchorRow[] = []
  const previous = { cells: [] as Previous['cells'][number][], rows: [] as AnchorRow[] }
  for (const text of pieces) {
    yield
    const written = JSON.parse(text) as Written
    if ('rows' in written) for (const row of written.rows) rows.push(unflat(row))
    else if ('replaced' in written) previous.cells.push(...written.replaced)
    else for (const row of written.removed) previous.rows.push(unflat(row))
  }
  return { ...head, rows, previous }
}
