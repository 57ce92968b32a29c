import type { RawCell } from '../cells/raw-cell.ts'

/** What is gathered about one column while all its values pass by; its size does not grow with them. */
export interface ColumnEvidence {
  see(cell: RawCell, row: number): void
  /** The same for the commonest ways to write a cell, from its place in UTF-8 bytes; false: it has to be seen as a cell. */
  seesSpan?(bytes: Uint8Array, start: number, end: number): boolean
}

/** The column that evidence is about. */
export interface EvidenceSubject {
  readonly column: string
  readonly title: string
  readonly heading: string
}

/** Whether so many values settle a question against so many that contradict them: one in ten may be a mistake. */
export const outweighs = (proving: number, contradicting: number): boolean => contradicting * 9 <= proving
