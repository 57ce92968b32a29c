import type { AnswerValue } from '../../app/ask/answer.ts'
import { nothingYet } from '../../app/ask/nothing-yet.ts'
import { Amount } from '../components/amount.tsx'
import { Badge } from '../components/badge.tsx'
import { ConfidenceMark } from '../components/confidence-mark.tsx'

/** A value with what a person has to know of it: how sure it is, whether it awaits review or was corrected. Props: `value`. */
export function MarkedValue({ value }: { readonly value: AnswerValue }) {
  if (nothingYet(value)) return <span class="quiet">No data yet</span>
  const shown = value.value !== null
  return (
    <span class="ask-value">
      {shown && value.status === 'PENDING_REVIEW' && <Badge tone="warn">Awaits review</Badge>}
      {shown && value.status === 'CORRECTED' && <Badge tone="brand">Corrected</Badge>}
      <Amount value={value} />
      {shown && <ConfidenceMark confidence={value.confidence} short />}
    </span>
  )
}
