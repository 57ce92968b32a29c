import type { ExplainedCellQuery } from '../../api/operations/formulas.gen.ts'
import { cellOf, type Spill, spill } from './spill.ts'

/** The drivers of a difference, one a row, and below them what they add up to. */
export const explanationSpill = ({ value, baseline, difference, drivers }: ExplainedCellQuery['explain']): Spill =>
  spill(
    [
      ['Driver', 'Before', 'Now', 'Contribution'],
      ...drivers.map(driver => [driver.label, cellOf(driver.from), cellOf(driver.to), driver.contribution]),
      ['All', cellOf(baseline), cellOf(value), difference],
    ],
    'The explanation',
  )
