import type { Draft } from './draft.ts'
import { explain, note } from './draft.ts'
import { hasCue } from './segment.ts'
import { isTime } from './settle-change.ts'

/** Metrics of which any amount is a finding: "which clients have overdue invoices" asks for those above 0. */
const findings = new Set([
  'overdue',
  'license_waste',
  'unbilled_seats',
  'unassigned_seats',
  'overbilled_seats',
  'shadow_seats',
  'unbilled_amount',
  'unassigned_amount',
  'overbilled_amount',
  'shadow_amount',
])

/** "which clients waste licenses": those with any, though no threshold is said. */
export function settleFindings(draft: Draft): void {
  const { segments, metrics } = draft
  const told = draft.groupBy.some(dimension => !isTime(dimension))
  if (!told || draft.order || draft.conditions.length > 0 || metrics.length !== 1) return
  const asks =
    segments.some(segment => hasCue(segment, 'which', 'who', 'list') || segment.words.join(' ') === 'what') ||
    draft.counts
  const byWord = segments.some(segment => hasCue(segment, 'by', 'per'))
  const gain = segments.find(segment => hasCue(segment, 'gain'))
  const state = segments.find(segment => hasCue(segment, 'lowstate', 'highstate') && !draft.explained.has(segment))
  if (state) {
    draft.order = { end: hasCue(state, 'lowstate') ? 'LOW' : 'HIGH', count: null, segment: state, onChange: false }
    explain(draft, state)
    note(draft, 'ORDER', state.text, draft.order.end, 0.8)
  } else if (gain && asks)
    draft.conditions.push({ op: 'GT', value: 0, to: null, unit: null, onChange: false, metric: null, segments: [gain] })
  else if (
    asks &&
    !byWord &&
    (findings.has(metrics[0]!) || (draft.counts && segments.some(segment => hasCue(segment, 'exists'))))
  )
    draft.conditions.push({ op: 'GT', value: 0, to: null, unit: null, onChange: false, metric: null, segments: [] })
}
