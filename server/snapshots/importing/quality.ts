import type { Dataset } from '../../datasets/dataset.ts'
import type { DataQuality, QualityDimension } from '../import-outcome.ts'

/** What quality is judged from. Counts are rows unless said otherwise. */
export interface QualityFacts {
  readonly dataset: Dataset
  readonly rows: number
  readonly rejected: number
  readonly duplicates: number
  /** Rows whose totals, seat costs or rates disagree with each other or with the staff list. */
  readonly inconsistent: number
  readonly stagedRows: number
  readonly filledCells: number
  readonly columns: number
  /** Cells that name a client, and those whose client is known. */
  readonly clientCells: number
  readonly clientsFound: number
  /** Newest day of the rows and the day of the upload; null where rows have no day. */
  readonly lastDay: number | null
  readonly today: number
}

const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `the ${one}` : `the ${count} ${many}`

const percent = (part: number, whole: number): number => (whole === 0 ? 100 : Math.round((part / whole) * 1000) / 10)

/** Data quality, 0 to 100: the mean of the dimensions that apply to the sheet. */
export function dataQuality(facts: QualityFacts): DataQuality {
  const dimensions: QualityDimension[] = [
    {
      name: 'completeness',
      score: percent(facts.filledCells, facts.stagedRows * facts.columns),
      formula: 'filled cells ÷ cells, over the columns that the sheet has',
    },
    { name: 'validity', score: percent(facts.rows - facts.rejected, facts.rows), formula: 'accepted rows ÷ rows' },
    {
      name: 'uniqueness',
      score: percent(facts.rows - facts.duplicates, facts.rows),
      formula: 'rows that are no repeats ÷ rows',
    },
    {
      name: 'consistency',
      score: percent(Math.max(0, facts.stagedRows - facts.inconsistent), facts.stagedRows),
      formula: 'rows whose amounts, lines and rates agree ÷ accepted rows',
    },
  ]
  if (facts.lastDay !== null) {
    const age = Math.max(0, facts.today - facts.lastDay)
    dimensions.push({
      name: 'timeliness',
      score: Math.max(0, Math.min(100, 100 - (age - 31))),
      formula: '100 while the newest row is at most 31 days old, one less for each day more',
    })
  }
  if (facts.clientCells > 0) {
    dimensions.push({
      name: 'referential_integrity',
      score: percent(facts.clientsFound, facts.clientCells),
      formula: 'cells whose client is known ÷ cells that name a client',
    })
  }
  const score = dimensions.reduce((sum, dimension) => sum + dimension.score, 0) / dimensions.length
  return { score: Math.round(score * 10) / 10, dimensions, recommendations: recommendationsOf(dimensions, facts) }
}

function recommendationsOf(dimensions: readonly QualityDimension[], facts: QualityFacts): string[] {
  const scoreOf = (name: QualityDimension['name']) =>
    dimensions.find(dimension => dimension.name === name)?.score ?? 100
  const found: string[] = []
  if (facts.rejected > 0)
    found.push(
      `Correct ${counted(facts.rejected, 'rejected row', 'rejected rows')} and upload the file again: the good rows stay as they are.`,
    )
  if (scoreOf('referential_integrity') < 100)
    found.push('Upload the missing clients first, or map their names to known ones.')
  if (facts.duplicates > 0)
    found.push(`Look for the export that repeats ${facts.duplicates === 1 ? 'a row' : `${facts.duplicates} rows`}.`)
  if (facts.inconsistent > 0) found.push(`Check ${counted(facts.inconsistent, 'row', 'rows')} whose figures disagree.`)
  if (scoreOf('timeliness') < 70) found.push('The newest row is old: export a later period.')
  if (scoreOf('completeness') < 60)
    found.push('Many cells are blank: export the optional columns too, or leave them out.')
  return found
}
