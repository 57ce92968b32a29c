import type { MetricsQuery } from '../../api/operations/metrics.gen.ts'
import type { CellValue, TrustMark } from '../../workbook/workbook.ts'

export type MetricCell = MetricsQuery['metrics']['rows'][number]['values'][number]

const levelTexts = {
  HIGH: 'High confidence',
  MEDIUM: 'Medium confidence',
  LOW: 'Low confidence',
  AMBIGUOUS: 'Ambiguous: more likely to change than not',
} as const

/**
 * What stands in the cell: the number, or, where a person has to decide or withheld it and the reader may not see it,
 * words that say so. Never 0 for something unknown: that is blank.
 */
export function cellValue({ value, status }: MetricCell): CellValue {
  if (value !== null) return value
  if (status === 'PENDING_REVIEW') return 'pending review'
  return status === 'REJECTED' ? 'withheld' : null
}

/** How far to trust a value, in a note; null where there is nothing to say: it is published and of high confidence. */
export function trustMark(cell: MetricCell): TrustMark | null {
  const { value, status, confidence, assumptions, partial, coverage } = cell
  const said = [
    ...(status === 'PENDING_REVIEW' ? ['Awaits review: a person has yet to decide on this number.'] : []),
    ...(status === 'CORRECTED' ? ['Corrected by a person.'] : []),
    ...(status === 'REJECTED' ? ['Withheld by a person.'] : []),
  ]
  if (value === null && said.length === 0) return null
  if (said.length === 0 && confidence.level === 'HIGH') return null
  const level = `${levelTexts[confidence.level]} (${Math.round(confidence.score * 100)} %).`
  const more = [
    ...(partial ? ['The period has not ended or is cut.'] : []),
    ...(coverage < 1 ? [`The data covers ${Math.round(coverage * 100)} % of the period.`] : []),
    ...assumptions.map(({ text }) => `${text}.`),
  ]
  return { level: confidence.level, note: [...said, level, ...more].join('\n') }
}
