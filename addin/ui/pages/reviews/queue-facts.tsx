import type { ReviewQueueQuery } from '../../../api/operations/review-queue.gen.ts'

/** How the queue is doing. Props: `queue`. */
export function QueueFacts({ queue }: { readonly queue: ReviewQueueQuery['reviewQueue'] }) {
  const { open, overdue, decided, approvalRate, medianAgeHours, medianTurnaroundHours } = queue
  const facts: readonly (readonly [string, string])[] = [
    ['Open', open.toLocaleString('en-US')],
    ['Overdue', overdue.toLocaleString('en-US')],
    ['Decided', decided.toLocaleString('en-US')],
    ['Approved of those', approvalRate === null ? 'none decided yet' : `${Math.round(approvalRate * 100)} %`],
    ['Age of open ones, median', hours(medianAgeHours)],
    ['Time to decide, median', hours(medianTurnaroundHours)],
  ]
  return (
    <dl class="count-facts">
      {facts.map(([label, text]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}

const hours = (value: number | null): string => {
  if (value === null) return '–'
  if (value < 1) return `${Math.max(1, Math.round(value * 60))} min`
  return value < 48 ? `${value.toFixed(1)} h` : `${Math.round(value / 24)} days`
}
