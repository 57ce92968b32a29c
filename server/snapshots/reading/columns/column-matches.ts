import type { Dataset } from '../../../datasets/dataset.ts'
import { headingKey } from './heading-key.ts'

/** How well a heading says which column it is; a smaller number is better. */
export const NAME = 0
export const TITLE = 1
export const ALIAS = 2
export type MatchRank = typeof NAME | typeof TITLE | typeof ALIAS

export interface ColumnMatch {
  readonly column: string
  readonly rank: MatchRank
  /** Place of the alias in the declaration: an earlier one is the better word for the column. */
  readonly place: number
}

const byDataset = new WeakMap<Dataset, ReadonlyMap<string, readonly ColumnMatch[]>>()

/** By heading key, the columns a heading may mean, each with its best rank. */
export function columnMatches(dataset: Dataset): ReadonlyMap<string, readonly ColumnMatch[]> {
  const known = byDataset.get(dataset)
  if (known) return known
  const matches = new Map<string, ColumnMatch[]>()
  const add = (text: string, column: string, rank: MatchRank, place = 0) => {
    const found = matches.get(headingKey(text)) ?? []
    if (found.every(match => match.column !== column)) found.push({ column, rank, place })
    matches.set(headingKey(text), found)
  }
  for (const column of dataset.columns) add(column.name, column.name, NAME)
  for (const column of dataset.columns) add(column.title, column.name, TITLE)
  for (const column of dataset.columns)
    for (const [place, alias] of column.aliases.entries()) add(alias, column.name, ALIAS, place)
  byDataset.set(dataset, matches)
  return matches
}
