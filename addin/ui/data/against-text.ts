import type { ExplainAgainst } from '../../api/operations/explain-page.gen.ts'

/** What the bar of the other side is called where it is not another time. */
export function baselineLabel(against: ExplainAgainst, other?: string): { readonly baselineLabel?: string } {
  switch (against) {
    case 'PORTFOLIO':
      return { baselineLabel: 'Other clients' }
    case 'BUDGET':
      return { baselineLabel: 'Budget' }
    case 'TARGET':
      return { baselineLabel: 'Target' }
    case 'CLIENT':
      return { baselineLabel: other ?? 'Other client' }
    default:
      return {}
  }
}
