import type { DatasetKind } from '../../api/operations/upload.gen.ts'
import type { DatasetInfo } from './dataset-info.ts'

export interface Candidate {
  readonly kind: DatasetKind
  readonly title: string
  /** Share of the headings that the dataset knows, less a little for each required column that is missing; 0 to 1. */
  readonly score: number
  /** Titles of the required columns that no heading names. */
  readonly missing: readonly string[]
}

export interface Recognition {
  /** All datasets, likeliest first. */
  readonly candidates: readonly Candidate[]
  /** Set where one dataset stands out: its required columns are there and no other comes close. */
  readonly sure: DatasetKind | null
}

/** Which dataset a sheet holds, judged by its headings alone. Unsure is an answer: then a person is asked. */
export function recogniseDataset(header: readonly string[], datasets: readonly DatasetInfo[]): Recognition {
  const words = header.map(normal).filter(word => word !== '')
  const candidates = datasets.map(dataset => candidateOf(words, dataset)).sort((a, b) => b.score - a.score)
  const [first, second] = candidates
  const standsOut = first && first.missing.length === 0 && first.score >= 0.3
  const apart = standsOut && first.score - (second?.score ?? 0) >= 0.15
  return { candidates, sure: apart ? first.kind : null }
}

function candidateOf(words: readonly string[], { kind, title, columns }: DatasetInfo): Candidate {
  const names = columns.map(column => new Set([column.name, column.title, ...column.aliases].map(normal)))
  const known = words.filter(word => names.some(set => set.has(word))).length
  const required = columns.filter(column => column.required)
  const missing = required.filter(column => {
    const set = names[columns.indexOf(column)]
    return !words.some(word => set?.has(word))
  })
  const share = words.length === 0 ? 0 : known / words.length
  const complete = required.length === 0 ? 1 : 1 - missing.length / required.length
  return { kind, title, score: share * (0.4 + 0.6 * complete), missing: missing.map(column => column.title) }
}

/** Headings match without regard to case, spaces and punctuation, as they do on the server. */
const normal = (heading: string): string =>
  heading
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
