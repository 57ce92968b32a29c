import type { AnchorColumn } from './anchor.ts'

/** A column as it stands in the sheet now. */
export interface SheetColumn {
  readonly id: number
  readonly heading: string
}

/** For each column of the anchor where it is in the table now (from 0); or why that cannot be told. */
export type FoundColumns = { readonly at: readonly number[] } | { readonly problem: string }

/**
 * Finds columns by their id, so that renamed and moved ones are found. Where an id leads to another heading while the
 * old heading stands elsewhere, neither can be trusted.
 */
export function findColumns(columns: readonly AnchorColumn[], now: readonly SheetColumn[]): FoundColumns {
  const at: number[] = []
  for (const column of columns) {
    const byId = now.findIndex(({ id }) => id === column.id)
    const byHeading = now.findIndex(({ heading }) => heading === column.heading)
    if (byId < 0)
      return { problem: `Column "${column.heading}" was deleted. Undo that, or insert the table anew beside it.` }
    const others = columns.some(other => other !== column && other.id === now[byHeading]?.id)
    if (byHeading >= 0 && byHeading !== byId && !others)
      return {
        problem: `Column "${column.heading}" cannot be told from another one of that name. Rename the one that was added.`,
      }
    at.push(byId)
  }
  return { at }
}
