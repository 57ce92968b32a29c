import { minus } from '../data/number-text.ts'
import './amount.css'

/**
 * A value of the API in its own words: `text` with unit and currency. Says why there is none: pending review, withheld,
 * unknown. Props: `value` {text, value, status}; `partial` marks periods that have not ended.
 */
export function Amount({
  value: { text, value, status = 'PUBLISHED', partial = false },
}: {
  readonly value: {
    readonly text: string
    readonly value: number | null
    readonly status?: 'PUBLISHED' | 'PENDING_REVIEW' | 'REJECTED' | 'CORRECTED'
    readonly partial?: boolean
  }
}) {
  if (value === null && status === 'PENDING_REVIEW') return <span class="amount-none">Pending review</span>
  if (value === null && status === 'REJECTED') return <span class="amount-none">Withheld</span>
  if (value === null)
    return (
      <span class="amount-none" title="Unknown or undefined; that is not zero">
        {text === '' ? '–' : text}
      </span>
    )
  return (
    <span
      class={value < 0 ? 'amount amount-negative' : 'amount'}
      title={partial ? 'The period has not ended: more may come' : undefined}
    >
      {minus(text)}
      {partial && <span class="amount-partial"> so far</span>}
    </span>
  )
}
